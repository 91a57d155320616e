using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>Keeps a long compilation in the hands of whoever is at it: a pass over a million replies takes longer than a lease.</summary>
public static class KeepReportLease
{
    [Requires(Permission.RunJobs)]
    public sealed record Command : ICommand<Unit>
    {
        internal Lease Lease { get; init; } = null!;
    }

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            await request.Lease.Renew(db, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }
}
