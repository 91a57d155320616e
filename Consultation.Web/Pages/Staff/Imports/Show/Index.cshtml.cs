using System.Text;
using Consultation.Api.Features.Imports;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Imports.Show;

/// <summary>How far an import has come, and the rows that were left out, each with the reason; those as a file too.</summary>
[Requires(Permission.ImportReplies)]
internal sealed class IndexModel(IMediator mediator) : HearingStaffPage(mediator)
{
    private const int PageSize = 50;

    public long Import { get; private set; }
    public GetImport.Result Progress { get; private set; } = null!;
    public string? Cursor { get; private set; }
    public bool IsRunning => Progress.Status is ImportStatus.Queued or ImportStatus.Running;

    /// <summary>Per cent of the file.</summary>
    public int Share => (int)Math.Round(Progress.Share * 100);

    public async Task OnGetAsync(long id, long import, [FromQuery(Name = "fra")] string? cursor)
    {
        (Import, Cursor) = (import, cursor);
        await LoadHearingAsync(id, ReplyTab.Imports, T("review.import.one"));
        IsFrontOfTab = false;
        Progress = await Mediator.Send(
            new GetImport.Query(id, import) { Cursor = string.IsNullOrEmpty(cursor) ? null : cursor, Limit = PageSize }
        );
        Modules = IsRunning ? ["poll"] : [];
    }

    /// <summary>The bad rows as a spreadsheet reads them.</summary>
    public async Task<IActionResult> OnGetErrorsAsync(long id, long import)
    {
        string[] header = [T("review.import.row"), T("review.import.source"), T("review.import.code"), T("review.import.what"), "message"];
        var text = new StringBuilder("\uFEFF").AppendJoin(';', Line(header));
        string? cursor = null;
        do
        {
            var page = await Mediator.Send(new GetImport.Query(id, import) { Cursor = cursor });
            foreach (var error in page.Errors)
            {
                var row = error.Row.ToString(System.Globalization.CultureInfo.InvariantCulture);
                text.Append("\r\n").AppendJoin(';', Line([row, error.Source ?? "", error.Code, Sentence(error), error.Message]));
            }
            cursor = page.Next;
        } while (cursor is not null);
        return File(
            Encoding.UTF8.GetBytes(text.Append("\r\n").ToString()),
            "text/csv; charset=utf-8",
            FormattableString.Invariant($"import-{import}.csv")
        );
    }

    /// <summary>What is wrong with a row, in the reader's language; the stored sentence where there is none for its code.</summary>
    public static string Sentence(GetImport.RowError error) => Find("review.import.error." + error.Code) ?? error.Message;

    private static IEnumerable<string> Line(IEnumerable<string> cells) =>
        cells.Select(cell => $"\"{SpreadsheetCell.Defuse(cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
}
