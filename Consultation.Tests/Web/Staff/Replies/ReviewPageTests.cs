using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff.Replies;

/// <summary>A ministry decides on replies at its pages, without script: publish, redact, withhold with a second person.</summary>
public sealed class ReviewPageTests : ReviewSteps
{
    [Test]
    public async Task Analyst_ReadsButDecidesNothing()
    {
        await Send("Jeg er imot.");
        using var analyst = await StaffBrowser.SignedIn(App, Role.Analyst, "ksd");
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
        using var analyst = await StaffBrowser.SignedIn(App, Role.Analyst, "ksd");
        await First.Get(Reply(1));
        Assert.That(First.Page.QuerySelector<IHtmlTextAreaElement>("[data-source=text]")!.Value, Does.Contain(Number));
        Assert.That(First.Text, Does.Contain("Mulig fødselsnummer på 1 sted"));
        await First.Fill(("vedtak", "Redact"), ("grunn", "NationalId"));
        Assert.That((int)First.Status, Is.EqualTo(303), First.Text);
        await analyst.Get(Reply(1));
        Assert.That(analyst.Page.DocumentElement.OuterHtml, Does.Not.Contain(Number));
        Assert.That(analyst.Text, Does.Contain("Bare de som avgjør publisering"));
    }

    [Test]
    public async Task Publish_GoesOnToTheNext_AndThenTheQueueIsEmpty()
    {
        await Send("Det første.");
        await Send("Det andre.");
        await First.Get($"/staff/hearings/{Hearing}/review");
        Assert.That(First.Location, Is.EqualTo(Reply(1)));
        await First.Follow();
        await First.Fill(("vedtak", "Publish"));
        Assert.That(First.Location, Does.StartWith(Reply(2)));
        await First.Follow();
        Assert.That(First.Text, Does.Contain("Svar 1 er godkjent for publisering."));
        await First.Fill(("vedtak", "Publish"));
        await First.Follow();
        Assert.That(First.Text, Does.Contain("Ingen svar venter på gjennomgang"));
        Assert.That(await State(2), Is.EqualTo("published"));
    }

    [Test]
    public async Task Redact_ByWords_ShowsTheResultFirst_AndTakesThemOutEverywhere()
    {
        await Send("Naboen Torstein har hjertesvikt. Spør Torstein selv.");
        await First.Get(Reply(1));
        await First.Press("Vis hvordan det blir", ("ord", "Torstein\r\nKåre"), ("vedtak", "Redact"), ("merknad", "Helse"));
        Assert.That(
            First.Page.QuerySelector("[data-preview=text]")!.TextContent,
            Does.Contain("Naboen sladdet har").And.Not.Contain("Torstein")
        );
        Assert.That(First.Text, Does.Contain("Står ikke i svaret: «Kåre»"));
        Assert.That(First.Page.QuerySelector<IHtmlTextAreaElement>("#merknad")!.Value, Is.EqualTo("Helse"), "nothing typed is lost");
        Assert.That(await State(1), Is.EqualTo("inReview"), "a look decides nothing");

        await First.Fill(("vedtak", "Redact"));
        Assert.That((int)First.Status, Is.EqualTo(422), "a ground must be given");
        Assert.That(First.ErrorOf("grunn"), Is.Not.Null);
        await First.Fill(("grunn", "Privacy"), ("hjemmel", "Offentleglova § 13"));
        Assert.That((int)First.Status, Is.EqualTo(303), First.Text);
        var shown = await App.Anonymous.GetAsync($"/api/v1/hearings/{Hearing}/replies/1").Json(200);
        Assert.That(shown.Text("text"), Is.EqualTo("Naboen █████ har hjertesvikt. Spør █████ selv."));
    }

    [Test]
    public async Task Redact_ByMark_TakesOutThatPlaceOnly()
    {
        await Send("Torstein sa det til Torstein.");
        await First.Get(Reply(1));
        await First.Press("Lagre", ("sladd", "text:0:8"), ("vedtak", "Redact"), ("grunn", "Privacy"));
        var shown = await App.Anonymous.GetAsync($"/api/v1/hearings/{Hearing}/replies/1").Json(200);
        Assert.That(shown.Text("text"), Is.EqualTo("█████ sa det til Torstein."));
        await First.Get(Reply(1));
        await First.Press("Lagre", ("sladd", "text:900:8"), ("vedtak", "Redact"), ("grunn", "Privacy"));
        Assert.That((int)First.Status, Is.EqualTo(422));
        Assert.That(First.ErrorOf("ord"), Does.Contain("Marker på nytt"));
    }

