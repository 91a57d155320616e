using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Exports;

/// <summary>An export as an answer: the API's, and the pages' for whoever has signed in. Asked for once, written once.</summary>
public sealed class ExportFile
{
    private readonly ReplyExport _export;
    private readonly ExportOrder _order;
    private readonly ExportFormat _format;

    private ExportFile(ReplyExport export, ExportOrder order, ExportFormat format) => (_export, _order, _format) = (export, order, format);

    /// <summary>Refused before the first byte: once rows flow there is no way to answer 404.</summary>
    public static async Task<ExportFile> Open(HttpContext http, long hearing, ExportFormat format, Scope scope, ReplyFilter filter)
    {
        var services = http.RequestServices;
        var state = await services.GetRequiredService<IMediator>().Send(new OpenExport.Query(hearing, scope), http.RequestAborted);
        var isStaff = services.GetRequiredService<CurrentUser>().IsStaff;
        http.Response.Headers.CacheControl = isStaff ? "private, no-store" : "public, max-age=0, must-revalidate";
        var order = new ExportOrder
        {
            HearingId = hearing,
            Scope = scope,
            Filter = filter,
            Questions = state.Questions,
        };
        return new ExportFile(services.GetRequiredService<ReplyExport>(), order, format);
    }

    /// <summary>Streams it as a download.</summary>
    public async Task Write(HttpContext http)
    {
        var (extension, type) = _format == ExportFormat.Csv ? ("csv", "text/csv") : ("jsonl", "application/jsonl");
        http.Response.ContentType = type + "; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"replies-{_order.HearingId}.{extension}\"";
        await (
            _format == ExportFormat.Csv
                ? _export.Csv(_order, http.Response.Body, http.RequestAborted)
                : _export.JsonLines(_order, http.Response.Body, http.RequestAborted)
        );
    }

    public Task<ExportMeta> Meta(CancellationToken cancellation) => _export.Meta(_order, _format, cancellation);
}
