using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>Says, while a large hearing is read, that its grouping goes on here.</summary>
public static class RenewGrouping
{
    [Requires(Permission.RunJobs)]
    internal sealed record Command(Lease Lease) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            await request.Lease.Renew(db, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }
}
