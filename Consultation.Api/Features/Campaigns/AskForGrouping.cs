using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>Asks for another round of grouping at an instant, when one had to leave something undone.</summary>
public static class AskForGrouping
{
    [Requires(Permission.RunJobs)]
    internal sealed record Command(long HearingId, DateTimeOffset At) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            await Outbox.Add(db, ids, Work.GroupCampaigns, request.HearingId, request.At, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }
}
