using Consultation.Api.Features.Invitations;
using Consultation.Domain;
using Consultation.Domain.Invitations;

namespace Consultation.Api.Features.Reports;

/// <summary>
/// What came from the invited bodies in the round. The staff's version counts every reply that is not withdrawn, the public one those that are
/// published.
/// </summary>
public sealed record ReportInvited
{
    public required int Invited { get; init; }
    public required int Replied { get; init; }

    /// <summary>Of those that replied.</summary>
    public required int WithoutRemarks { get; init; }

    /// <summary>All from which no reply is counted; those that declined are among them.</summary>
    public required int Silent { get; init; }
    public required int Declined { get; init; }

    /// <summary>In the order of their names.</summary>
    public required IReadOnlyList<InvitedLine> Bodies { get; init; }

    /// <summary>Null where nobody was invited.</summary>
    internal static ReportInvited? Of(IReadOnlyList<InvitedReader.Row> rows)
    {
        if (rows.Count == 0)
        {
            return null;
        }
        var replied = rows.Count(row => row.Answer is not null);
        return new()
        {
            Invited = rows.Count,
            Replied = replied,
            WithoutRemarks = rows.Count(row => row.Answer?.Position == Position.WithoutRemarks),
            Silent = rows.Count - replied,
            Declined = rows.Count(row => row.State == InvitationState.Declined),
            Bodies = [.. rows.Select(Line)],
        };
    }

    private static InvitedLine Line(InvitedReader.Row row) =>
        new(row.Body.Name, row.Body.BodyGroup, row.State == InvitationState.Declined)
        {
            Number = row.Answer?.Number,
            Position = row.Answer?.Position,
            Late = row.Answer?.Late,
        };
}

/// <param name="Declined">It has said that no reply will come, and none is counted.</param>
public sealed record InvitedLine(string Name, InvitedGroup Group, bool Declined)
{
    /// <summary>Of its reply; null where none is counted.</summary>
    public int? Number { get; init; }
    public Position? Position { get; init; }
    public bool? Late { get; init; }
}
