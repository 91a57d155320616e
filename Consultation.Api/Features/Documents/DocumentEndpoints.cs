using Consultation.Api.Features.Annexes;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Http;
using MediatR;

namespace Consultation.Api.Features.Documents;

internal static class DocumentEndpoints
{
    public static void MapDocuments(this RouteGroupBuilder api)
    {
        api.MapStaff("/hearings/{id:long}/documents")
            .WithTags("Documents")
            .MapPut(
                "/{document:long}",
                async (long id, long document, CorrectDocument.Command body, IMediator mediator, HttpContext http) =>
                {
                    var before = await mediator.Send(new GetDocument.Query(id, document), http.RequestAborted);
                    await mediator.Send(body with { HearingId = id, Before = before }, http.RequestAborted);
                    return await mediator.Send(new GetDocument.Query(id, document), http.RequestAborted);
                }
            )
            .Answers<DocumentView>(200, 404, 409, 422)
            .WithName("correctDocument");
        api.MapGet(
                "/hearings/{id:long}/documents/{document:long}/versions/{version:int}",
                (long id, long document, int version, IMediator mediator, HttpContext http) =>
                    mediator.Send(new GetDocument.Query(id, document, version), http.RequestAborted)
            )
            .WithTags("Documents")
            .Kept(KeptWith.Hearing)
            .Answers<DocumentView>(200, 404)
            .WithName("getDocumentVersion");
        api.MapAnnexes();
    }
}
