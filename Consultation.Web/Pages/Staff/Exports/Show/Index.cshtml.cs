using System.Text.Json;
using Consultation.Api;
using Consultation.Api.Features.Exports;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Exports.Show;

/// <summary>All replies of a hearing as files: what everybody may have, or everything there is.</summary>
[Requires(Permission.ReadUnpublished)]
internal sealed class IndexModel(IMediator mediator) : HearingStaffPage(mediator)
{
    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };

    public Task OnGetAsync(long id) => LoadHearingAsync(id, ReplyTab.Exports, T("review.export.heading"));

    /// <param name="id">The hearing.</param>
    /// <param name="format"><c>csv</c> or <c>jsonl</c>.</param>
    /// <param name="all">Also what is not published.</param>
    /// <param name="sender">One kind of sender.</param>
    /// <param name="round">One round.</param>
    public async Task<IActionResult> OnGetFileAsync(
        long id,
        [FromQuery(Name = "form")] string? format,
        [FromQuery(Name = "alt")] bool all,
        [FromQuery(Name = "avsender")] SenderType? sender,
        [FromQuery(Name = "runde")] int? round
    )
    {
        await (await OpenAsync(id, format, all, sender, round)).Write(HttpContext);
        return new EmptyResult();
    }

    /// <summary>What stands beside a file: what it holds, what it leaves out and why, and its checksum.</summary>
    public async Task<IActionResult> OnGetMetaAsync(
        long id,
        [FromQuery(Name = "form")] string? format,
        [FromQuery(Name = "alt")] bool all,
        [FromQuery(Name = "avsender")] SenderType? sender,
        [FromQuery(Name = "runde")] int? round
    )
    {
        var meta = await (await OpenAsync(id, format, all, sender, round)).Meta(HttpContext.RequestAborted);
        var name = FormattableString.Invariant($"replies-{id}.{(format == "jsonl" ? "jsonl" : "csv")}.meta.json");
        return File(JsonSerializer.SerializeToUtf8Bytes(meta, Readable), "application/json", name);
    }

    private async Task<ExportFile> OpenAsync(long id, string? format, bool all, SenderType? sender, int? round)
    {
        await Mediator.Send(new CheckOwnHearing.Query(id));
        return await ExportFile.Open(
            HttpContext,
            id,
            format == "jsonl" ? ExportFormat.Jsonl : ExportFormat.Csv,
            all ? Scope.All : Scope.Published,
            new ReplyFilter(sender, null, round)
        );
    }
}
