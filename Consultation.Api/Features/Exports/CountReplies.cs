using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Exports;

/// <summary>How many replies that fit a filter are in which state, and why: what an export's meta file says of those it leaves out.</summary>
public static class CountReplies
{
    [Public]
    public sealed record Query(long HearingId, Scope Scope, SenderType? SenderType, Position? Position, int? Round)
        : IQuery<IReadOnlyList<Row>>,
            IScoped;

    /// <summary>One state, and of what is withheld one ground.</summary>
    public sealed record Row
    {
        /// <summary>As everybody sees it: what awaited a deadline that has passed is published.</summary>
        public required Publication Publication { get; init; }
        public Ground? Ground { get; init; }
        public required int Replies { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            var now = Instants.Floor(clock.GetUtcNow());
            var values = new
            {
                request.HearingId,
                SenderType = request.SenderType?.Code(),
                Position = request.Position?.Code(),
                request.Round,
            };
            return
            [
                .. (await db.All<StoredRow>(SelectCounts, values)).Select(row => new Row
                {
                    Publication = ReplyRules.Shown(row.Publication, row.Ground, row.ClosesAt, now),
                    Ground = row.Publication == Publication.Withheld ? row.Ground : null,
                    Replies = row.Replies,
                }),
            ];
        }
    }

    private sealed record StoredRow
    {
        public required Publication Publication { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public Ground? Ground { get; init; }
        public required int Replies { get; init; }
    }

    private const string SelectCounts = """
        select r.Publication, hr.ClosesAt, r.Ground, count(*) as Replies
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId
            and (@SenderType is null or r.SenderType = @SenderType)
            and (@Position is null or r.Position = @Position)
            and (@Round is null or hr.Number = @Round)
        group by r.Publication, hr.ClosesAt, r.Ground
        """;
}
