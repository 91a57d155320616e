using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Changes;

/// <summary>
/// Writes into the log what an instant has changed without any command: replies that awaited the deadline are public from it on, and
/// hidden again when it is extended. Holds each reply against what the log last said of it, so it may be stopped anywhere and be done
/// again: nothing is told twice, and of a reply that was never shown nothing is told.
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
            if (round is null || round.Publication != PublicationRule.AfterDeadline)
            {
                return new Result(null, 0);
            }
            var shown = round.ClosesAt <= now;
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
                var told = reply.Told is not (null or PublicChangeKind.Withheld or PublicChangeKind.Withdrawn);
                if (reply.Publication == Publication.AwaitingDeadline && told != shown)
                {
                    var change = shown ? PublicChangeKind.Published : PublicChangeKind.Withheld;
                    written += await PublicChanges.Reply(db, round.HearingId, reply.Number, change, now);
                }
            }
            return new Result(replies.Count < Piece ? null : replies[^1].Number, written);
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
        public required PublicationRule Publication { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
    }

    private sealed record ReplyRow
    {
        public required int Number { get; init; }
        public required long RoundId { get; init; }
        public required Publication Publication { get; init; }

        /// <summary>What the log last said of it.</summary>
        public PublicChangeKind? Told { get; init; }
    }

    private const string SelectRound = """
        select r.HearingId, h.Publication, r.ClosesAt
        from HearingRound r {locked}
        join Hearing h on h.Id = r.HearingId
        where r.Id = @Id
        """;

    // Walks IX_Reply_Public.
    private const string SelectReplies = """
        select r.Number, r.RoundId, r.Publication,
            (select c.Change from PublicChange c where c.Id =
                (select max(l.Id) from PublicChange l where l.HearingId = r.HearingId and l.Number = r.Number)) as Told
        from Reply r
        where r.HearingId = @HearingId and r.Number > @After
            and r.Publication in ('published', 'publishedRedacted', 'awaitingDeadline')
        order by r.Number
        {first @Take}
        """;
}
