using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Moderation;

public enum ReviewQueue
{
    /// <summary>Replies and corrections that nobody has decided on.</summary>
    Review,

    /// <summary>Withholdings that another than the caller has made, and that wait for a second person.</summary>
    SecondPerson,
}

/// <summary>What waits to be decided in a hearing, lowest number first: a stretch of it round one reply.</summary>
public static class GetReviewQueue
{
    /// <summary>How much of the queue is shown before and from the reply that is open.</summary>
    private const int Before = 2;
    private const int From = 7;

    /// <param name="Number">The reply that is open; 0: the queue's beginning.</param>
    [Requires(Permission.ReadUnpublished)]
    public sealed record Query(long HearingId, ReviewQueue Queue, int Number = 0) : IQuery<Result>;

    public sealed record Result
    {
        public required IReadOnlyList<Item> Items { get; init; }

        /// <summary>The next after the open one, else the first of those that wait; null when nothing else waits.</summary>
        public int? Next { get; init; }
        public int? Previous { get; init; }

        /// <summary>How many withholdings wait for the caller.</summary>
        public required int SecondPerson { get; init; }
    }

    public sealed record Item
    {
        public required int Number { get; init; }
        public required SenderType SenderType { get; init; }
        public string? SenderName { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }

        /// <summary>A correction waits, of a reply that was decided on before.</summary>
        public required bool IsCorrected { get; init; }
        public required bool AwaitsSecondPerson { get; init; }

        /// <summary>The number of the campaign that it is in.</summary>
        public int? Campaign { get; init; }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, Scope.All, user);
            var before = await Read(request, request.Queue == ReviewQueue.Review ? SelectBefore : SelectSecondBefore, Before);
            var from = await Read(request, request.Queue == ReviewQueue.Review ? SelectFrom : SelectSecondFrom, From);
            var next = from.FirstOrDefault(item => item.Number > request.Number);
            if (next is null)
            {
                var beginning = await Read(
                    request with
                    {
                        Number = 0,
                    },
                    request.Queue == ReviewQueue.Review ? SelectFrom : SelectSecondFrom,
                    1
                );
                next = beginning.FirstOrDefault(item => item.Number != request.Number);
            }
            return new Result
            {
                Items = [.. before.Reverse(), .. from],
                Next = next?.Number,
                Previous = before.Count > 0 ? before[0].Number : null,
                SecondPerson = await db.First<int>(CountSecond, Values(request, 0)),
            };
        }

        private Task<IReadOnlyList<Item>> Read(Query request, string sql, int take) => db.All<Item>(sql, Values(request, take));

        private object Values(Query request, int take) =>
            new
            {
                request.HearingId,
                request.Number,
                Take = take,
                user.UserId,
                user.KeyId,
                user.Name,
            };
    }

    private const string Columns = """
        select r.Number, r.SenderType, r.SenderName, r.ReceivedAt, case when r.LatestVersion > r.Version then 1 else 0 end as IsCorrected,
            r.AwaitsSecondPerson, cm.Campaign
        from Reply r
        left join CampaignMember cm on cm.HearingId = r.HearingId and cm.Number = r.Number
        """;

    private const string InReview = """
        (r.Publication = 'inReview' or (r.LatestVersion > r.Version and r.Publication in ('awaitingDeadline', 'published', 'publishedRedacted')))
        """;

    private const string SelectFrom = $$"""
        {{Columns}}
        where r.HearingId = @HearingId and r.Number >= @Number and {{InReview}}
        order by r.Number
        {first @Take}
        """;

    private const string SelectBefore = $$"""
        {{Columns}}
        where r.HearingId = @HearingId and r.Number < @Number and {{InReview}}
        order by r.Number desc
        {first @Take}
        """;

    private const string SelectSecondFrom = $$"""
        {{Columns}}
        where r.HearingId = @HearingId and r.Number >= @Number and {{Decisions.ForCaller}}
        order by r.Number
        {first @Take}
        """;

    private const string SelectSecondBefore = $$"""
        {{Columns}}
        where r.HearingId = @HearingId and r.Number < @Number and {{Decisions.ForCaller}}
        order by r.Number desc
        {first @Take}
        """;

    private const string CountSecond = $"select count(*) from Reply r where r.HearingId = @HearingId and {Decisions.ForCaller}";
}
