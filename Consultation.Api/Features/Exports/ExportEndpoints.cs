using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

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
                async ([AsParameters] Asked asked, HttpContext http, IMediator mediator, CurrentUser user, ReplyExport export) =>
                {
                    var order = await Open(asked, http, mediator, user);
                    http.Response.ContentType = type + "; charset=utf-8";
                    http.Response.Headers.ContentDisposition = $"attachment; filename=\"replies-{asked.Id}.{extension}\"";
                    await (
                        format == ExportFormat.Csv
                            ? export.Csv(order, http.Response.Body, http.RequestAborted)
                            : export.JsonLines(order, http.Response.Body, http.RequestAborted)
                    );
                }
            )
            .AddEndpointFilter<TaggedByHearing>()
            .Produces<string>(200, type)
            .WithMetadata(new Endpoints.ProducesProblem(401), new Endpoints.ProducesProblem(403), new Endpoints.ProducesProblem(404))
            .WithName(name);
        exports
            .MapGet(
                $"/replies.{extension}.meta.json",
                async ([AsParameters] Asked asked, HttpContext http, IMediator mediator, CurrentUser user, ReplyExport export) =>
                    await export.Meta(await Open(asked, http, mediator, user), format, http.RequestAborted)
            )
            .AddEndpointFilter<TaggedByHearing>()
            .Answers<ExportMeta>(200, 401, 403, 404)
            .WithName(name + "Meta");
    }

    /// <summary>Refused before the first byte: once rows flow there is no way to answer 404.</summary>
    private static async Task<ExportOrder> Open(Asked asked, HttpContext http, IMediator mediator, CurrentUser user)
    {
        var scope = asked.Scope?.Value ?? Scope.Published;
        var state = await mediator.Send(new OpenExport.Query(asked.Id, scope), http.RequestAborted);
        http.Response.Headers.CacheControl = user.IsStaff ? "private, no-store" : "public, max-age=0, must-revalidate";
        return new ExportOrder
        {
            HearingId = asked.Id,
            Scope = scope,
            Filter = new ReplyFilter(asked.SenderType?.Value, asked.Position?.Value, asked.Round),
            Questions = state.Questions,
        };
    }
}
