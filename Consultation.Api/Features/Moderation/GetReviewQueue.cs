using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Moderation;

public enum ReviewQueue
{
    /// <summary>Replies and corrections that nobody has decided on, and published ones that readers have told of.</summary>
    Review,

    /// <summary>Withholdings that another than the caller has made, and that wait for a second person.</summary>
    SecondPerson,
}

/// <summary>
/// What waits to be decided in a hearing, lowest number first and then what was set aside: a stretch of it round one reply.
/// </summary>
public static class GetReviewQueue
{
    /// <summary>How much of the queue is shown before and from the reply that is open.</summary>
    private const int Before = 2;
    private const int From = 7;

    /// <summary>Of those that were set aside, which are a few.</summary>
    private const int MostSetAside = 200;

    /// <param name="Number">The reply that is open; 0: the queue's beginning.</param>
    [Requires(Permission.ReadUnpublished)]
    public sealed record Query(long HearingId, ReviewQueue Queue, int Number = 0) : IQuery<Result>;

    public sealed record Result
    {
        public required IReadOnlyList<Item> Items { get; init; }

        /// <summary>The one behind the open one.</summary>
        public int? After { get; init; }

        /// <summary>The same, else the first of those that wait; null when nothing else waits.</summary>
        public int? Next { get; init; }
        public int? Previous { get; init; }

        /// <summary>How many nobody has decided on, or were told of by readers; corrections that wait are not counted.</summary>
        public required int Waiting { get; init; }

        /// <summary>How many whole days the oldest of them has waited; null when none waits.</summary>
        public int? OldestDays { get; init; }

        /// <summary>Within how many working days they ought to be decided on.</summary>
        public required int GoalDays { get; init; }

        /// <summary>How many withholdings wait for the caller.</summary>
        public required int SecondPerson { get; init; }
    }

    public sealed record Item
    {
        public required long Id { get; init; }
        public required int Number { get; init; }
        public required SenderType SenderType { get; init; }
        public string? SenderName { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required Publication Publication { get; init; }

        /// <summary>A correction waits, of a reply that was decided on before.</summary>
        public required bool IsCorrected { get; init; }
        public required bool AwaitsSecondPerson { get; init; }

        /// <summary>How many readers have told of it since somebody looked.</summary>
        public required int Flags { get; init; }
        public DateTimeOffset? SetAsideAt { get; init; }
        public string? SetAsideBy { get; init; }

        /// <summary>The number of the campaign that it is in.</summary>
        public int? Campaign { get; init; }
        public DateTimeOffset? WaitsSince { get; init; }

        /// <summary>Working days.</summary>
        public int WaitedDays { get; init; }

        /// <summary>What looks like an identity number stands in the version that waits.</summary>
        public bool MayHoldIdentityNumber { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, Settings settings, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, Scope.All, user);
            var now = clock.GetUtcNow();
            var queue =
                request.Queue == ReviewQueue.Review
                    ? await InReview(request)
                    : await Stretch(request, ReviewQueueSql.SelectSecondBefore, ReviewQueueSql.SelectSecondFrom, []);
            var values = Values(request, 0);
            var items = await Judged([.. queue.Before, .. queue.From], now);
            var flagged = await db.First<int>(ReviewQueueSql.CountFlagged, values);
            var since = items
                .Select(item => item.WaitsSince)
                .Append(await db.First<DateTimeOffset?>(ReviewQueueSql.SelectOldest, values))
                .Min();
            var after = queue.From.FirstOrDefault(item => item.Number != request.Number)?.Number;
            return new Result
            {
                Items = items,
                After = after,
                Next = after ?? await First(request),
                Previous = queue.Before.Count > 0 ? queue.Before[^1].Number : null,
                Waiting = flagged + await db.First<int>(ReviewQueueSql.SelectInReview, values),
                OldestDays = since is { } oldest ? Days(oldest, now) : null,
                GoalDays = settings.ReviewDays,
                SecondPerson = await db.First<int>(ReviewQueueSql.CountSecond, values),
            };
        }

        private async Task<Found> InReview(Query request)
        {
            var aside = await Read(request, ReviewQueueSql.SelectSetAside, MostSetAside);
            var place = aside.ToList().FindIndex(item => item.Number == request.Number);
            if (place < 0)
            {
                return await Stretch(request, ReviewQueueSql.SelectBefore, ReviewQueueSql.SelectFrom, aside);
            }
            var end = await Stretch(request with { Number = int.MaxValue }, ReviewQueueSql.SelectBefore, ReviewQueueSql.SelectFrom, aside);
            return end with
            {
                Before = [.. end.Before.Concat(aside.Take(place)).TakeLast(Before)],
                From = [.. aside.Skip(place).Take(From)],
            };
        }

        /// <param name="end">What stands behind all that the statements find.</param>
        private async Task<Found> Stretch(Query request, string sqlBefore, string sqlFrom, IReadOnlyList<Item> end)
        {
            var before = await Read(request, sqlBefore, Before);
            var from = await Read(request, sqlFrom, From);
            // One that is not in the queue stands in it by its number all the same.
            return new Found([.. before.Reverse()], [.. from.Concat(end).Take(From)]);
        }

        /// <summary>Of those that wait, when nothing stands behind the open one.</summary>
        private async Task<int?> First(Query request)
        {
            var sql = request.Queue == ReviewQueue.Review ? ReviewQueueSql.SelectFrom : ReviewQueueSql.SelectSecondFrom;
            var beginning = await Read(request with { Number = 0 }, sql, 2);
            var end =
                request.Queue == ReviewQueue.Review && beginning.All(item => item.Number == request.Number)
                    ? await Read(request, ReviewQueueSql.SelectSetAside, 2)
                    : [];
            return beginning.Concat(end).FirstOrDefault(item => item.Number != request.Number)?.Number;
        }

        /// <summary>With what is told of each: the texts of these few alone are looked through.</summary>
        private async Task<IReadOnlyList<Item>> Judged(IReadOnlyList<Item> items, DateTimeOffset now)
        {
            long[] ids = [.. items.Select(item => item.Id)];
            var held = await HeldReply.Contents(db, ids);
            var latest = await ReplyVersions.LatestContents(
                db,
                [.. items.Where(item => item.IsCorrected || item.Publication == Publication.InReview).Select(item => item.Id)]
            );
            return
            [
                .. items.Select(item =>
                    item with
                    {
                        WaitedDays = Days(item.WaitsSince ?? item.ReceivedAt, now),
                        MayHoldIdentityNumber = Redaction.IdentityNumbers(latest.GetValueOrDefault(item.Id) ?? held[item.Id]).Count > 0,
                    }
                ),
            ];
        }

        private int Days(DateTimeOffset since, DateTimeOffset now) =>
            ReviewRules.WorkdaysWaited(since, now, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));

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

        private sealed record Found(IReadOnlyList<Item> Before, IReadOnlyList<Item> From);
    }
}
