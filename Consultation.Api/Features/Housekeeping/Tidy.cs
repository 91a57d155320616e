using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Housekeeping;

/// <summary>
/// Takes away what has served its time: idempotency keys after the seven days that they are honoured, durable work that was
/// done a week ago, sessions and links of staff that have run out, followers who never confirmed it or whose hearing is long over, addresses of readers who have told of a reply, and uploads that no reply has named within a day (the files follow, see SweepFiles). Durable
/// work that a wrong clock has put off for longer than any work rests is due now. A piece at a time; answers how many rows went, zero when nothing is left to tidy.
/// </summary>
public static class Tidy
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Of a letter, that it was sent, or whom it could not be sent to.</summary>
    public static readonly TimeSpan KeptMail = TimeSpan.FromDays(90);

    /// <summary>Those who follow a hearing, once it is concluded or withdrawn: the outcome may still be corrected, and that is not told.</summary>
    public static readonly TimeSpan KeptFollowers = TimeSpan.FromDays(180);

    /// <summary>Longer than anybody holds a piece of work without renewing, and than work rests that has failed.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromHours(2);

    /// <summary>Rows a piece: well under 20 ms of the write lane.</summary>
    private const int Piece = 500;

    [Requires(Permission.RunJobs)]
    public sealed record Command : ICommand<int>;

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var values = new
            {
                Before = now - Kept,
                Seen = now - Accounts.StaffSessions.MostAge,
                Uploaded = now - ReplyRules.AttachmentWaits,
                Written = now - KeptMail,
                Ended = now - KeptFollowers,
                Now = now,
                Rested = now + LongestRest,
                Take = Piece,
            };
            return await db.Run(DeleteKeys, values)
                + await db.Run(DeleteWork, values)
                + await db.Run(DeleteUploads, values)
                + await db.Run(DeleteSessions, values)
                + await db.Run(DeleteLinks, values)
                + await db.Run(DeleteMail, values)
                + await db.Run(DeleteUnconfirmed, values)
                + await db.Run(DeleteFollowers, values)
                + await db.Run(DeleteNotices, values)
                + await db.Run(UpdateFlags, values)
                + await db.Run(UpdateLeases, values)
                + await db.Run(UpdateRetries, values);
        }
    }

    private const string DeleteKeys = """
        delete from Idempotency
        where ReplyId in (select ReplyId from Idempotency where CreatedAt < @Before order by CreatedAt {first @Take})
        """;

    private const string DeleteUploads = """
        delete from Attachment
        where Id in (select Id from Attachment where TokenHash is not null and CreatedAt <= @Uploaded order by Id {first @Take})
        """;

    private const string DeleteSessions = """
        delete from StaffSession where Id in (select Id from StaffSession where SeenAt < @Seen order by Id {first @Take})
        """;

    private const string DeleteLinks = """
        delete from OneTimeLink where Id in (select Id from OneTimeLink where ExpiresAt < @Before order by Id {first @Take})
        """;

    private const string DeleteMail = """
        delete from Mail where Id in (select Id from Mail where CreatedAt < @Written order by CreatedAt {first @Take})
        """;

    // As long as the link in the letter says that it holds.
    private const string DeleteUnconfirmed = """
        delete from Follower
        where Id in (select Id from Follower where ConfirmedAt is null and AskedAt < @Before order by AskedAt {first @Take})
        """;

    private const string DeleteFollowers = """
        delete from Follower
        where Id in (
            select f.Id
            from Follower f
            where f.HearingId in (select h.Id from Hearing h where coalesce(h.ConcludedAt, h.WithdrawnAt) < @Ended)
            order by f.HearingId, f.Id
            {first @Take})
        """;

    private const string DeleteNotices = """
        delete from FollowerNotice where Id in (select Id from FollowerNotice where MadeAt < @Written order by MadeAt {first @Take})
        """;

    // What was told stays; whom one could answer does not.
    private const string UpdateFlags = """
        update ReplyFlag set Email = null
        where Id in (select Id from ReplyFlag where Email is not null and MadeAt < @Written order by MadeAt {first @Take})
        """;

    private const string UpdateLeases = """
        update Outbox set LeasedUntil = @Now where LeasedUntil > @Rested and DoneAt is null and ParkedAt is null
        """;

    // What has never been tried may be due in a year.
    private const string UpdateRetries = """
        update Outbox set DueAt = @Now
        where DueAt > @Rested and Attempts > 0 and LeasedUntil is null and DoneAt is null and ParkedAt is null
        """;

    private const string DeleteWork = """
        delete from Outbox where Id in (select Id from Outbox where DoneAt < @Before order by Id {first @Take})
        """;
}
