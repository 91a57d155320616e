using Consultation.Api.Http;
using MediatR;

namespace Consultation.Api.Features.Changes;

internal static class ChangeEndpoints
{
    // Not kept for others: it is read by number, and always the newest.
    public static void MapChanges(this RouteGroupBuilder api) =>
        api.MapGet(
                "/changes",
                (int? limit, string? cursor, IMediator mediator, HttpContext http) =>
                    mediator.Send(new ListChanges.Query { Limit = limit ?? 50, Cursor = cursor }, http.RequestAborted)
            )
            .WithTags("Changes")
            .Answers<ListChanges.Result>(200, 422)
            .WithName("listChanges");
}
