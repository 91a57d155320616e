using Consultation.Api.Features.Hearings;
using Consultation.Api.Files;
using Consultation.Api.Http;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Annexes;

internal static class AnnexEndpoints
{
    public static void MapAnnexes(this RouteGroupBuilder api)
    {
        var staff = api.MapStaff("/hearings/{id:long}/annexes").WithTags("Documents");
        staff
            .MapPost(
                "/",
                async (long id, AddAnnex.Command body, IMediator mediator, HttpContext http) =>
                {
                    var made = await mediator.Send(body with { HearingId = id }, http.RequestAborted);
                    var hearing = await mediator.Send(new GetHearing.Query(id), http.RequestAborted);
                    return Results.Created(Links.Annex(id, made.AnnexId), hearing.Annexes!.Single(annex => annex.Id == made.AnnexId));
                }
            )
            .Answers<AnnexView>(201, 404, 409, 422)
            .WithName("addAnnex");
        staff
            .MapPost(
                "/{annex:long}/remove",
                async (long id, long annex, RemoveAnnex.Command body, IMediator mediator, HttpContext http) =>
                {
                    await mediator.Send(body with { HearingId = id, AnnexId = annex }, http.RequestAborted);
                    return await mediator.Send(new GetHearing.Query(id), http.RequestAborted);
                }
            )
            .Answers<HearingView>(200, 404, 409, 422)
            .WithName("removeAnnex");
        api.MapGet(
                "/hearings/{id:long}/annexes/{annex:long}",
                async (long id, long annex, IMediator mediator, FileStore files, HttpContext http) =>
                    Download.Of(await mediator.Send(new GetAnnex.Query(id, annex), http.RequestAborted), files, http)
            )
            .WithTags("Documents")
            .Produces<string>(200, FileTypes.Pdf.ContentType, [.. FileTypes.All.Skip(1).Select(type => type.ContentType)])
            .WithMetadata(new Endpoints.ProducesProblem(404))
            .WithName("getAnnex");
    }
}
