using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Search;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Documents;

/// <summary>Takes a document out of a draft. What has been published stays.</summary>
public static class RemoveDocument
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command(long HearingId, long DocumentId) : ICommand<Unit>;

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.PublishedAt is not null)
            {
                throw Refusals.HearingAlreadyPublished();
            }
            await db.Run(DeleteParagraphs, request);
            await db.Run(DeleteDocument, request);
            await SearchIndex.RefreshHearing(db, ids, hearing.Id);
            await HearingStore.Touch(db, hearing.Id, Instants.Floor(clock.GetUtcNow()));
            return Unit.Value;
        }
    }

    private const string DeleteParagraphs = """
        delete from Paragraph
        where DocumentId in (select d.Id from Document d where d.Id = @DocumentId and d.HearingId = @HearingId)
        """;

    private const string DeleteDocument = "delete from Document where Id = @DocumentId and HearingId = @HearingId";
}
