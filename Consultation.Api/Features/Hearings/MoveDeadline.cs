using Consultation.Api.Data;
using Consultation.Api.Features.Changes;
using Consultation.Api.Features.Following;
using Consultation.Api.Jobs;
using Consultation.Domain;

namespace Consultation.Api.Features.Hearings;

/// <summary>What extending and closing share: the new instant, its public history, lateness judged anew, and the job.</summary>
internal static class MoveDeadline
{
    public static async Task To(
        Db db,
        IdGenerator ids,
        long hearing,
        HearingStore.RoundRow round,
        DateTimeOffset closesAt,
        string reason,
        DateTimeOffset now
    )
    {
        await db.Run(UpdateRound, new { round.Id, ClosesAt = closesAt });
        await db.Run(
            InsertChange,
            new
            {
                Id = ids.Next(),
                RoundId = round.Id,
                Was = round.ClosesAt,
                Becomes = closesAt,
                Reason = PlainText.Normalise(reason),
                Now = now,
            }
        );
        var moved = await db.All<LateRow>(SelectLateAnew, new { RoundId = round.Id, ClosesAt = closesAt });
        await db.Run(UpdateLate, new { RoundId = round.Id, ClosesAt = closesAt });
        await db.Run(UpdateLateCount, new { RoundId = round.Id });
        await HearingStore.Touch(db, hearing, now);
        await Outbox.Add(db, ids, Work.CloseRound, round.Id, closesAt, now);
        await Followers.Remind(db, ids, hearing, now);
        await Followers.Tell(db, ids, hearing, Notice(round, closesAt, reason), now);
        foreach (var reply in moved)
        {
            await PublicChanges.Reply(db, hearing, reply.Number, reply.Change, now);
        }
        if ((round.ClosesAt <= now || closesAt <= now) && await db.First<int>(CountAfterDeadline, new { Id = hearing }) > 0)
        {
            await Outbox.Add(db, ids, Work.AnnounceChanges, round.Id, now, now); // Hides again what the old one showed.
        }
    }

    private static FollowerNotice Notice(HearingStore.RoundRow round, DateTimeOffset closesAt, string reason) =>
        new()
        {
            Event = FollowedEvent.DeadlineMoved,
            Round = round.Number,
            Was = round.ClosesAt,
            Deadline = closesAt,
            TimeZone = round.TimeZone,
            Reason = PlainText.Normalise(reason),
        };

    private sealed record LateRow
    {
        public required int Number { get; init; }
        public required Publication Publication { get; init; }

        public PublicChangeKind Change =>
            Publication switch
            {
                Publication.Withheld => PublicChangeKind.Withheld,
                Publication.Withdrawn => PublicChangeKind.Withdrawn,
                _ => PublicChangeKind.Updated,
            };
    }

    private const string CountAfterDeadline = "select count(*) from Hearing where Id = @Id and Publication = 'afterDeadline'";

    private const string UpdateRound = "update HearingRound set ClosesAt = @ClosesAt where Id = @Id";

    private const string InsertChange = """
        insert into DeadlineChange (Id, RoundId, Was, Becomes, Reason, ChangedAt) values (@Id, @RoundId, @Was, @Becomes, @Reason, @Now)
        """;

    // Placeholders say too whether the reply was late.
    private const string SelectLateAnew = """
        select Number, Publication
        from Reply
        where RoundId = @RoundId and Publication in ('published', 'publishedRedacted', 'withheld', 'withdrawn')
            and Late <> case when ReceivedAt >= @ClosesAt then 1 else 0 end
        order by Number
        """;

    private const string UpdateLate = """
        update Reply set Late = case when ReceivedAt >= @ClosesAt then 1 else 0 end
        where RoundId = @RoundId and Late <> case when ReceivedAt >= @ClosesAt then 1 else 0 end
        """;

    private const string UpdateLateCount = """
        update RoundCounter set Late = (select count(*) from Reply r where r.RoundId = @RoundId and r.Late = 1)
        where RoundId = @RoundId
        """;
}
