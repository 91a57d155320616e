using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff.Replies;

/// <summary>A ministry decides on replies at its pages, without script: publish, redact, withhold with a second person.</summary>
public sealed class ReviewPageTests
{
    private const string Number = "10915596784"; // can exist, and is nobody's: a synthetic number
    private TestApp _app = null!;
    private string _hearing = null!;
    private StaffBrowser _first = null!;
    private StaffBrowser _second = null!;

    [SetUp]
    public async Task Start()
    {
        _app = new TestApp();
        _hearing = await _app.OpenHearing(publication: "reviewed");
        _first = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd", "en@dep.example");
        _second = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd", "to@dep.example");
    }

    [TearDown]
    public async Task Stop()
    {
        _first.Dispose();
        _second.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Analyst_ReadsButDecidesNothing()
    {
        await Send("Jeg er imot.");
        using var analyst = await StaffBrowser.SignedIn(_app, Role.Analyst, "ksd");
        await analyst.Get(Reply(1));
        Assert.That(analyst.Text, Does.Contain("Jeg er imot.").And.Not.Contain("Lagre og gå til neste"));
        await analyst.Post(Reply(1), site: "same-origin", ("vedtak", "Publish"), ("versjon", "1"));
        Assert.That((int)analyst.Status, Is.EqualTo(400), "no form token, no decision");
        Assert.That(await State(1), Is.EqualTo("inReview"));
    }

    [Test]
    public async Task Original_WithIdentityNumber_IsForThoseWhoModerateOnly()
    {
        await Send($"Mitt nummer er {Number}.", notANumber: true);
        using var analyst = await StaffBrowser.SignedIn(_app, Role.Analyst, "ksd");
        await _first.Get(Reply(1));
        Assert.That(_first.Page.QuerySelector<IHtmlTextAreaElement>("[data-source=text]")!.Value, Does.Contain(Number));
        Assert.That(_first.Text, Does.Contain("Mulig fødselsnummer på 1 sted"));
        await _first.Fill(("vedtak", "Redact"), ("grunn", "NationalId"));
        Assert.That((int)_first.Status, Is.EqualTo(303), _first.Text);
        await analyst.Get(Reply(1));
        Assert.That(analyst.Page.DocumentElement.OuterHtml, Does.Not.Contain(Number));
        Assert.That(analyst.Text, Does.Contain("Bare de som avgjør publisering"));
    }

    [Test]
    public async Task Publish_GoesOnToTheNext_AndThenTheQueueIsEmpty()
    {
        await Send("Det første.");
        await Send("Det andre.");
        await _first.Get($"/staff/hearings/{_hearing}/review");
        Assert.That(_first.Location, Is.EqualTo(Reply(1)));
        await _first.Follow();
        await _first.Fill(("vedtak", "Publish"));
        Assert.That(_first.Location, Does.StartWith(Reply(2)));
        await _first.Follow();
        Assert.That(_first.Text, Does.Contain("Svar 1 er godkjent for publisering."));
        await _first.Fill(("vedtak", "Publish"));
        await _first.Follow();
        Assert.That(_first.Text, Does.Contain("Ingen svar venter på gjennomgang"));
        Assert.That(await State(2), Is.EqualTo("published"));
    }

    [Test]
    public async Task Redact_ByWords_ShowsTheResultFirst_AndTakesThemOutEverywhere()
    {
        await Send("Naboen Torstein har hjertesvikt. Spør Torstein selv.");
        await _first.Get(Reply(1));
        await _first.Press("Vis hvordan det blir", ("ord", "Torstein\r\nKåre"), ("vedtak", "Redact"), ("merknad", "Helse"));
        Assert.That(
            _first.Page.QuerySelector("[data-preview=text]")!.TextContent,
            Does.Contain("Naboen sladdet har").And.Not.Contain("Torstein")
        );
        Assert.That(_first.Text, Does.Contain("Står ikke i svaret: «Kåre»"));
        Assert.That(_first.Page.QuerySelector<IHtmlTextAreaElement>("#merknad")!.Value, Is.EqualTo("Helse"), "nothing typed is lost");
        Assert.That(await State(1), Is.EqualTo("inReview"), "a look decides nothing");

        await _first.Fill(("vedtak", "Redact"));
        Assert.That((int)_first.Status, Is.EqualTo(422), "a ground must be given");
        Assert.That(_first.ErrorOf("grunn"), Is.Not.Null);
        await _first.Fill(("grunn", "Privacy"), ("hjemmel", "Offentleglova § 13"));
        Assert.That((int)_first.Status, Is.EqualTo(303), _first.Text);
        var shown = await _app.Anonymous.GetAsync($"/api/v1/hearings/{_hearing}/replies/1").Json(200);
        Assert.That(shown.Text("text"), Is.EqualTo("Naboen █████ har hjertesvikt. Spør █████ selv."));
    }

    [Test]
    public async Task Redact_ByMark_TakesOutThatPlaceOnly()
    {
        await Send("Torstein sa det til Torstein.");
        await _first.Get(Reply(1));
        await _first.Press("Lagre", ("sladd", "text:0:8"), ("vedtak", "Redact"), ("grunn", "Privacy"));
        var shown = await _app.Anonymous.GetAsync($"/api/v1/hearings/{_hearing}/replies/1").Json(200);
        Assert.That(shown.Text("text"), Is.EqualTo("█████ sa det til Torstein."));
        await _first.Get(Reply(1));
        await _first.Press("Lagre", ("sladd", "text:900:8"), ("vedtak", "Redact"), ("grunn", "Privacy"));
        Assert.That((int)_first.Status, Is.EqualTo(422));
        Assert.That(_first.ErrorOf("ord"), Does.Contain("Marker på nytt"));
    }

    [Test]
    public async Task Withhold_OwnIsNotOnesToConfirm_ASecondPersonDoes()
    {
        await Send("Hat.");
        await _first.Get(Reply(1));
        await _first.Fill(("vedtak", "Withhold"), ("grunn", "Hate"), ("hjemmel", "Straffeloven § 185"), ("merknad", "Se andre avsnitt"));
        await _first.Get($"/staff/hearings/{_hearing}/review?ko=bekreft");
        Assert.That(_first.Text, Does.Contain("Ingen avgjørelser venter på deg"));
        await _first.Get("/staff");
        Assert.That(_first.Text, Does.Contain("Ingenting venter nå"));
        await _first.Get(Reply(1));
        Assert.That(_first.Text, Does.Contain("Du har holdt svaret tilbake"));
        Assert.That(_first.Page.QuerySelector("dialog"), Is.Null);

        await _second.Get("/staff");
        Assert.That(_second.Text, Does.Contain("1vedtak om ikke å publisere trenger en kollega til"));
        await _second.Get($"/staff/hearings/{_hearing}/replies");
        Assert.That(_second.Text, Does.Contain("1 avgjørelse om ikke å publisere venter på deg"));
        await _second.Get($"/staff/hearings/{_hearing}/review?ko=bekreft");
        await _second.Follow();
        Assert.That(_second.Text, Does.Contain("En kollega har holdt svaret tilbake").And.Contain("Se andre avsnitt"));
        await _second.Get(Reply(1) + "?ko=bekreft&bekreft=ja");
        Assert.That(_second.Page.QuerySelector("dialog[open]"), Is.Not.Null, "without script the dialog is a part of the page");
        await _second.Press("Bekreft");
        Assert.That((int)_second.Status, Is.EqualTo(303), _second.Text);
        await _second.Follow();
        Assert.That(_second.Text, Does.Contain("Du har bekreftet at svar 1 ikke blir publisert."));
        var held = await _app.Staff.GetAsync($"/api/v1/hearings/{_hearing}/replies/1/moderation").Json(200);
        Assert.That(held["pending"], Is.Null);
        Assert.That(held["decisions"]![0]!.Text("confirmedBy"), Is.Not.Empty);
    }

    [Test]
    public async Task Withhold_SecondPersonDisagrees_ItIsAsBefore()
    {
        await Send("Uenig.");
        await _first.Get(Reply(1));
        await _first.Fill(("vedtak", "Withhold"), ("grunn", "Unlawful"));
        await _second.Get(Reply(1));
        await _second.Press("Jeg er ikke enig");
        Assert.That((int)_second.Status, Is.EqualTo(303), _second.Text);
        Assert.That(await State(1), Is.EqualTo("inReview"));
    }

    [Test]
    public async Task Stale_IsRefused_WithWhatChanged_AndNothingTypedIsLost()
    {
        var sent = await Send("Første linje.\n\nAndre linje.");
        await _first.Get(Reply(1));
        var change = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/hearings/{_hearing}/replies/1")
        {
            Content = JsonContent.Create(Given.Reply("Første linje.\n\nEn helt annen linje.")),
        };
        change.Headers.Add("Reply-Token", sent.Text("editToken"));
        await _app.Anonymous.SendAsync(change).Json(200);

        await _first.Fill(("vedtak", "Publish"), ("merknad", "Greit for meg"));
        Assert.That((int)_first.Status, Is.EqualTo(409), _first.Text);
        Assert.That(_first.Text, Does.Contain("versjon 1 er blitt til versjon 2"));
        Assert.That(_first.Page.QuerySelector("ins")!.TextContent, Does.Contain("En helt annen linje."));
        Assert.That(_first.Page.QuerySelector("del")!.TextContent, Does.Contain("Andre linje."));
        Assert.That(_first.Page.QuerySelector<IHtmlTextAreaElement>("#merknad")!.Value, Is.EqualTo("Greit for meg"));
        await _first.Fill(("vedtak", "Publish"));
        Assert.That((int)_first.Status, Is.EqualTo(303), _first.Text);
        Assert.That(await State(1), Is.EqualTo("published"));
    }

    [Test]
    public async Task Journal_IsNoted_AndTheListFindsIt()
    {
        await Send("Til arkivet.");
        await _first.Get(Reply(1));
        await _first.Fill(("sak", ""), ("dokument", "7"), ("dato", "2026-03-02"));
        Assert.That(_first.ErrorOf("sak"), Is.Not.Null);
        await _first.Fill(("sak", "26/3187"), ("dokument", "7"), ("dato", "2026-03-02"));
        await _first.Follow();
        Assert.That(_first.Text, Does.Contain("Journalført som 26/3187-7"));
        await _first.Get($"/staff/hearings/{_hearing}/replies?journal=ja");
        Assert.That(_first.Text, Does.Contain("26/3187-7"));
        await _first.Get($"/staff/hearings/{_hearing}/replies?journal=nei");
        Assert.That(_first.Text, Does.Contain("Ingen svar passer til valgene"));
    }

    private string Reply(int number) => $"/staff/hearings/{_hearing}/replies/{number}";

    private async Task<JsonNode> Send(string text, bool notANumber = false)
    {
        var reply = Given.Reply(text);
        reply["notANationalId"] = notANumber;
        return await _app.Anonymous.Send(_hearing, reply).Json(201);
    }

    private async Task<string> State(int number) =>
        (await _app.Staff.GetAsync($"/api/v1/hearings/{_hearing}/replies/{number}?scope=all").Json(200)).Text("publication");
}
