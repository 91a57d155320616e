using Consultation.Api.Data;
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
            await Outbox.Add(db, ids, Work.CompileReport, round.Id, now, now);
            return Unit.Value;
        }
    }

    /// <summary>One pass over the round's replies. Killed half-way, it is simply done again.</summary>
    internal sealed class Job(IMediator mediator, TimeProvider clock) : IWork
    {
        public string Kind => Work.CompileReport;

        public async Task Run(long subject, Lease lease, CancellationToken cancellation)
        {
            var round = await mediator.Send(new FindRound.Query(subject), cancellation);
            var started = Instants.Floor(clock.GetUtcNow());
            var cutoff = LastInstant(round, started);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(round.TimeZone);
            var staff = new ReportTally(publicOnly: false);
            var everybody = new ReportTally(publicOnly: true);
            var after = 0;
            while (true)
            {
                var page = new ReadReplyRows.Query
                {
                    HearingId = round.HearingId,
                    Scope = Scope.All,
                    After = after,
                };
                var rows = await mediator.Send(page, cancellation);
                foreach (var row in rows.Where(row => row.Round == round.Number && row.UpdatedAt <= started))
                {
                    staff.Add(row, zone, started);
                    everybody.Add(row, zone, started);
                    cutoff = row.UpdatedAt > cutoff ? row.UpdatedAt : cutoff;
                }
                if (rows.Count < ReadReplyRows.Batch)
                {
                    break;
                }
                after = rows[^1].Number;
                cancellation.ThrowIfCancellationRequested();
            }
            var compiledAt = Instants.Floor(clock.GetUtcNow());
            await mediator.Send(
                new SaveReport.Command
                {
                    HearingId = round.HearingId,
                    RoundId = subject,
                    WorkId = lease.WorkId,
                    Public = everybody.Body(round.Number, cutoff, compiledAt),
                    Staff = staff.Body(round.Number, cutoff, compiledAt),
                },
                cancellation
            );
        }

        /// <summary>The last of the round's own instants that had come.</summary>
        private static DateTimeOffset LastInstant(FindRound.Result round, DateTimeOffset now)
        {
            var own = round.ClosesAt <= now ? round.ClosesAt : round.OpensAt;
            return round.MovedAt is { } moved && moved > own ? moved : own;
        }
    }
}
