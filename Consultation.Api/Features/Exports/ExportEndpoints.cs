using System.Globalization;
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
                    if (await Open(asked, http, mediator, user) is not { } order)
                    {
                        return;
                    }
                    http.Response.ContentType = type + "; charset=utf-8";
                    http.Response.Headers.ContentDisposition = $"attachment; filename=\"replies-{asked.Id}.{extension}\"";
                    await (
                        format == ExportFormat.Csv
                            ? export.Csv(order, http.Response.Body, http.RequestAborted)
                            : export.JsonLines(order, http.Response.Body, http.RequestAborted)
                    );
                }
            )
            .Produces<string>(200, type)
            .WithMetadata(new Endpoints.ProducesProblem(401), new Endpoints.ProducesProblem(403), new Endpoints.ProducesProblem(404))
            .WithName(name);
        exports
            .MapGet(
                $"/replies.{extension}.meta.json",
                async ([AsParameters] Asked asked, HttpContext http, IMediator mediator, CurrentUser user, ReplyExport export) =>
                    await Open(asked, http, mediator, user) is { } order
                        ? Results.Ok(await export.Meta(order, format, http.RequestAborted))
                        : Results.StatusCode(StatusCodes.Status304NotModified)
            )
            .Answers<ExportMeta>(200, 401, 403, 404)
            .WithName(name + "Meta");
    }

    /// <summary>Null when the caller has it already, in the state in which it still is.</summary>
    private static async Task<ExportOrder?> Open(Asked asked, HttpContext http, IMediator mediator, CurrentUser user)
    {
        var scope = asked.Scope?.Value ?? Scope.Published;
        var state = await mediator.Send(new OpenExport.Query(asked.Id, scope), http.RequestAborted);
        var headers = http.Response.Headers;
        if (user.IsStaff)
        {
            headers.CacheControl = "private, no-store";
        }
        else
        {
            // Weak: rows that arrive while it streams are in it, and the next question finds another version.
            var tag = string.Create(CultureInfo.InvariantCulture, $"W/\"{ExportOrder.SchemaVersion}-{state.Version}-{state.Passed}\"");
            headers.CacheControl = "public, max-age=0, must-revalidate";
            headers.ETag = tag;
            if (http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(tag))
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return null;
            }
        }
        return new ExportOrder
        {
            HearingId = asked.Id,
            Scope = scope,
            Filter = new ReplyFilter(asked.SenderType?.Value, asked.Position?.Value, asked.Round),
            Questions = state.Questions,
        };
    }
}
