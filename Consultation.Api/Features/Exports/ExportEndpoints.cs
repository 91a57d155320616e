using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Exports;

internal static class ExportEndpoints
{
    public static void MapExports(this RouteGroupBuilder api)
    {
        var exports = api.MapGroup("/hearings/{id:long}").WithTags("Exports");
        exports
            .MapGet(
                "/replies.csv",
                (long id, Word<Scope>? scope, HttpContext http, IMediator mediator, ReplyExport export) =>
                    Stream(id, scope, "text/csv; charset=utf-8", "csv", http, mediator, export.Csv)
            )
            .AddEndpointFilter<TaggedByHearing>()
            .Produces<string>(200, "text/csv")
            .WithMetadata(new Endpoints.ProducesProblem(401), new Endpoints.ProducesProblem(403), new Endpoints.ProducesProblem(404))
            .WithName("exportCsv");
        exports
            .MapGet(
                "/replies.jsonl",
                (long id, Word<Scope>? scope, HttpContext http, IMediator mediator, ReplyExport export) =>
                    Stream(id, scope, "application/jsonl; charset=utf-8", "jsonl", http, mediator, export.JsonLines)
            )
            .AddEndpointFilter<TaggedByHearing>()
            .Produces<string>(200, "application/jsonl")
            .WithMetadata(new Endpoints.ProducesProblem(401), new Endpoints.ProducesProblem(403), new Endpoints.ProducesProblem(404))
            .WithName("exportJsonLines");
    }

    private static async Task Stream(
        long id,
        Word<Scope>? asked,
        string contentType,
        string extension,
        HttpContext http,
        IMediator mediator,
        Func<long, Scope, Stream, CancellationToken, Task> write
    )
    {
        var scope = asked?.Value ?? Scope.Published;
        // Refused before the first byte: once rows flow there is no way to answer 404.
        var firstLook = new ListReplies.Query
        {
            HearingId = id,
            Scope = scope,
            Limit = 1,
        };
        await mediator.Send(firstLook, http.RequestAborted);
        http.Response.ContentType = contentType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"replies-{id}.{extension}\"";
        http.Response.Headers.CacheControl = "no-store";
        await write(id, scope, http.Response.Body, http.RequestAborted);
    }
}
