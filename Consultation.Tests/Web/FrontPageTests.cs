using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web;

public sealed class FrontPageTests
{
    [Test]
    public async Task Front_WithNothing_SaysSoAndWhatToDo()
    {
        await using var app = new TestApp();
        var page = await app.Page("/");
        Assert.That(page.Lines(".empty").Single(), Does.StartWith("Ingen høringer er åpne akkurat nå."));
        Assert.That(page.QuerySelectorAll("link[type='application/atom+xml'], link[type='text/calendar']"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Front_SoonOpenAndClosed_StandApart()
    {
        await using var app = new TestApp();
        var soon = await app.OpenHearing(kind: "input", closesOn: "2026-03-09");
        await app.OpenHearing();
        var closed = await app.OpenHearing(kind: "input", closesOn: "2026-04-01");
        await app.Close(closed, new { reason = "Alle har svart." }).Json(200);
        await app.TellOutcome(closed, "## Vedtatt\n\nLoven er *vedtatt*.").Json(200);
        var page = await app.Page("/");
        Assert.That(page.QuerySelectorAll(".tile"), Has.Length.EqualTo(1));
        Assert.That(page.QuerySelector(".tile a")!.GetAttribute("href"), Is.EqualTo(await app.AddressOf(soon)));
        Assert.That(page.QuerySelectorAll(".hearings > li"), Has.Length.EqualTo(1));
        Assert.That(page.Lines(".outcomes .next").Single(), Is.EqualTo("Hva skjer videre?Vedtatt Loven er vedtatt."));
    }

    [TestCase("/receipts/%20")]
    [TestCase("/info/%20%20")]
    [TestCase("/%20")]
    public async Task Blank_NamesNothing(string path)
    {
        await using var app = new TestApp();
        await app.Page(path, 404);
    }

    [Test]
    public async Task Filters_SearchSubjectMinistryAndStatus_NarrowTheList()
    {
        await using var app = new TestApp();
        var (noise, school) = (Given.Hearing(), Given.Hearing(ministry: "kd"));
        noise["subjects"] = new JsonArray("miljo");
        school["title"] = "Forslag om skolefrukt";
        school["subjects"] = new JsonArray("skole");
        foreach (var hearing in (JsonObject[])[noise, school])
        {
            var id = await app.Draft(hearing);
            await app.AddRound(id, new { opensAt = app.Clock.GetUtcNow(), closesOn = "2026-05-29" }).Json(201);
            await app.Publish(id).Json(200);
        }
        async Task<string[]> Found(string query) => (await app.Page("/" + query)).Lines(".hearings h3");

        Assert.That(await Found(""), Has.Length.EqualTo(2));
        Assert.That(await Found("?q=skolefrukten"), Is.EqualTo((string[])["Forslag om skolefrukt"]));
        Assert.That(await Found("?subject=miljo"), Is.EqualTo((string[])["Forslag til lov om støy ved havner"]));
        Assert.That(await Found("?ministry=kd&status=open&subject=&q="), Is.EqualTo((string[])["Forslag om skolefrukt"]));
        Assert.That(await Found("?status=concluded"), Is.Empty);
        Assert.That(await Found("?status=all"), Has.Length.EqualTo(2));
        var page = await app.Page("/nn/?q=skolefrukt&status=all");
        Assert.That(
            page.QuerySelector("a[hreflang=en]")!.GetAttribute("href"),
            Is.EqualTo("/en/?q=skolefrukt&status=all"),
            "the choice is kept"
        );
        Assert.That(page.QuerySelector("[name=q]")!.GetAttribute("value"), Is.EqualTo("skolefrukt"));
        await app.Page("/?status=finnes-ikke", 400);
        await app.Page("/?cursor=tull", 400);
        await app.Page("/?q=" + new string('a', 501), 400);
    }

    [Test]
    public async Task Search_MarksTheWordsWhereTheyStand()
    {
        await using var app = new TestApp();
        var hearing = Given.Hearing();
        hearing["title"] = "Forslag om <skolefrukt>";
        hearing["summary"] =
            "Frukten kommer hver dag. " + string.Concat(Enumerable.Repeat("Dette er en lang innledning. ", 20)) + "Skolefrukten er gratis.";
        var id = await app.Draft(hearing);
        await app.AddRound(id, new { opensAt = app.Clock.GetUtcNow(), closesOn = "2026-05-29" }).Json(201);
        await app.Publish(id).Json(200);

        Assert.That((await app.Page("/")).QuerySelectorAll("main mark"), Is.Empty, "nothing was looked for");
        var page = await app.Page("/?q=skolefrukt");
        Assert.That(page.Lines(".hearings h3").Single(), Is.EqualTo("Forslag om <skolefrukt>"));
        Assert.That(page.Lines(".hearings mark"), Is.EqualTo((string[])["skolefrukt", "Skolefrukten"]));
        Assert.That(page.Lines(".hearings .stack > p").Single(), Does.StartWith("…").And.EndsWith("Skolefrukten er gratis."));
        Assert.That((await app.Page("/en/?q=frukt")).Lines(".hearings mark"), Does.Contain("Frukten"));
        var other = await app.Page("/?q=departementet");
        Assert.That(other.Lines(".hearings h3"), Has.Length.EqualTo(1), "found in its papers");
        Assert.That(other.QuerySelectorAll(".hearings mark"), Is.Empty);
    }

    /// <summary>What a page does not follow from is neither kept apart nor put into what others are given.</summary>
    [Test]
    public async Task UnknownQuery_IsNotRepeatedAndNotKeptApart()
    {
        await using var app = new TestApp();
        await app.OpenHearing();
        Assert.That((await app.Page("/?utm=lenke&q=")).DocumentElement.OuterHtml, Does.Not.Contain("utm"));
        using var second = await app.Anonymous.GetAsync("/?annet=1");
        Assert.That(second.Headers.Age, Is.Not.Null, "the same page is given to all who ask for it");
        using var searched = await app.Anonymous.GetAsync("/?q=annet");
        Assert.That(searched.Headers.Age, Is.Null, "what it follows from is kept apart");
    }
}
