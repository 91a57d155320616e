using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Feeds;

/// <summary>
/// A hearing's public replies that came or were decided on last, as they are published; null when the public knows no such hearing.
/// </summary>
public static class ListRecentReplies
{
    private const int Most = 50;

    [Public]
    public sealed record Query(long HearingId) : IQuery<Result?>;

    public sealed record Result
    {
        public required string Slug { get; init; }
        public required string Title { get; init; }
        public required string Ministry { get; init; }
        public required DateTimeOffset PublishedAt { get; init; }

        /// <summary>Newest change first.</summary>
        public IReadOnlyList<ReplyItem> Replies { get; init; } = [];
    }

    internal sealed class Handler(Db db, TimeProvider clock, Settings settings) : IRequestHandler<Query, Result?>
    {
        public async Task<Result?> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await db.First<Result>(SelectHearing, new { request.HearingId });
            if (hearing is null)
            {
                return null;
            }
            var values = new
            {
                request.HearingId,
                Now = now,
                Take = Most,
            };
            // A reply may be published long after many with higher numbers: what was decided on last is looked up by itself.
            var newest = await db.All<ReplyReader.ItemRow>(SelectNewest, values);
            var decided = await db.All<ReplyReader.ItemRow>(SelectDecided, values);
            var rows = newest
                .Concat(decided)
                .DistinctBy(row => row.Number)
                .OrderByDescending(row => row.UpdatedAt)
                .ThenByDescending(row => row.Number);
            return hearing with { Replies = [.. rows.Take(Most).Select(row => row.Item(hearing.Slug, settings, request.HearingId, now))] };
        }
    }

    private const string SelectHearing = """
        select h.Slug, h.Title, m.Name as Ministry, h.PublishedAt
        from Hearing h
        join Ministry m on m.Id = h.MinistryId
        where h.Id = @HearingId and h.PublishedAt is not null
        """;

    private const string SelectNewest = $$"""
        select {{ReplyReader.ItemColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId
            and {{PublicReplies.Where}}
        order by r.Number desc
        {first @Take}
        """;

    private const string SelectDecided = $$"""
        select {{ReplyReader.ItemColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.Id in (
                select l.ReplyId
                from (select d.ReplyId, d.Id from ModerationDecision d where d.HearingId = @HearingId order by d.Id desc {first @Take}) l
            )
            and {{PublicReplies.Where}}
        order by r.Number desc
        {first @Take}
        """;
}
