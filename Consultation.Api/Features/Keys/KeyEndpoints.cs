using Consultation.Api.Http;
using MediatR;

namespace Consultation.Api.Features.Keys;

internal static class KeyEndpoints
{
    public static void MapKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapStaff("/keys").WithTags("Keys");
        keys.MapPost(
                "/",
                async (CreateKey.Command body, IMediator mediator, HttpContext http) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    var made = await mediator.Send(body, http.RequestAborted);
                    return Results.Created($"/api/v1/keys/{made.Id}", made);
                }
            )
            .Answers<CreateKey.Result>(201, 422)
            .WithName("createKey");
        keys.MapDelete(
                "/{id:long}",
                async (long id, IMediator mediator, HttpContext http) =>
                {
                    await mediator.Send(new RevokeKey.Command(id), http.RequestAborted);
                    return Results.NoContent();
                }
            )
            .WithMetadata(new Endpoints.ProducesProblem(404))
            .Produces(204)
            .WithName("revokeKey");
    }
}
