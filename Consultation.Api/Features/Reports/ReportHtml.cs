using System.Globalization;
using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;

namespace Consultation.Api.Features.Reports;

/// <summary>
/// A report as one complete accessible document, in the current culture's language: every chart has its table, every number is the
/// JSON's. Without script and without inline style.
/// </summary>
internal sealed class ReportHtml(ReportBody report, ReadReportHeading.Result heading, Scope scope, string stylesheet)
{
    private static readonly string[] Counts =
    [
        "report.replies",
        "report.published",
        "report.publishedRedacted",
        "report.inReview",
        "report.awaitingDeadline",
        "report.withheld",
        "report.withdrawn",
        "report.late",
        "report.withRemarks",
        "report.withoutRemarks",
    ];

    private readonly HtmlDocument _html = new();
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(heading.TimeZone);
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public string Write()
    {
        var title = Messages.Get("report.title");
        _html
            .Open("html", ("lang", _culture.TwoLetterISOLanguageName))
            .Open("head")
            .Void("meta", ("charset", "utf-8"))
            .Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            .Element("title", $"{title}: {heading.Title}")
            .Void("link", ("rel", "stylesheet"), ("href", stylesheet))
            .Void("link", ("rel", "icon"), ("href", "data:,")) // none: a browser would ask for one
            .Close()
            .Open("body")
            .Open("main");
        _html.Element("p", heading.Ministry, ("class", "quiet")).Element("h1", title);
        _html.Element("p", heading.Title, ("class", "lead"), ("lang", heading.Language));
        var round = Messages.Get("report.round", Number(report.Round));
        _html.Element("p", $"{round}. {Messages.Get("report.cutoff", Instant(report.Cutoff))}", ("class", "quiet"));
        Notes();
        _html.Element("p", Messages.Get(scope == Scope.All ? "report.everything" : "report.public"));
        Totals();
        Senders();
        Days();
        Questions();
        Comments();
        Campaigns();
        if (report.Invited is { } invited)
        {
            ReportInvitedHtml.Write(_html, invited, scope, Number);
        }
        About();
        return _html.Close().Close().Close().Finish();
    }

    private void Notes()
    {
        if (report.Notes.Count == 0)
        {
            return;
        }
        _html.Open("section", ("class", "note"), ("aria-labelledby", "notes")).Element("h2", Messages.Get("report.notes"), ("id", "notes"));
        foreach (var note in report.Notes)
        {
            _html.Element("p", Messages.Get($"report.{note.Code}", Instant(note.At)));
        }
        _html.Close();
    }

    private void Totals()
    {
        int[] values =
        [
            report.Replies,
            report.Published,
            report.PublishedRedacted,
            report.InReview,
            report.AwaitingDeadline,
            report.Withheld,
            report.Withdrawn,
            report.Late,
            report.WithRemarks,
            report.WithoutRemarks,
        ];
        Heading("counts");
        Table(Messages.Get("report.counts"), "report.state", [.. Counts.Select(key => Messages.Get(key)).Zip(values)]);
    }

    private void Senders()
    {
        Heading("senders");
        var rows = report.BySenderType.Select(sender => (Messages.Get($"report.{sender.Key}"), sender.Value)).ToArray();
        ReportChart.Bars(_html, "senders-chart", Messages.Get("report.senders"), rows);
        Table(Messages.Get("report.senders"), "report.sender", rows);
    }

    private void Days()
    {
        Heading("days");
        if (report.ByDay.Count == 0)
        {
            _html.Element("p", Messages.Get("report.none"));
            return;
        }
        ReportChart.Columns(_html, "days-chart", Messages.Get("report.days"), report.ByDay, Day);
        Table(Messages.Get("report.days"), "report.day", [.. report.ByDay.Select(day => (Day(day.Date), day.Count))]);
    }

    private void Questions()
    {
        if (report.Questions.Count == 0)
        {
            return;
        }
        Heading("questions");
        for (var i = 0; i < report.Questions.Count; i++)
        {
            var question = report.Questions[i];
            _html
                .Element("h3", question.Label, ("lang", heading.Language))
                .Element("p", Messages.Get("report.answered", Number(question.Answered)));
            if (question.Mean is { } mean)
            {
                _html.Element("p", Messages.Get("report.mean", mean.ToString("0.##", _culture)));
            }
            if (question.Options is { Count: > 0 } options)
            {
                var rows = options.Select(option => (Label(question.Kind, option), option.Count)).ToArray();
                ReportChart.Bars(_html, $"question-{i}", question.Label, rows);
                Table(question.Label, "report.option", rows, question.Kind == QuestionKind.YesNo ? null : heading.Language);
            }
        }
    }

