using Consultation.Api.Data;
using Consultation.Api.Features.Evening;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>Asks for a (new) compilation of a round's report; the job does it.</summary>
public static class CompileReport
{
    [Requires(Permission.CompileReports)]
    public sealed record Command(long HearingId, int Round) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var rounds = await HearingStore.Rounds(db, hearing.Id);
            var round = rounds.FirstOrDefault(r => r.Number == request.Round) ?? throw Refusals.NotFound();
            // What nobody has begun with yet will be of a moment that is to come: it answers this request too.
            if (
                await db.First<int>(
                    CountWaiting,
                    new
                    {
                        round.Id,
                        Kind = Work.CompileReport,
                        Now = now,
                    }
                ) == 0
            )
            {
                await Outbox.Add(db, ids, Work.CompileReport, round.Id, now, now);
            }
            return Unit.Value;
        }
    }

    private const string CountWaiting = """
        select count(*) from Outbox {locked}
        where Kind = @Kind and Subject = @Id and DueAt <= @Now and LeasedUntil is null and DoneAt is null and ParkedAt is null
        """;

    /// <summary>
    /// One pass over the round's replies, caught up with what changes under it until it is true of one moment. Killed half-way, it is simply
    /// done again.
    /// </summary>
    internal sealed class Job(IMediator mediator, EveningMode evening, TimeProvider clock) : IWork
    {
        /// <summary>Times that the pass is caught up before the work is put off for a while.</summary>
        private const int MostTries = 30;

        /// <summary>For tests, which have fewer replies than a hearing of the nation.</summary>
        internal int Stretch { get; init; } = ReportPass.Stretch;

        public string Kind => Work.CompileReport;

        public async Task Run(long subject, Lease lease, CancellationToken cancellation)
        {
            ReportPass? pass = null;
            var outcome = SaveReport.Outcome.Behind;
            for (var tries = 0; tries < MostTries && outcome != SaveReport.Outcome.Saved; tries++)
            {
                var state = await mediator.Send(new ReadReportState.Query(subject), cancellation);
                if (pass?.Fits(state) == true)
                {
                    pass.Renew(state, await mediator.Send(pass.Changed, cancellation));
                }
                else
                {
                    pass = new ReportPass(state, Stretch);
                }
                await Read(pass, lease, cancellation);
                var report = new SaveReport.Command
                {
                    State = state,
                    Pass = pass,
                    Lease = lease,
                };
                var before = outcome;
                outcome = await mediator.Send(report, cancellation);
                if (outcome == SaveReport.Outcome.Unequal)
                {
                    // Counted anew from the first reply; twice the same is not chance.
                    pass =
                        before == outcome
                            ? throw new InvalidOperationException("The replies are not what the counters say: recount.")
                            : null;
                }
            }
            if (outcome != SaveReport.Outcome.Saved)
            {
                throw new InvalidOperationException("The hearing changes faster than it can be counted.");
            }
            if (await evening.IsOn())
            {
                await mediator.Send(new RenewReport.Later(subject), cancellation);
            }
        }

        private async Task Read(ReportPass pass, Lease lease, CancellationToken cancellation)
        {
            var renewed = clock.GetUtcNow();
            await pass.ReadOn(async query =>
            {
                cancellation.ThrowIfCancellationRequested();
                if (clock.GetUtcNow() - renewed > lease.Length / 3)
                {
                    renewed = clock.GetUtcNow();
                    await mediator.Send(new KeepReportLease.Command { Lease = lease }, cancellation);
                }
                return await mediator.Send(query, cancellation);
            });
        }
    }
}