    [Test]
    public async Task Withhold_OwnIsNotOnesToConfirm_ASecondPersonDoes()
    {
        await Send("Hat.");
        await First.Get(Reply(1));
        await First.Fill(("vedtak", "Withhold"), ("grunn", "Hate"), ("hjemmel", "Straffeloven § 185"), ("merknad", "Se andre avsnitt"));
        await First.Get($"/staff/hearings/{Hearing}/review?ko=bekreft");
        Assert.That(First.Text, Does.Contain("Ingen avgjørelser venter på deg"));
        await First.Get("/staff");
        Assert.That(First.Text, Does.Contain("Ingenting venter nå"));
        await First.Get(Reply(1));
        Assert.That(First.Text, Does.Contain("Du har holdt svaret tilbake"));
        Assert.That(First.Page.QuerySelector("dialog"), Is.Null);

        await Second.Get("/staff");
        Assert.That(Second.Text, Does.Contain("1vedtak om ikke å publisere trenger en kollega til"));
        await Second.Get($"/staff/hearings/{Hearing}/replies");
        Assert.That(Second.Text, Does.Contain("1 avgjørelse om ikke å publisere venter på deg"));
        await Second.Get($"/staff/hearings/{Hearing}/review?ko=bekreft");
        await Second.Follow();
        Assert.That(Second.Text, Does.Contain("En kollega har holdt svaret tilbake").And.Contain("Se andre avsnitt"));
        await Second.Get(Reply(1) + "?ko=bekreft&bekreft=ja");
        Assert.That(Second.Page.QuerySelector("dialog[open]"), Is.Not.Null, "without script the dialog is a part of the page");
        await Second.Press("Bekreft");
        Assert.That((int)Second.Status, Is.EqualTo(303), Second.Text);
        await Second.Follow();
        Assert.That(Second.Text, Does.Contain("Du har bekreftet at svar 1 ikke blir publisert."));
        var held = await App.Staff.GetAsync($"/api/v1/hearings/{Hearing}/replies/1/moderation").Json(200);
        Assert.That(held["pending"], Is.Null);
        Assert.That(held["decisions"]![0]!.Text("confirmedBy"), Is.Not.Empty);
    }

    [Test]
    public async Task Withhold_SecondPersonDisagrees_ItIsAsBefore()
    {
        await Send("Uenig.");
        await First.Get(Reply(1));
        await First.Fill(("vedtak", "Withhold"), ("grunn", "Unlawful"));
        await Second.Get(Reply(1));
        await Second.Press("Jeg er ikke enig");
        Assert.That((int)Second.Status, Is.EqualTo(303), Second.Text);
        Assert.That(await State(1), Is.EqualTo("inReview"));
    }

    [Test]
    public async Task Stale_IsRefused_WithWhatChanged_AndNothingTypedIsLost()
    {
        var sent = await Send("Første linje.\n\nAndre linje.");
        await First.Get(Reply(1));
        var change = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/hearings/{Hearing}/replies/1")
        {
            Content = JsonContent.Create(Given.Reply("Første linje.\n\nEn helt annen linje.")),
        };
        change.Headers.Add("Reply-Token", sent.Text("editToken"));
        await App.Anonymous.SendAsync(change).Json(200);

        await First.Fill(("vedtak", "Publish"), ("merknad", "Greit for meg"));
        Assert.That((int)First.Status, Is.EqualTo(409), First.Text);
        Assert.That(First.Text, Does.Contain("versjon 1 er blitt til versjon 2"));
        Assert.That(First.Page.QuerySelector("ins")!.TextContent, Does.Contain("En helt annen linje."));
        Assert.That(First.Page.QuerySelector("del")!.TextContent, Does.Contain("Andre linje."));
        Assert.That(First.Page.QuerySelector<IHtmlTextAreaElement>("#merknad")!.Value, Is.EqualTo("Greit for meg"));
        await First.Fill(("vedtak", "Publish"));
        Assert.That((int)First.Status, Is.EqualTo(303), First.Text);
        Assert.That(await State(1), Is.EqualTo("published"));
    }

    [Test]
    public async Task Journal_IsNoted_AndTheListFindsIt()
    {
        await Send("Til arkivet.");
        await First.Get(Reply(1));
        await First.Fill(("sak", ""), ("dokument", "7"), ("dato", "2026-03-02"));
        Assert.That(First.ErrorOf("sak"), Is.Not.Null);
        await First.Fill(("sak", "26/3187"), ("dokument", "7"), ("dato", "2026-03-02"));
        await First.Follow();
        Assert.That(First.Text, Does.Contain("Journalført som 26/3187-7"));
        await First.Get($"/staff/hearings/{Hearing}/replies?journal=ja");
        Assert.That(First.Text, Does.Contain("26/3187-7"));
        await First.Get($"/staff/hearings/{Hearing}/replies?journal=nei");
        Assert.That(First.Text, Does.Contain("Ingen svar passer til valgene"));
    }

    private async Task<string> State(int number) =>
        (await App.Staff.GetAsync($"/api/v1/hearings/{Hearing}/replies/{number}?scope=all").Json(200)).Text("publication");
}
