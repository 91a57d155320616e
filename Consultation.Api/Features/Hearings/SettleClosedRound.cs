using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>
/// What follows when a deadline has passed: once for each deadline, however often it is asked. Nobody's rights hang on when this
/// runs; what is open or closed is decided by the instants themselves.
/// </summary>
public static class SettleClosedRound
{
    [Requires(Permission.RunJobs)]
    public sealed record Command(long RoundId) : ICommand<bool>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var round = await db.First<Row>(SelectRound, new { Id = request.RoundId });
            if (round is null || round.ClosesAt > now || round.ClosedHandledFor == round.ClosesAt)
            {
                return false; // Moved to later (another piece of work waits for that), or done before.
            }
            await db.Run(UpdateHandled, new { Id = request.RoundId, round.ClosesAt });
            await HearingStore.Touch(db, round.HearingId, now);
            if (round.Publication == PublicationRule.AfterDeadline)
            {
                await Outbox.Add(db, ids, Work.AnnounceChanges, request.RoundId, now, now);
                // What another node began to store before the instant may be there only after that was done.
                await Outbox.Add(db, ids, Work.AnnounceChanges, request.RoundId, round.ClosesAt + Deadline.Grace, now);
            }
            await Outbox.Add(db, ids, Work.CompileReport, request.RoundId, round.ClosesAt + Deadline.Grace, now);
            return true;
        }
    }

    /// <summary>Runs when a round's deadline has come.</summary>
    internal sealed class Job(IMediator mediator) : IWork
    {
        public string Kind => Work.CloseRound;

        public Task Run(long subject, Lease lease, CancellationToken cancellation) => mediator.Send(new Command(subject), cancellation);
    }

    private sealed record Row
    {
        public required long HearingId { get; init; }
        public required PublicationRule Publication { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public DateTimeOffset? ClosedHandledFor { get; init; }
    }

    private const string SelectRound = """
        select r.HearingId, h.Publication, r.ClosesAt, r.ClosedHandledFor
        from HearingRound r {locked}
        join Hearing h on h.Id = r.HearingId
        where r.Id = @Id
        """;

    private const string UpdateHandled = "update HearingRound set ClosedHandledFor = @ClosesAt where Id = @Id";
}