    private void Comments()
    {
        if (report.Paragraphs.Count + report.Documents.Count == 0)
        {
            return;
        }
        Heading("comments");
        var stances = Enum.GetValues<Stance>().Select(stance => stance.Code()).ToArray();
        _html.Open("table", ("class", "wide")).Element("caption", Messages.Get("report.comments")).Open("thead").Open("tr");
        _html.Element("th", Messages.Get("report.place"), ("scope", "col"));
        foreach (var key in (string[])["number", .. stances])
        {
            _html.Element("th", Messages.Get($"report.{key}"), ("scope", "col"), ("class", "number"));
        }
        _html.Close().Close().Open("tbody");
        foreach (var place in report.Paragraphs.Concat(report.Documents))
        {
            var dropped = place.Label.Length == 0;
            var label = dropped ? Messages.Get("report.dropped", place.Id) : place.Label;
            _html.Open("tr").Element("th", label, ("scope", "row"), ("lang", dropped ? null : heading.Language));
            _html.Element("td", Number(place.Comments));
            foreach (var stance in stances)
            {
                _html.Element("td", Number(place.Stances[stance]));
            }
            _html.Close();
        }
        _html.Close().Close();
    }

    private void Campaigns()
    {
        if (report.Campaigns.Count == 0)
        {
            return;
        }
        Heading("campaigns");
        _html.Open("table").Element("caption", Messages.Get("report.campaigns")).Open("thead").Open("tr");
        _html.Element("th", Messages.Get("report.campaign"), ("scope", "col"));
        foreach (var key in (string[])["size", "identical", "representative"])
        {
            _html.Element("th", Messages.Get($"report.{key}"), ("scope", "col"), ("class", "number"));
        }
        _html.Close().Close().Open("tbody");
        foreach (var campaign in report.Campaigns)
        {
            _html.Open("tr").Element("th", Messages.Get("report.replyNumber", campaign.Id), ("scope", "row"));
            _html.Element("td", Number(campaign.Size)).Element("td", Number(campaign.Identical));
            _html.Element("td", Messages.Get("report.replyNumber", campaign.Representative)).Close();
        }
        _html.Close().Close();
    }

    private void About()
    {
        var more = scope == Scope.All ? "?scope=all" : "";
        Heading("about");
        _html.Element("p", Messages.Get("report.compiled", Instant(report.CompiledAt ?? report.Cutoff)));
        _html.Open("p").Text(Messages.Get("report.checksum") + ": ").Element("code", report.Sha256 ?? "").Close();
        _html.Open("p").Text(Messages.Get("report.files") + ": ");
        _html.Element("a", "CSV", ("href", "report.csv" + more)).Text(", ").Element("a", "JSON", ("href", "report" + more)).Close();
    }

    private void Heading(string key) => _html.Element("h2", Messages.Get($"report.{key}"));

    private void Table(string caption, string what, IReadOnlyList<(string Label, int Count)> rows, string? language = null)
    {
        _html.Open("table").Element("caption", caption, ("lang", language)).Open("thead").Open("tr");
        _html.Element("th", Messages.Get(what), ("scope", "col"));
        _html.Element("th", Messages.Get("report.count"), ("scope", "col"), ("class", "number")).Close().Close().Open("tbody");
        foreach (var (label, count) in rows)
        {
            _html.Open("tr").Element("th", label, ("scope", "row"), ("lang", language)).Element("td", Number(count)).Close();
        }
        _html.Close().Close();
    }

    private static string Label(QuestionKind kind, OptionCount option) =>
        kind == QuestionKind.YesNo ? Messages.Get(option.Value == "true" ? "report.yes" : "report.no") : option.Label;

    private string Number(int count) => count.ToString("N0", _culture);

    private bool IsEnglish => _culture.TwoLetterISOLanguageName == "en";

    private string Day(DateOnly day) => day.ToString(IsEnglish ? "d MMMM yyyy" : "dd.MM.yyyy", CultureInfo.InvariantCulture);

    private string Instant(DateTimeOffset at) =>
        TimeZoneInfo
            .ConvertTime(at, _zone)
            .ToString(IsEnglish ? "d MMMM yyyy 'at' HH:mm" : "dd.MM.yyyy 'kl.' HH:mm", CultureInfo.InvariantCulture);
}
