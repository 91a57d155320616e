using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Reports;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Reports.Show;

/// <summary>The report of one round: compiled, looked at, published; and every compilation that is kept.</summary>
[Requires(Permission.ReadUnpublished)]
internal sealed class IndexModel(IMediator mediator) : HearingStaffPage(mediator)
{
    public RoundView Round { get; private set; } = null!;

    /// <summary>The latest compilation with everything in it; null: there is none yet.</summary>
    public ReportBody? Report { get; private set; }
    public IReadOnlyList<ListCompilations.Item> Compilations { get; private set; } = [];
    public GetCompilation.Result Work { get; private set; } = null!;
    public string? Notice { get; private set; }
    public bool IsPublished => Compilations.Any(one => one.PublishedAt is not null);
    public bool IsLatestPublished => Compilations.Count > 0 && Compilations[0].PublishedAt is not null;

    public async Task OnGetAsync(long id, int round, [FromQuery(Name = "etter")] string? after)
    {
        await LoadAsync(id, round);
        Notice = after is "samlet" or "publisert" ? T("review.report.after." + after) : null;
    }

    public async Task<IActionResult> OnPostCompileAsync(long id, int round)
    {
        await LoadAsync(id, round);
        return await TryAsync(() => Mediator.Send(new CompileReport.Command(id, round)))
            ? SeeOther(ReplyStaffLinks.Report(Language, id, round) + "?etter=samlet")
            : Page();
    }

    public async Task<IActionResult> OnPostPublishAsync(long id, int round)
    {
        await LoadAsync(id, round);
        return await TryAsync(() => Mediator.Send(new PublishReport.Command(id, round)))
            ? SeeOther(ReplyStaffLinks.Report(Language, id, round) + "?etter=publisert")
            : Page();
    }

    /// <summary>The report as a document: what everybody is to see, or with everything in it.</summary>
    public async Task<IActionResult> OnGetDocumentAsync(long id, int round, [FromQuery(Name = "alt")] bool all)
    {
        await Mediator.Send(new CheckOwnHearing.Query(id));
        var scope = all ? Scope.All : Scope.Published;
        var report = await Mediator.Send(new GetReport.Query(id, round, scope));
        var heading = await Mediator.Send(new ReadReportHeading.Query(id, round, scope));
        return File(ReportFile.Html(report, heading, scope), "text/html; charset=utf-8");
    }

    public async Task<IActionResult> OnGetCsvAsync(long id, int round, [FromQuery(Name = "alt")] bool all)
    {
        await Mediator.Send(new CheckOwnHearing.Query(id));
        var report = await Mediator.Send(new GetReport.Query(id, round, all ? Scope.All : Scope.Published));
        return File(ReportFile.Csv(report), "text/csv; charset=utf-8", ReportFile.Name(id, round));
    }

    private async Task LoadAsync(long id, int round)
    {
        await LoadHearingAsync(id, ReplyTab.Report, T("review.report.heading"));
        if (Hearing.Rounds.Count == 0)
            return;
        Round = Hearing.Rounds.FirstOrDefault(one => one.Number == round) ?? throw Refusals.NotFound();
        Work = await Mediator.Send(new GetCompilation.Query(id, round));
        Compilations = (await Mediator.Send(new ListCompilations.Query { HearingId = id, Round = round })).Items;
        if (Compilations.Count > 0)
            Report = await Mediator.Send(new GetReport.Query(id, round, Scope.All));
        Modules = Work.DueAt is null ? ["submit-once"] : ["submit-once", "poll"];
    }
}
