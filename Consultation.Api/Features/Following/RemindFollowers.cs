using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Following;

/// <summary>Tells those who follow a hearing that a deadline is near: once for each deadline, however often it is asked.</summary>
public static class RemindFollowers
{
    [Requires(Permission.RunJobs)]
    public sealed record Command(long RoundId) : ICommand<bool>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var round = await db.First<Row>(SelectRound, new { Id = request.RoundId });
            if (round is null || round.ClosesAt <= now || round.ClosesAt - Followers.Before > now || round.RemindedFor == round.ClosesAt)
            {
                return false; // Moved (another piece of work waits for that), over, or done before.
            }
            await db.Run(UpdateReminded, new { Id = request.RoundId, round.ClosesAt });
            var notice = new FollowerNotice
            {
                Event = FollowedEvent.DeadlineNear,
                Round = round.Number,
                Deadline = round.ClosesAt,
                TimeZone = round.TimeZone,
            };
            await Followers.Tell(db, ids, round.HearingId, notice, now);
            return true;
        }
    }

    internal sealed class Job(IMediator mediator) : IWork
    {
        public string Kind => Work.RemindFollowers;

        public Task Run(long subject, Lease lease, CancellationToken cancellation) => mediator.Send(new Command(subject), cancellation);
    }

    private sealed record Row
    {
        public required long HearingId { get; init; }
        public required int Number { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required string TimeZone { get; init; }
        public DateTimeOffset? RemindedFor { get; init; }
    }

    private const string SelectRound = """
        select r.HearingId, r.Number, r.ClosesAt, r.TimeZone, r.RemindedFor
        from HearingRound r {locked}
        join Hearing h on h.Id = r.HearingId
        where r.Id = @Id and h.PublishedAt is not null and h.ConcludedAt is null and h.WithdrawnAt is null
        """;

    private const string UpdateReminded = "update HearingRound set RemindedFor = @ClosesAt where Id = @Id";
}
