using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Changes;

/// <summary>
/// Writes into the log what came or went without a command of its own: replies that awaited the deadline are public from it on, and
/// hidden again when it is extended; those that a draft already had (imported ones) come with its publishing. Holds each reply against what
/// the log last said of it, so it may be stopped anywhere and be done again: nothing is told twice, and of a reply that was never shown
/// nothing is told.
/// </summary>
public static class AnnounceRound
{
    /// <summary>Numbers looked at in a piece: well under 20 ms of the write lane.</summary>
    private const int Piece = 500;

    /// <summary>Looks at the numbers after this one.</summary>
    [Requires(Permission.RunJobs)]
    internal sealed record Command(long RoundId, int After) : ICommand<Result>
    {
        /// <summary>Renewed in each piece; null in tests.</summary>
        public Lease? Lease { get; init; }
    }

    /// <summary>Where to go on, null when all is done; and how many changes were written.</summary>
    internal sealed record Result(int? Next, int Written);

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            if (request.Lease is { } lease)
            {
                await lease.Renew(db, now);
            }
            var round = await db.First<RoundRow>(SelectRound, new { Id = request.RoundId });
            if (round is null)
            {
                return new Result(null, 0); // Not public: publishing it asks again.
            }
            var values = new
            {
                round.HearingId,
                request.After,
                Take = Piece,
            };
            var replies = await db.All<ReplyRow>(SelectReplies, values);
            var written = 0;
            foreach (var reply in replies.Where(reply => reply.RoundId == request.RoundId))
            {
                if (Untold(reply, round.ClosesAt, now) is { } change)
                {
                    written += await PublicChanges.Reply(db, round.HearingId, reply.Number, change, now);
                }
            }
            return new Result(replies.Count < Piece ? null : replies[^1].Number, written);
        }

        /// <summary>What the log does not say yet; null when it says what everybody sees.</summary>
        private static PublicChangeKind? Untold(ReplyRow reply, DateTimeOffset closesAt, DateTimeOffset now)
        {
            if (reply.Publication is Publication.Withheld or Publication.Withdrawn)
            {
                var change = reply.Publication == Publication.Withheld ? PublicChangeKind.Withheld : PublicChangeKind.Withdrawn;
                return reply.Told == change ? null : change;
            }
            var isTold = reply.Told is not (null or PublicChangeKind.Withheld or PublicChangeKind.Withdrawn);
            if (!ReplyRules.IsPublic(reply.Publication, closesAt, now))
            {
                return isTold ? PublicChangeKind.Withheld : null;
            }
            // Told before this deadline, it was so of an earlier one: whoever looked since, while the round was open again, found it gone.
            var wasGone = reply.Publication == Publication.AwaitingDeadline && reply.ToldAt < closesAt;
            return isTold && !wasGone ? null : PublicChangeKind.Published;
        }
    }

    internal sealed class Job(IMediator mediator) : IWork
    {
        public string Kind => Work.AnnounceChanges;

        public async Task Run(long subject, Lease lease, CancellationToken cancellation)
        {
            for (int? after = 0; after is { } number; )
            {
                cancellation.ThrowIfCancellationRequested();
                after = (await mediator.Send(new Command(subject, number) { Lease = lease }, cancellation)).Next;
            }
        }
    }

    private sealed record RoundRow
    {
        public required long HearingId { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
    }

    private sealed record ReplyRow
    {
        public required int Number { get; init; }
        public required long RoundId { get; init; }
        public required Publication Publication { get; init; }

        /// <summary>What the log last said of it.</summary>
        public PublicChangeKind? Told { get; init; }
        public DateTimeOffset? ToldAt { get; init; }
    }

    private const string SelectRound = """
        select r.HearingId, r.ClosesAt
        from HearingRound r {locked}
        join Hearing h on h.Id = r.HearingId
        where r.Id = @Id and h.PublishedAt is not null
        """;

    // All states: what was told as published may have gone into review while the round was open again.
    private const string SelectReplies = """
        select r.Number, r.RoundId, r.Publication, c.Change as Told, c.ChangedAt as ToldAt
        from Reply r
        left join PublicChange c
            on c.Id = (select max(l.Id) from PublicChange l where l.HearingId = r.HearingId and l.Number = r.Number)
        where r.HearingId = @HearingId and r.Number > @After
        order by r.Number
        {first @Take}
        """;
}
