using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Exports;

internal static class ExportEndpoints
{
    public static void MapExports(this RouteGroupBuilder api)
    {
        var exports = api.MapGroup("/hearings/{id:long}").WithTags("Exports");
        Map(exports, "csv", "text/csv", ExportFormat.Csv, "exportCsv");
        Map(exports, "jsonl", "application/jsonl", ExportFormat.Jsonl, "exportJsonLines");
    }

    private static void Map(RouteGroupBuilder exports, string extension, string type, ExportFormat format, string name)
    {
        exports
            .MapGet(
                "/replies." + extension,
                async (long id, Word<Scope>? scope, Word<SenderType>? senderType, Word<Position>? position, int? round, HttpContext http) =>
                    await (await Open(http, id, format, scope, new ReplyFilter(senderType?.Value, position?.Value, round))).Write(http)
            )
            .AddEndpointFilter<TaggedByHearing>()
            .Produces<string>(200, type)
            .WithMetadata(new Endpoints.ProducesProblem(401), new Endpoints.ProducesProblem(403), new Endpoints.ProducesProblem(404))
            .WithName(name);
        exports
            .MapGet(
                $"/replies.{extension}.meta.json",
                async (long id, Word<Scope>? scope, Word<SenderType>? senderType, Word<Position>? position, int? round, HttpContext http) =>
                    await (await Open(http, id, format, scope, new ReplyFilter(senderType?.Value, position?.Value, round))).Meta(
                        http.RequestAborted
                    )
            )
            .AddEndpointFilter<TaggedByHearing>()
            .Answers<ExportMeta>(200, 401, 403, 404)
            .WithName(name + "Meta");
    }

    private static Task<ExportFile> Open(HttpContext http, long hearing, ExportFormat format, Word<Scope>? scope, ReplyFilter filter) =>
        ExportFile.Open(http, hearing, format, scope?.Value ?? Scope.Published, filter);
}
