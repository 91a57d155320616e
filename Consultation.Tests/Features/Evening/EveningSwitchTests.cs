using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;
using Consultation.Tests.Telemetry;
using Consultation.Tests.Web;

namespace Consultation.Tests.Features.Evening;

/// <summary>The mode for the last evening, switched by hand: who may, who sees it, and what it closes and does not.</summary>
public sealed class EveningSwitchTests
{
    [Test]
    public async Task Switch_IsForAdministratorsOfAll_FromThePageItself()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        var id = await app.OpenHearing();
        var address = EveningSteps.Page + "?handler=evening";
        using var stranger = new StaffBrowser(app);
        await stranger.Post(address, "same-origin", ("kveld", "On"));
        using var officer = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "ksd");
        await officer.Post(address, "same-origin", ("kveld", "On"));
        Assert.That((int)officer.Status, Is.EqualTo(403));
        using var ofOne = await StaffBrowser.SignedIn(app, Role.Administrator, "ksd");
        await ofOne.Post(address, "same-origin", ("kveld", "On"));
        Assert.That((int)ofOne.Status, Is.EqualTo(403));
        using var admin = await StaffBrowser.SignedIn(app, Role.Administrator);
        await admin.Get(EveningSteps.Page);
        await admin.Post(address, "cross-site", ("kveld", "On"));
        Assert.That((int)admin.Status, Is.Not.EqualTo(303));
        await admin.Post(address, "same-origin", ("kveld", "kanskje"));
        Assert.That((int)admin.Status, Is.EqualTo(400));
        Assert.That(await app.Search(id, "havn"), Is.EqualTo(200), "nobody of them has switched it");
    }

    [Test]
    public async Task Switch_SaysWhoAndWhen_IsUndone_AndStandsInTheLog()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        using var admin = await StaffBrowser.SignedIn(app, Role.Administrator);
        await admin.Get(EveningSteps.Page);
        Assert.That(admin.Text, Does.Contain("Sparemodus").And.Contain("slår seg på av seg selv").And.Not.Contain("Slått av"));
        await admin.Switch(on: true);
        Assert.That(admin.Text, Does.Contain("Sparemodus er slått på").And.Contain("På, til noen slår den av"));
        Assert.That(admin.Text, Does.Contain("Slått på 02.03.2026 kl. 12.00").And.Contain("av Ragnhild Østensjø"));
        await admin.Press("Angre");
        await admin.Follow();
        Assert.That(admin.Text, Does.Contain("Sparemodus er slått av").And.Contain("Slått av 02.03.2026"));
        await admin.Get("/staff/audit");
        Assert.That(admin.Text, Does.Contain("Endret sparemodus").And.Contain("slått på").And.Contain("slått av"));
    }

    [Test]
    public async Task On_ClosesTheSearchOfTheApi_AndNothingElse()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        var id = await app.OpenHearing();
        await app.Switch(on: true);
        (string, string)[] languages = [("nb", "Søket er stengt for øyeblikket"), ("nn", "for tida"), ("en", "Search is closed")];
        foreach (var (language, said) in languages)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/hearings/{id}/replies?q=havn&limit=10");
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
            using var answer = await app.Anonymous.SendAsync(request);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.That((int)answer.StatusCode, Is.EqualTo(503));
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(answer.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(problem.Text("code"), Is.EqualTo("search.closed"));
            Assert.That(problem.Text("title"), Does.Contain(said));
        }
        await app.Anonymous.GetAsync("/api/v1/hearings?q=havn").Json(503);
        Assert.That(await app.Search(id, "%20%20"), Is.EqualTo(200), "nothing is looked for");
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?senderType=person").Json(200);
        await app.Staff.GetAsync($"/api/v1/hearings/{id}/replies?scope=all&q=havn").Json(200);

        var sent = await app.Anonymous.Send(id, Given.Reply("Havnen er for stille nå.")).Json(201);
        var correction = Given.Reply("Havnen er for bratt.");
        await app.Anonymous.Correct(id, sent.Number("number"), correction, sent.Text("editToken")).Json(200);
        Assert.That((await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200)).ToString(), Does.Contain("for bratt"));
        await app.Switch(on: false);
        var found = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?q=bratt").Json(200);
        Assert.That(found["items"]!.AsArray(), Has.Count.EqualTo(1), "what came meanwhile is found at once");
    }

    [TestCase("", "Søket er stengt akkurat nå", "Se listen uten søk")]
    [TestCase("/nn", "Søket er stengt akkurat no", "Sjå lista utan søk")]
    [TestCase("/en", "Search is closed for now", "See the list without a search")]
    public async Task On_SearchOnAPage_SaysSo_AndLeadsBackToTheList(string prefix, string title, string link)
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        var address = prefix + await app.AddressOf(await app.OpenHearing()) + "/replies";
        using var before = await app.Anonymous.GetAsync(address);
        var form = await before.Content.ReadAsStringAsync();
        await app.Switch(on: true);
        using (var answer = await app.Anonymous.GetAsync(address + "?q=havn"))
        {
            Assert.That(answer.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        }
        var page = await app.Page(address + "?q=havn&sender=Person&sort=Best", 503);
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo(title));
        Assert.That(page.Href(link), Is.EqualTo(address + "?sender=Person"));
        await app.Page(page.Href(link)!);
        var front = await app.Page(prefix + "/?q=havn", 503);
        Assert.That(front.QuerySelector("h1")!.TextContent, Is.EqualTo(title));
        using var after = await app.Anonymous.GetAsync(address);
        Assert.That(await after.Content.ReadAsStringAsync(), Is.EqualTo(form), "what is kept is the same on both sides of the switch");
    }

    [Test]
    public async Task OtherNode_SeesIt_AndANewStartToo()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        var id = await app.OpenHearing();
        await using (var other = app.Second())
        {
            Assert.That(await other.Search(id, "havn"), Is.EqualTo(200));
            await app.Switch(on: true);
            app.Clock.Advance(TimeSpan.FromSeconds(2));
            Assert.That(await other.Search(id, "støy"), Is.EqualTo(503));
        }
        await using var restarted = app.Second();
        Assert.That(await restarted.Search(id, "natt"), Is.EqualTo(503));
    }

    [Test]
    public async Task Health_AndTelemetry_TellOfIt()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        using var heard = new Heard(app);
        heard.Look();
        Assert.That(heard.Of("consultation.evening"), Is.EqualTo([0.0]));
        Assert.That((await app.Anonymous.GetAsync("/health/ready").Json(200))["evening"], Is.Null);
        await app.Switch(on: true);
        var health = await app.Anonymous.GetAsync("/health/ready").Json(200);
        Assert.That(
            health.ToJsonString(),
            Does.StartWith("""{"evening":"byHand","status":"ready" """.TrimEnd()).And.Not.Contain("fell behind"),
            "a person's choice is no warning"
        );
        heard.Look();
        Assert.That(heard.Of("consultation.evening"), Is.EqualTo([1.0]));
    }
}
