using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Annexes;

/// <summary>Lets an annex change places with the one before or after it, also of a hearing that is published; at the end of the row nothing happens.</summary>
public static class MoveAnnex
{
    /// <param name="Up">Towards the beginning.</param>
    [Requires(Permission.ManageHearings)]
    public sealed record Command(long HearingId, long AnnexId, bool Up) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.IsOver)
            {
                throw Refusals.HearingConcluded();
            }
            var row = await db.All<Neighbours.Place>(SelectPlaces, new { HearingId = hearing.Id });
            if (await Neighbours.Swap(db, row, request.AnnexId, request.Up, UpdatePlace))
            {
                await HearingStore.Touch(db, hearing.Id, Instants.Floor(clock.GetUtcNow()));
            }
            return Unit.Value;
        }
    }

    private const string SelectPlaces = """
        select Id, Ordinal from Annex where HearingId = @HearingId and RemovedAt is null order by Ordinal
        """;

    private const string UpdatePlace = "update Annex set Ordinal = @Ordinal where Id = @Id";
}
