using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Reports;
using Consultation.Api.Http;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Reports.Show;

/// <summary>A round's published report: who has replied, what they answered, where they commented; every figure with its table.</summary>
[Kept(KeptWith.Hearing)]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    /// <summary>Rows of a table on the page; the file has them all.</summary>
    public const int MostPlaces = 50;

    /// <summary>Invited bodies on the page; their own page has them all.</summary>
    public const int MostBodies = 20;

    public ShowReport.Result Shown { get; private set; } = null!;
    public HearingView Hearing => Shown.Hearing;
    public ReportBody Report => Shown.Report;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }
    public string Zone { get; private set; } = Wording.DefaultZone;

    /// <summary>Of the report in the API, to which the format is added.</summary>
    public string Export { get; private set; } = "";

    public IReadOnlyList<PlaceCount> Places { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id, string slug, int round)
    {
        Shown = await mediator.Send(new ShowReport.Query(id, round));
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Report(Language, id, Hearing.Slug, round));

        (HearingTitle, _, ContentLang) = TextOf(Hearing);
        Zone = Hearing.Rounds.First(one => one.Number == round).TimeZone;
        Title = T("report.of", HearingTitle);
        Export = FormattableString.Invariant($"/api/v1/hearings/{id}/rounds/{round}/report");
        Places = [.. Report.Paragraphs.Concat(Report.Documents).OrderByDescending(place => place.Comments).Take(MostPlaces)];
        return Page();
    }

    public Bars Senders() =>
        new(
            "avsender",
            T("report.senders"),
            T("replies.sender"),
            [
                .. Enum.GetValues<SenderType>()
                    .Select(type => new Bar(T("sender." + type), Report.BySenderType.GetValueOrDefault(Code(type)))),
            ]
        );

    public Bars Options(QuestionCount question, int index)
    {
        var own = question.Kind == QuestionKind.YesNo ? null : LangOf(Hearing.Language);
        return new(
            FormattableString.Invariant($"sporsmal-{index + 1}"),
            question.Label,
            T("report.option"),
            [
                .. question.Options!.Select(option => new Bar(
                    question.Kind == QuestionKind.YesNo ? T(option.Value == "true" ? "answer.yes" : "answer.no") : option.Label,
                    option.Count,
                    own
                )),
            ],
            LangOf(Hearing.Language)
        );
    }

    public static int Of(PlaceCount place, Stance stance) => place.Stances.GetValueOrDefault(Code(stance));

    /// <summary>As enums are named in the report.</summary>
    private static string Code(Enum value) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
