using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Invitations;

/// <summary>
/// Sends the letter to those on the list that have an address and have not had it for the round that is open or comes next. Publishing a
/// hearing does the same; this is for those who were put on the list later, and for a new round.
/// </summary>
public static class SendInvitations
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command(long HearingId) : ICommand<Result>;

    public sealed record Result(int Letters);

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.PublishedAt is null)
            {
                throw Refusals.HearingNotPublished();
            }
            if (hearing.IsOver)
            {
                throw Refusals.HearingConcluded();
            }
            var round = InvitedReader.Coming(await HearingStore.Rounds(db, hearing.Id), now) ?? throw Refusals.RoundClosed();
            var letters = await InvitedLetters.Invite(db, ids, hearing.Id, round, now);
            return letters == 0 ? throw Refusals.InvitationNobody() : new Result(letters);
        }
    }
}
