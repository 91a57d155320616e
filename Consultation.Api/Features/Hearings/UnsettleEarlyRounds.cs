using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>
/// A clock that went ahead has settled rounds whose deadline is yet to come now that it is right. They are open again by that alone; here what
/// follows a deadline is armed again, so that the report is compiled of all replies and not of those that had come when the clock was wrong.
/// Answers how many.
/// </summary>
public static class UnsettleEarlyRounds
{
    /// <summary>More than the clocks of two nodes may differ by.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    [Requires(Permission.RunJobs)]
    public sealed record Command : ICommand<int>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var rounds = await db.All<Row>(SelectEarly, new { Later = now + Apart });
            foreach (var round in rounds)
            {
                await db.Run(UpdateUnsettled, new { round.Id });
                await db.Run(UpdateReports, new { round.Id, Now = now });
                await HearingStore.Touch(db, round.HearingId, now);
                await Outbox.Add(db, ids, Work.CloseRound, round.Id, round.ClosesAt, now);
                if (round.Publication == PublicationRule.AfterDeadline)
                {
                    await Outbox.Add(db, ids, Work.AnnounceChanges, round.Id, now, now); // Hides again what was told of.
                }
            }
            return rounds.Count;
        }
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required long HearingId { get; init; }
        public required PublicationRule Publication { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
    }

    private const string SelectEarly = """
        select r.Id, r.HearingId, h.Publication, r.ClosesAt
        from HearingRound r {locked}
        join Hearing h on h.Id = r.HearingId
        where r.ClosesAt > @Later and r.ClosedHandledFor = r.ClosesAt
        """;

    // The newest counts; in its text each says when it thought that it was.
    private const string UpdateReports = "update Report set CompiledAt = @Now where RoundId = @Id and CompiledAt > @Now";

    private const string UpdateUnsettled = "update HearingRound set ClosedHandledFor = null where Id = @Id";
}
