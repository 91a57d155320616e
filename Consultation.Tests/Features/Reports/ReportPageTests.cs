using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Consultation.Domain;
using Consultation.Tests.Features.Exports;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Reports;

/// <summary>The report as a document and as rows: the same numbers as its JSON, readable by everybody, and nothing that runs.</summary>
public sealed class ReportPageTests
{
    private const string Nasty = "<script>alert(1)</script> \"&amp; 'x'";

    private static string Address(string id, string form = "") => $"/api/v1/hearings/{id}/rounds/1/report{form}";

    private static async Task<IDocument> Page(HttpClient client, string address, string? reader = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (reader is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(reader);
        }
        using var answer = await client.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), html);
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/html; charset=utf-8"));
        Assert.That(
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            Does.Contain("default-src 'none'").And.Not.Contain("unsafe")
        );
        var errors = new List<string>();
        var parser = new HtmlParser();
        parser.Error += (_, problem) => errors.Add(problem.ToString() ?? "");
        var page = await parser.ParseDocumentAsync(html);
        Assert.That(errors, Is.Empty);
        return page;
    }

    private static IEnumerable<int> Cells(IDocument page, string caption) =>
        page.QuerySelectorAll("table")
            .Single(table => table.QuerySelector("caption")!.TextContent == caption)
            .QuerySelectorAll("td")
            .Select(cell => int.Parse(cell.TextContent, CultureInfo.InvariantCulture));

    private static IEnumerable<int> Counts(JsonNode? list) => list!.AsArray().Select(one => one!.Number("count"));

    [Test]
    public async Task Document_BeforePublishing_IsForStaffAlone()
    {
        await using var app = new TestApp();
        var id = await app.CompiledReport(Nasty);
        foreach (var form in (string[])[".html", ".csv"])
        {
            Assert.That((await app.Anonymous.GetAsync(Address(id, form)).Json(404)).Text("code"), Is.EqualTo("report.not_ready"));
            await app.Anonymous.GetAsync(Address(id, form + "?scope=all")).Json(401);
            Assert.That((await app.Staff.GetAsync(Address(id, form))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            await app.Staff.PostAsync(Address(id, "/publish"), null).Json(200);
            Assert.That((await app.Anonymous.GetAsync(Address(id, form))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/rounds/2/report{form}").Json(404);
            await app.Database.Write(db => db.Run("update Report set PublishedAt = null"));
        }
    }

    [TestCase("")]
    [TestCase("scope=all")]
    public async Task Document_HasEveryNumberOfTheJson(string query)
    {
        await using var app = new TestApp();
        var id = await app.CompiledReport(Nasty);
        var report = await app.Staff.GetAsync(Address(id, "?" + query)).Json(200);
        var page = await Page(app.Staff, Address(id, $".html?lang=en&{query}"));
        string[] names =
        [
            "replies",
            "published",
            "publishedRedacted",
            "inReview",
            "awaitingDeadline",
            "withheld",
            "withdrawn",
            "late",
            "withRemarks",
            "withoutRemarks",
        ];
        Assert.That(Cells(page, "All replies"), Is.EqualTo(names.Select(report.Number)));
        Assert.That(Cells(page, "Who replied"), Is.EqualTo(report["bySenderType"]!.AsObject().Select(type => type.Value!.GetValue<int>())));
        Assert.That(Cells(page, "Replies day by day"), Is.EqualTo(Counts(report["byDay"])));
        foreach (var question in report["questions"]!.AsArray().Where(question => question!["options"] is not null))
        {
            Assert.That(Cells(page, question!.Text("label")), Is.EqualTo(Counts(question!["options"])));
            Assert.That(page.Body!.TextContent, Does.Contain($"Number of answers: {question!.Number("answered")}"));
        }
        var places = report["paragraphs"]!.AsArray().Concat(report["documents"]!.AsArray());
        Assert.That(
            Cells(page, "Comments on the documents"),
            Is.EqualTo(
                places.SelectMany(place =>
                    (int[])[place!.Number("comments"), .. place!["stances"]!.AsObject().Select(stance => stance.Value!.GetValue<int>())]
                )
            )
        );
        Assert.That(page.Body!.TextContent, Does.Contain("Mean: 2").And.Contain(report.Text("sha256")));
        Assert.That(page.Body!.TextContent, Does.Not.Contain("Navnesen"), "nobody is named");
        Assert.That(page.Body!.TextContent.Contains("Kun for departementet", StringComparison.Ordinal), Is.EqualTo(query.Length > 0));
    }

    [Test]
    public async Task Document_IsWellFormed_LabelledAndWithoutScriptOrInlineStyle()
    {
        await using var app = new TestApp();
        var id = await app.CompiledReport(Nasty);
        var page = await Page(app.Staff, Address(id, ".html"));
        Assert.That(page.QuerySelectorAll("script, style, [style], iframe, form, [onclick], base"), Is.Empty);
        Assert.That(page.QuerySelectorAll("h1"), Has.Exactly(1).Items);
        Assert.That(page.Title, Does.Contain("støy ved havner"));
        var levels = page.QuerySelectorAll("h1, h2, h3").Select(heading => heading.LocalName[1] - '0').ToArray();
        Assert.That(levels.Zip(levels.Skip(1)), Has.All.Matches<(int First, int Second)>(pair => pair.Second <= pair.First + 1));
        var charts = page.QuerySelectorAll("svg[role=img]");
        Assert.That(charts, Has.Length.GreaterThanOrEqualTo(6));
        foreach (var chart in charts)
        {
            var named = chart.GetAttribute("aria-labelledby")!.Split(' ').Select(name => page.GetElementById(name)!.TextContent);
            Assert.That(named, Has.All.Not.Empty);
            Assert.That(chart.ParentElement!.NextElementSibling!.LocalName, Is.EqualTo("table"), "its numbers follow");
            Assert.That(() => XDocument.Parse(chart.OuterHtml), Throws.Nothing);
        }
        Assert.That(page.QuerySelectorAll("table").Select(table => table.QuerySelector("caption")), Has.All.Not.Null);
        Assert.That(page.QuerySelectorAll("th:not([scope])"), Is.Empty);
        Assert.That(page.QuerySelectorAll("[id]").Select(one => one.Id), Is.Unique);
        Assert.That(page.QuerySelectorAll("h3").Select(heading => heading.TextContent), Has.Member(Nasty));
        var style = page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href");
        using var css = await app.Anonymous.GetAsync(style);
        Assert.That((css.StatusCode, css.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, "text/css")));
    }

    [Test]
    public async Task Document_SpeaksTheLanguageAskedFor_ElseTheReaders_ElseTheHearings()
    {
        await using var app = new TestApp();
        var id = await app.CompiledReport(Nasty);
        foreach (
            var (query, reader, language) in new[]
            {
                ("?lang=nn", "en", "nn"),
                ("", "en-GB, en;q=0.8", "en"),
                ("", "nn-NO", "nn"),
                ("?lang=tlh", null, "nb"),
                ("", (string?)null, "nb"),
            }
        )
        {
            var page = await Page(app.Staff, Address(id, ".html" + query), reader);
            Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo(language), query + reader);
            Assert.That(page.Body!.TextContent, Does.Not.Contain("report."), "each text has its sentence");
        }
        using var answer = await app.Staff.GetAsync(Address(id, ".html"));
        Assert.That(answer.Headers.Vary, Has.Member("Accept-Language"));
    }

    [Test]
    public async Task Document_ThatTheReaderHasAlready_IsNotSentAgain()
    {
        await using var app = new TestApp();
        var id = await app.CompiledReport(Nasty);
        await app.Staff.PostAsync(Address(id, "/publish"), null).Json(200);
        using var first = await app.Anonymous.GetAsync(Address(id, ".html"));
        using var again = new HttpRequestMessage(HttpMethod.Get, Address(id, ".html"));
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
        Assert.That((await app.Anonymous.SendAsync(again)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [Test]
    public async Task Notes_StandInTheDocument()
    {
        await using var app = new TestApp();
        var id = await app.CompiledReport(Nasty);
        await app.Database.Write(db =>
            db.Run(
                "update Report set PublicBody = replace(PublicBody, '\"notes\":[]', @Notes)",
                new { Notes = """ "notes":[{"at":"2026-03-09T22:30:00Z","code":"rebuilt.moderation"}] """ }
            )
        );
        var page = await Page(app.Staff, Address(id, ".html"));
        Assert.That(page.QuerySelector("section.note")!.TextContent, Does.Contain("09.03.2026 kl. 23:30").And.Contain("laget på nytt"));
    }

    [Test]
    public async Task Csv_HasEveryNumber_Defused()
    {
        await using var app = new TestApp();
        var id = await app.CompiledReport(Nasty);
        var report = await app.Staff.GetAsync(Address(id, "?scope=all")).Json(200);
        using var answer = await app.Staff.GetAsync(Address(id, ".csv?scope=all"));
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/csv; charset=utf-8"));
        var rows = ExportTests.Parse((await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF'));
        Assert.That(string.Join(',', rows[0]), Is.EqualTo("section,key,label,value"));
        string Value(string section, string key) => rows.Single(row => row[0] == section && row[1] == key)[3];
        foreach (var name in (string[])["replies", "published", "inReview", "late", "withRemarks", "withoutRemarks"])
        {
            Assert.That(Value("counts", name), Is.EqualTo(report[name]!.ToJsonString()));
        }
        foreach (var day in report["byDay"]!.AsArray())
        {
            Assert.That(Value("byDay", day!.Text("date")), Is.EqualTo(day!["count"]!.ToJsonString()));
        }
        Assert.That(Value("questions:enig", "mean"), Is.EqualTo("2.5"));
        Assert.That(Value("questions:=1+1", "'=x"), Is.EqualTo("4"));
        Assert.That(rows.Single(row => row[1] == "y")[2], Is.EqualTo("- to"), "honest text stays");
        Assert.That(rows.Count(row => row[1] == "against"), Is.EqualTo(3));
        Assert.That(Value("report", "sha256"), Is.EqualTo(report.Text("sha256")));
    }
}
