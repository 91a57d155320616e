using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Invitations;

/// <summary>What a mark by hand says of an invited body.</summary>
public enum InvitationMark
{
    /// <summary>It has been told in another way than by our e-mail.</summary>
    Invited,

    /// <summary>It has said that it will not reply.</summary>
    Declined,

    /// <summary>It may reply after all.</summary>
    NotDeclined,
}

/// <summary>Notes what has happened outside this program: that a body was invited by other means, or has declined.</summary>
public static class MarkInvitation
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command(long HearingId, long Id, InvitationMark Decision) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var sql = request.Decision switch
            {
                InvitationMark.Invited => UpdateInvited,
                InvitationMark.Declined => UpdateDeclined,
                _ => UpdateNotDeclined,
            };
            var values = new
            {
                request.Id,
                HearingId = hearing.Id,
                Now = Instants.Floor(clock.GetUtcNow()),
            };
            if (await db.Run(sql, values) == 0)
            {
                throw Refusals.NotFound();
            }
            await HearingStore.Turn(db, hearing.Id);
            return Unit.Value;
        }
    }

    private const string UpdateInvited = "update Invitation set InvitedAt = @Now where Id = @Id and HearingId = @HearingId";

    private const string UpdateDeclined = """
        update Invitation set DeclinedAt = @Now, LetterWaits = null where Id = @Id and HearingId = @HearingId
        """;

    private const string UpdateNotDeclined = "update Invitation set DeclinedAt = null where Id = @Id and HearingId = @HearingId";
}
