using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Moderation;

/// <summary>What readers have told of a reply was looked at, and it stays as it is.</summary>
public static class KeepAsItIs
{
    [Requires(Permission.Moderate)]
    public sealed record Command(long HearingId, int Number) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var reply = await StoredReply.Find(db, hearing.Id, request.Number);
            if (reply.Flags == 0)
            {
                throw Refusals.ModerationNotPossible();
            }
            await Waiting.Ended(db, reply, user, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }
}
