using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Moderation;

/// <summary>Puts a reply that waits at the end of the queue, for everybody, until somebody decides on it.</summary>
public static class SetAside
{
    [Requires(Permission.Moderate)]
    public sealed record Command(long HearingId, int Number) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var reply = await StoredReply.Find(db, hearing.Id, request.Number);
            if (!reply.IsInQueue)
            {
                throw Refusals.ModerationNotPossible();
            }
            await db.Run(
                UpdateSetAside,
                new
                {
                    reply.Id,
                    Name = user.Name ?? "",
                    Now = Instants.Floor(clock.GetUtcNow()),
                }
            );
            return Unit.Value;
        }
    }

    private const string UpdateSetAside = "update Reply set SetAsideAt = @Now, SetAsideBy = @Name where Id = @Id";
}
