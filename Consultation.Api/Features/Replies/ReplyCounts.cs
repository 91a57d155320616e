using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>How many public replies of each kind there are at an instant (<see cref="FilterCounters"/>): a few dozen rows, never the replies.</summary>
public sealed class ReplyCounts
{
    private readonly IReadOnlyList<Row> _rows;

    private ReplyCounts(IReadOnlyList<Row> rows) => _rows = rows;

    public int Sum => _rows.Sum(row => row.Replies);

    /// <summary>
    /// Those that a list narrowed so would show. What it searches for, and the paragraph that it asks for, are not looked at.
    /// </summary>
    public int Of(ShowReplies.Query list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return _rows
            .Where(row =>
                (list.SenderTypes.Count == 0 || list.SenderTypes.Contains(row.SenderType))
                && (list.Position is null || list.Position == row.Position)
                && (list.Round is null || list.Round == row.Round)
                && (!list.WithAttachments || row.WithAttachments)
                && (!list.WithComments || row.WithComments)
            )
            .Sum(row => row.Replies);
    }

    internal static async Task<ReplyCounts> Read(Db db, long hearing, DateTimeOffset now) =>
        new(await db.All<Row>(SelectKinds, new { HearingId = hearing, Now = now }));

    private sealed record Row
    {
        public required int Round { get; init; }
        public required SenderType SenderType { get; init; }
        public required Position Position { get; init; }
        public required bool WithComments { get; init; }
        public required bool WithAttachments { get; init; }
        public required int Replies { get; init; }
    }

    private const string SelectKinds = """
        select hr.Number as Round, c.SenderType, c.Position, c.WithComments, c.WithAttachments, c.Replies
        from FilterCounter c
        join HearingRound hr on hr.Id = c.RoundId
        where c.HearingId = @HearingId and (c.State = 'shown' or hr.ClosesAt <= @Now) and c.Replies > 0
        """;
}
