using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Documents;

/// <summary>Lets a document of a draft change places with the one before or after it; at the end of the row nothing happens.</summary>
public static class MoveDocument
{
    /// <param name="Up">Towards the beginning.</param>
    [Requires(Permission.ManageHearings)]
    public sealed record Command(long HearingId, long DocumentId, bool Up) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.PublishedAt is not null)
            {
                throw Refusals.HearingAlreadyPublished();
            }
            var places = (await db.All<Place>(SelectPlaces, new { request.HearingId })).ToList();
            var from = places.FindIndex(place => place.Id == request.DocumentId);
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

    private const string SelectPlaces = "select Id, Ordinal from Document where HearingId = @HearingId order by Ordinal";

    private const string UpdatePlace = "update Document set Ordinal = @Ordinal where Id = @Id";
}
