namespace Consultation.Api.Pipeline;

public enum Permission
{
    ManageHearings,

    /// <summary>To open hearings whose replies are published unread.</summary>
    PublishUnread,
    ImportReplies,
    ReadUnpublished,
    CompileReports,

    /// <summary>To decide what of a reply is public, and to see originals that are kept restricted.</summary>
    Moderate,
    ManageMinistries,
    ManageKeys,

    /// <summary>To let people in, give them roles and shut them out; in one ministry, or in all.</summary>
    ManageUsers,

    /// <summary>To read who did what.</summary>
    ReadAudit,

    /// <summary>To see how the program itself is doing and to set going what has stopped.</summary>
    Operate,

    /// <summary>One's own password, second step and language; for people, since a key has none of these.</summary>
    ManageOwnAccount,

    /// <summary>What only the program's own jobs do.</summary>
    RunJobs,
}

public enum Role
{
    /// <summary>Reads, codes and exports everything of the ministry.</summary>
    Analyst,

    /// <summary>Runs the ministry's hearings.</summary>
    CaseOfficer,
    Administrator,
}

/// <summary>Everybody may send this request.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicAttribute : Attribute;

/// <summary>Who may send this request; the pipeline asks, nobody else.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <summary>A command that the log of what staff do leaves out, because it decides nothing.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NotLoggedAttribute : Attribute;

internal static class Roles
{
    private static readonly Permission[] Analyst = [Permission.ReadUnpublished, Permission.ManageOwnAccount];

    private static readonly Permission[] CaseOfficer =
    [
        .. Analyst,
        Permission.ManageHearings,
        Permission.ImportReplies,
        Permission.CompileReports,
        Permission.Moderate,
    ];

    /// <summary>An administrator of one ministry manages neither the list of ministries nor the program itself.</summary>
    public static bool May(Role role, bool ofOneMinistry, Permission permission) =>
        role switch
        {
            Role.Administrator when ofOneMinistry => permission
                is not (Permission.ManageMinistries or Permission.Operate or Permission.RunJobs),
            Role.Administrator => permission is not Permission.RunJobs,
            Role.CaseOfficer => CaseOfficer.Contains(permission),
            _ => Analyst.Contains(permission),
        };
}
