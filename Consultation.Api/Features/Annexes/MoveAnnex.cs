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
            if (hearing.ConcludedAt is not null || hearing.WithdrawnAt is not null)
            {
                throw Refusals.HearingConcluded();
            }
            var places = (await db.All<Place>(SelectPlaces, new { HearingId = hearing.Id })).ToList();
            var from = places.FindIndex(place => place.Id == request.AnnexId);
            var to = from + (request.Up ? -1 : 1);
            if (from < 0)
            {
                throw Refusals.NotFound();
            }
            if (to < 0 || to >= places.Count)
            {
                return Unit.Value;
            }
            // Two cannot have one place, so the first steps aside.
            await db.Run(UpdatePlace, new { places[from].Id, Ordinal = -1 });
            await db.Run(UpdatePlace, new { places[to].Id, places[from].Ordinal });
            await db.Run(UpdatePlace, new { places[from].Id, places[to].Ordinal });
            await HearingStore.Touch(db, hearing.Id, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }

    private sealed record Place
    {
        public required long Id { get; init; }
        public required int Ordinal { get; init; }
    }

    private const string SelectPlaces = """
        select Id, Ordinal from Annex where HearingId = @HearingId and RemovedAt is null order by Ordinal
        """;

    private const string UpdatePlace = "update Annex set Ordinal = @Ordinal where Id = @Id";
}
