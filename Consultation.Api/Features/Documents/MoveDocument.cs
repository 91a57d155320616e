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
            var row = await db.All<Neighbours.Place>(SelectPlaces, new { request.HearingId });
            if (await Neighbours.Swap(db, row, request.DocumentId, request.Up, UpdatePlace))
            {
                await HearingStore.Touch(db, hearing.Id, Instants.Floor(clock.GetUtcNow()));
            }
            return Unit.Value;
        }
    }

    private const string SelectPlaces = "select Id, Ordinal from Document where HearingId = @HearingId order by Ordinal";

    private const string UpdatePlace = "update Document set Ordinal = @Ordinal where Id = @Id";
}
