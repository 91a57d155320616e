using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Answers;

/// <summary>The ministry's public answer to a reply is taken away, also of one that is not published any more.</summary>
public static class TakeBackAnswer
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command(long HearingId, int Number) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var reply = await StoredReply.Find(db, hearing.Id, request.Number);
            if (await db.Run(DeleteAnswer, new { ReplyId = reply.Id }) == 0)
            {
                throw Refusals.NotFound();
            }
            await MinistryAnswers.Changed(db, reply, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }

    private const string DeleteAnswer = "delete from MinistryAnswer where ReplyId = @ReplyId";
}
