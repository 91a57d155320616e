using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Invitations;

/// <summary>
/// Reminds those that were invited to the open round and have neither replied nor declined, nor had a letter within the last day. A reply
/// counts whether it is published or not.
/// </summary>
public static class RemindInvited
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
            var rounds = await HearingStore.Rounds(db, hearing.Id);
            var round = InvitedReader.Current(rounds, now) ?? throw Refusals.RoundNotOpen();
            if (round.ClosesAt <= now)
            {
                throw Refusals.RoundClosed();
            }
            var rows = await InvitedReader.Rows(db, hearing.Id, round, Scope.All, now);
            var missing = rows.Where(row => InvitedLetters.IsMissing(row, now)).Select(row => row.Body.Id).ToArray();
            if (missing.Length == 0)
            {
                throw Refusals.InvitationNobody();
            }
            await InvitedLetters.Remind(db, ids, hearing.Id, missing, now);
            return new Result(missing.Length);
        }
    }
}
