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

    /// <summary>The address of an export: whose replies, and which of them.</summary>
    internal sealed record Asked(long Id, Word<Scope>? Scope, Word<SenderType>? SenderType, Word<Position>? Position, int? Round);

    private static void Map(RouteGroupBuilder exports, string extension, string type, ExportFormat format, string name)
    {
        exports
            .MapGet(
                "/replies." + extension,
                async ([AsParameters] Asked asked, HttpContext http) => await (await Open(asked, http, format)).Write(http)
            )
            .AddEndpointFilter<TaggedByHearing>()
            .Produces<string>(200, type)
            .WithMetadata(new Endpoints.ProducesProblem(401), new Endpoints.ProducesProblem(403), new Endpoints.ProducesProblem(404))
            .WithName(name);
        exports
            .MapGet(
                $"/replies.{extension}.meta.json",
                async ([AsParameters] Asked asked, HttpContext http) => await (await Open(asked, http, format)).Meta(http.RequestAborted)
            )
            .AddEndpointFilter<TaggedByHearing>()
            .Answers<ExportMeta>(200, 401, 403, 404)
            .WithName(name + "Meta");
    }

    private static Task<ExportFile> Open(Asked asked, HttpContext http, ExportFormat format) =>
        ExportFile.Open(
            http,
            asked.Id,
            format,
            asked.Scope?.Value ?? Scope.Published,
            new ReplyFilter(asked.SenderType?.Value, asked.Position?.Value, asked.Round)
        );
}
