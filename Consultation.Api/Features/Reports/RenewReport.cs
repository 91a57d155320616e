using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>
/// A deadline's report comes also while the grouping of campaigns waits (<see cref="Evening.EveningMode"/>), with the campaigns as they were found
/// so far. So that it gets the rest, it is compiled once more when the grouping is done: this work lies behind that in the same queue.
/// </summary>
public static class RenewReport
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(15);

    /// <summary>Puts that work down, where there is grouping of the hearing that waits and nobody has put it down before.</summary>
    [Requires(Permission.RunJobs)]
    internal sealed record Later(long RoundId) : ICommand<Unit>;

    internal sealed class LaterHandler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Later, Unit>
    {
        public async Task<Unit> Handle(Later request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var values = new
            {
                request.RoundId,
                Queue = Work.QueueOf(Work.RenewReport),
                Group = Work.GroupCampaigns,
                Renew = Work.RenewReport,
            };
            if (await db.First<DateTimeOffset?>(SelectGrouping, values) is { } due && await db.First<int>(CountPutDown, values) == 0)
            {
                await Outbox.Add(db, ids, Work.RenewReport, request.RoundId, due > now ? due : now, now);
            }
            return Unit.Value;
        }
    }

    [Requires(Permission.RunJobs)]
    internal sealed record Command(long RoundId) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var values = new
            {
                request.RoundId,
                Queue = Work.QueueOf(Work.GroupCampaigns),
                Group = Work.GroupCampaigns,
            };
            // Another node may be at the grouping that came before this.
            var isGrouped = await db.First<DateTimeOffset?>(SelectGrouping, values) is null;
            await Outbox.Add(
                db,
                ids,
                isGrouped ? Work.CompileReport : Work.RenewReport,
                request.RoundId,
                isGrouped ? now : now + AskAgain,
                now
            );
            return Unit.Value;
        }
    }

    internal sealed class Job(IMediator mediator) : IWork
    {
        public string Kind => Work.RenewReport;

        public Task Run(long subject, Lease lease, CancellationToken cancellation) => mediator.Send(new Command(subject), cancellation);
    }

    private const string SelectGrouping = """
        select max(o.DueAt)
        from HearingRound r
        join Outbox o on o.Subject = r.HearingId
        where r.Id = @RoundId and o.Queue = @Queue and o.Kind = @Group and o.DoneAt is null and o.ParkedAt is null
        """;

    private const string CountPutDown = """
        select count(*) from Outbox where Queue = @Queue and Subject = @RoundId and Kind = @Renew and DoneAt is null and ParkedAt is null
        """;
}
