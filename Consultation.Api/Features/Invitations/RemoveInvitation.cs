using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Invitations;

/// <summary>Takes a body off the list. A letter that has been written down for it and not sent yet is not sent; its reply stays what it is.</summary>
public static class RemoveInvitation
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command(long HearingId, long Id) : ICommand<Unit>;

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (await db.Run(DeleteInvitation, request) == 0)
            {
                throw Refusals.NotFound();
            }
            await HearingStore.Turn(db, hearing.Id);
            return Unit.Value;
        }
    }

    private const string DeleteInvitation = "delete from Invitation where Id = @Id and HearingId = @HearingId";
}
