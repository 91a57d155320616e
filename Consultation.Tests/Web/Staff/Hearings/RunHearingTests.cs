using System.Net;
using System.Text.Json.Nodes;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff.Hearings;

/// <summary>Preview, publish, extend, close, correct, tell the outcome, conclude and withdraw on the pages.</summary>
public sealed class RunHearingTests
{
    private TestApp _app = null!;
    private StaffBrowser _officer = null!;
    private StaffBrowser _stranger = null!;

    [SetUp]
    public async Task Start()
    {
        _app = new TestApp(("SecondStep", "nobody"));
        await _app.Draft(Given.Hearing(ministry: "ksd"));
        _officer = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd");
        _stranger = new StaffBrowser(_app);
    }

    [TearDown]
    public async Task Stop()
    {
        _officer.Dispose();
        _stranger.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Preview_IsForWhoHoldsTheLink_WhileItLasts_AndKeptNowhere()
    {
        var id = await Ready();
        await _officer.Get($"/staff/hearings/{id}/preview");
        var link = _officer.Page.QuerySelector("a[href^='/previews/']")!.GetAttribute("href")!;
        Assert.That(_officer.Page.QuerySelector("code")!.TextContent, Does.EndWith(link));

        await _stranger.Get(link);
        Assert.That(_stranger.Text, Does.Contain("Forslag til lov om støy ved havner").And.Contain("Departementet foreslår en grense."));
        Assert.That(_stranger.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"));
        Assert.That(_stranger.Headers.GetValues("Referrer-Policy"), Is.EqualTo((string[])["no-referrer"]));
        Assert.That(_stranger.Headers.GetValues("X-Robots-Tag"), Is.EqualTo((string[])["noindex, nofollow"]));
        Assert.That(_stranger.Page.QuerySelector("meta[name=robots]")!.GetAttribute("content"), Is.EqualTo("noindex"));
        await _stranger.Get($"/hearings/{id}/x");
        Assert.That((int)_stranger.Status, Is.EqualTo(404), "the draft itself stays hidden");

        foreach (var place in new[] { 11, 20, link.Length - 1 })
        {
            var forged = link.ToCharArray();
            forged[place] = forged[place] == 'A' ? 'B' : 'A';
            await _stranger.Get(new string(forged));
            Assert.That((int)_stranger.Status, Is.EqualTo(404), new string(forged));
        }
        _app.Clock.Advance(TimeSpan.FromDays(14));
        Assert.That((int)(await _stranger.Get(link)).Status, Is.EqualTo(200));
        _app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That((int)(await _stranger.Get(link)).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Preview_OfWhatIsPublishedNow_LeadsThere()
    {
        var id = await Ready();
        await _officer.Get($"/staff/hearings/{id}/preview");
        var link = _officer.Page.QuerySelector("a[href^='/previews/']")!.GetAttribute("href")!;
        await _app.Publish(id).Json(200);
        await _stranger.Get(link);
        Assert.That(((int)_stranger.Status, _stranger.Location), Is.EqualTo((302, $"/hearings/{id}/forslag-til-lov-om-stoy-ved-havner")));
    }

    [Test]
    public async Task Publish_AsksFirst_AndTellsWhatIsMissing()
    {
        var id = await _app.Draft();
        await _officer.Get($"/staff/hearings/{id}/publish");
        Assert.That(_officer.Text, Does.Contain("Dette mangler").And.Contain("Ingen vet når de må svare."));
        Assert.That(_officer.Page.QuerySelector("main form"), Is.Null);

        id = await Ready();
        await _officer.Get($"/staff/hearings/{id}/publish");
        Assert.That(_officer.Text, Does.Contain("Tenk på:").And.Contain("Høringsbrev"));
        await _officer.Press("Publiser nå");
        Assert.That(((int)_officer.Status, _officer.ErrorOf("sikker")), Is.EqualTo((422, "Kryss av for at du er sikker")));
        Assert.That((await Hearing(id)).Text("status"), Is.EqualTo("draft"));
        await _officer.Press("Publiser nå", ("sikker", "ja"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        Assert.That((await Hearing(id)).Text("status"), Is.EqualTo("open"));
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Høringen er publisert.").And.Contain("Høringen ble publisert"));
    }

    [Test]
    public async Task Extend_NeedsALaterDayAndAReason_AndKeepsWhatWasTyped()
    {
        var id = await _app.OpenHearing(closesOn: "2026-05-29");
        await _officer.Get($"/staff/hearings/{id}/rounds/1/extend");
        await _officer.Fill(("frist", "2026-06-12"), ("begrunnelse", " "));
        Assert.That(((int)_officer.Status, _officer.ErrorOf("begrunnelse")), Is.EqualTo((422, "Skriv en begrunnelse")));
        Assert.That(_officer.Page.QuerySelector("#frist")!.GetAttribute("value"), Is.EqualTo("2026-06-12"));
        await _officer.Fill(("frist", "2026-05-20"), ("begrunnelse", "Mange har bedt om det."));
        Assert.That(_officer.ErrorOf("frist"), Is.EqualTo("Ny frist må være senere enn den gamle"));
        await _officer.Fill(("frist", "2026-06-12"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        Assert.That((await Hearing(id))["rounds"]![0]!.Text("closesAt"), Is.EqualTo("2026-06-12T22:00:00Z"));
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Fristen ble forlenget ut 12. juni 2026").And.Contain("Mange har bedt om det."));
    }

    [Test]
    public async Task Close_Correct_Outcome_Conclude()
    {
        var id = await _app.OpenHearing();
        var document = (await Hearing(id))["documents"]![0]!.Text("id");
        await _officer.Get($"/staff/hearings/{id}/documents/{document}");
        await _officer.Fill(("tekst", "# Innledning\n\nDepartementet foreslår en lavere grense."));
        Assert.That(
            ((int)_officer.Status, _officer.ErrorOf("rettelse")),
            Is.EqualTo((422, "Skriv hva som er rettet. Rettelsen blir publisert med dato."))
        );
        await _app.Correct(id, document, new { markdown = "Noe annet.", notice = "Kollegaen var først." }).Json(200);
        await _officer.Fill(("rettelse", "Grensen var feil."));
        Assert.That((int)_officer.Status, Is.EqualTo(409), "a colleague's correction in between is not lost");
        Assert.That(_officer.Text, Does.Contain("Noen andre har rettet dokumentet").And.Contain("en lavere grense"));
        await _officer.Get($"/staff/hearings/{id}/documents/{document}");
        await _officer.Fill(("tekst", "# Innledning\n\nRettet."), ("rettelse", "Grensen var feil."));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);

        await _officer.Get($"/staff/hearings/{id}/rounds/1/close");
        await _officer.Fill(("begrunnelse", "Forslaget er endret."));
        Assert.That(_officer.ErrorOf("sikker"), Is.Not.Null);
        await _officer.Fill(("begrunnelse", "Forslaget er endret."), ("sikker", "ja"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        Assert.That((await Hearing(id)).Text("status"), Is.EqualTo("underReview"));

        await _officer.Get($"/staff/hearings/{id}/conclude");
        Assert.That(_officer.Text, Does.Contain("skal først få vite"));
        await _officer.Get($"/staff/hearings/{id}/outcome");
        await _officer.Fill(("tekst", "Loven er **vedtatt**."), ("lenker", "javascript:alert(1) Her"));
        Assert.That((int)_officer.Status, Is.EqualTo(422));
        Assert.That(_officer.ErrorOf("lenker"), Is.Not.Null);
        await _officer.Fill(("lenker", "https://lovdata.no/x Loven"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        Assert.That((await Hearing(id))["outcome"]!["links"]![0]!.Text("label"), Is.EqualTo("Loven"));
        await _officer.Get($"/staff/hearings/{id}/conclude");
        await _officer.Press("Avslutt høringen");
        Assert.That((await Hearing(id)).Text("status"), Is.EqualTo("concluded"));
        await _officer.Get($"/staff/hearings/{id}");
        Assert.That(_officer.Text, Does.Contain("«Høringsnotat» ble rettet (versjon 3)").And.Contain("Ferdigbehandlet"));
        Assert.That(_officer.Page.QuerySelector($"a[href$='/withdraw']"), Is.Null);
    }

    [Test]
    public async Task Withdraw_AsksFirst_AndShowsWhy()
    {
        var id = await _app.OpenHearing();
        await _officer.Get($"/staff/hearings/{id}/withdraw");
        await _officer.Fill(("begrunnelse", " "));
        Assert.That(_officer.ErrorOf("begrunnelse"), Is.EqualTo("Skriv en begrunnelse"), "told with the rest, not after it");
        await _officer.Fill(("begrunnelse", "Regjeringen fremmer ikke forslaget."));
        Assert.That(_officer.ErrorOf("sikker"), Is.Not.Null);
        await _officer.Fill(("begrunnelse", "Regjeringen fremmer ikke forslaget."), ("sikker", "ja"));
        Assert.That((await Hearing(id)).Text("status"), Is.EqualTo("withdrawn"));
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Høringen er trukket.").And.Contain("Regjeringen fremmer ikke forslaget."));
    }

    [Test]
    public async Task List_FindsByWordCaseNumberAndStatus_AndWalksInPages()
    {
        var other = Given.Hearing(ministry: "fin");
        other["title"] = "Avgift på støyende lek";
        await _app.Draft(other);
        var mine = Given.Hearing();
        (mine["title"], mine["caseNumber"]) = ("Forskrift om reinbeite", "26/4410");
        await _app.Draft(mine);
        for (var i = 0; i < 31; i++)
        {
            await _app.Draft();
        }
        await _officer.Get("/staff/hearings");
        Assert.That(Rows(), Is.EqualTo(30));
        Assert.That(_officer.Text, Does.Not.Contain("Avgift på"), "another ministry's");
        await _officer.Get(_officer.Page.QuerySelector(".pager a")!.GetAttribute("href")!);
        Assert.That(Rows(), Is.EqualTo(3));
        foreach (var found in new[] { "?q=reinbeite", "?q=26/4410", "?q=reinbeite&status=Draft" })
        {
            await _officer.Get("/staff/hearings" + found);
            Assert.That((Rows(), _officer.Text.Contains("Forskrift om reinbeite", StringComparison.Ordinal)), Is.EqualTo((1, true)), found);
        }
        await _officer.Get("/staff/hearings?q=reinbeite&status=Open");
        Assert.That(_officer.Text, Does.Contain("Ingen høringer passer"));
        await _officer.Get("/staff/hearings?fra=tull");
        Assert.That(_officer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private int Rows() => _officer.Page.QuerySelectorAll("tbody tr").Length;

    private async Task<string> Ready()
    {
        var id = await _app.Draft();
        await _app.AddRound(id, new { opensAt = _app.Clock.GetUtcNow(), closesOn = "2026-06-15" }).Json(201);
        return id;
    }

    private async Task<JsonNode> Hearing(string id) => await _app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200);
}
