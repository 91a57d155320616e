namespace Consultation.Api.Pipeline;

/// <summary>
/// Who is calling, for the length of one request. Nobody, a holder of an API key, a person who has signed in, or the program's own jobs.
/// </summary>
public sealed class CurrentUser
{
    private bool _job;

    /// <summary>Null: nobody in particular.</summary>
    public Role? Role { get; private set; }

    /// <summary>The ministry whose rows staff see; null for staff of all ministries (and for the public).</summary>
    public long? MinistryId { get; private set; }

    /// <summary>The name of the person or of the key, for logs and history.</summary>
    public string? Name { get; private set; }

    /// <summary>The key itself: two keys of one name are two people. Null where no key was used.</summary>
    public long? KeyId { get; private set; }

    /// <summary>The account of a person who has signed in; null where a key was used.</summary>
    public long? UserId { get; private set; }

    /// <summary>The session of a person who has signed in.</summary>
    public long? SessionId { get; private set; }

    public bool IsStaff => Role is not null || _job;

    /// <summary>True when no ministry bounds what this caller sees.</summary>
    public bool SeesAllMinistries => IsStaff && MinistryId is null;

    public bool May(Permission permission) => _job || (Role is { } role && Roles.May(role, MinistryId is not null, permission));

    public void IsHolderOf(string name, Role role, long? ministryId, long? keyId = null) =>
        (Name, Role, MinistryId, KeyId) = (name, role, ministryId, keyId);

    public void IsPerson(long userId, long sessionId, string name, Role role, long? ministryId) =>
        (UserId, SessionId, Name, Role, MinistryId) = (userId, sessionId, name, role, ministryId);

    public void IsJob(string name) => (Name, _job) = (name, true);
}

/// <summary>
/// When the request began: the first middleware's timestamp. It decides whether a reply is on time, however long the body took.
/// </summary>
public sealed class RequestStart(TimeProvider clock)
{
    /// <summary>UTC, whole milliseconds.</summary>
    public DateTimeOffset At { get; set; } = Domain.Instants.Floor(clock.GetUtcNow());
}
