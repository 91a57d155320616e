using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Invitations;

/// <summary>
/// Says by hand which reply is an invited body's, where neither number nor name shows it, or where they show the wrong one. What is said so
/// goes before everything else; taken back, the program looks for itself again.
/// </summary>
public static class TieReply
{
    /// <param name="Id">Of the invitation.</param>
    /// <param name="Number">Of the reply in the hearing; null takes back what was said.</param>
    [Requires(Permission.ManageHearings)]
    public sealed record Command(long HearingId, long Id, int? Number) : ICommand<Unit>;

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            long? reply = null;
            if (request.Number is not null)
            {
                reply = await db.First<long?>(SelectReply, request) ?? throw Refusals.InvitationReplyUnknown();
            }
            var values = new
            {
                request.Id,
                HearingId = hearing.Id,
                ReplyId = reply,
            };
            if (await db.Run(UpdateTied, values) == 0)
            {
                throw Refusals.NotFound();
            }
            await HearingStore.Turn(db, hearing.Id);
            return Unit.Value;
        }
    }

    private const string SelectReply =
        "select Id from Reply where HearingId = @HearingId and Number = @Number and Publication <> 'withdrawn'";

    private const string UpdateTied = "update Invitation set ReplyId = @ReplyId where Id = @Id and HearingId = @HearingId";
}
