using System.Text.Json.Nodes;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff.Hearings;

/// <summary>A case officer makes a hearing on the pages, without script; what comes of it is asked of the API.</summary>
public sealed class MakeHearingTests
{
    private TestApp _app = null!;
    private StaffBrowser _officer = null!;
    private StaffBrowser _foreign = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = new TestApp(("SecondStep", "nobody"));
        await _app.Draft(Given.Hearing(ministry: "ksd"));
        await _app.Draft(Given.Hearing(ministry: "fin"));
        _officer = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd");
        _foreign = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "fin");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _officer.Dispose();
        _foreign.Dispose();
        await _app.DisposeAsync();
    }

    [TestCase("")]
    [TestCase("/about")]
    [TestCase("/documents")]
    [TestCase("/documents/new")]
    [TestCase("/rounds/1")]
    [TestCase("/rounds/1/extend")]
    [TestCase("/rounds/1/close")]
    [TestCase("/questions")]
    [TestCase("/preview")]
    [TestCase("/publish")]
    [TestCase("/outcome")]
    [TestCase("/conclude")]
    [TestCase("/withdraw")]
    public async Task PublishedHearing_OfAnotherMinistry_IsNotThere(string page)
    {
        var hearing = await _app.OpenHearing();
        await _foreign.Get($"/staff/hearings/{hearing}{page}");
        Assert.That((int)_foreign.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Create_WithoutTitle_KeepsWhatWasTyped_AndThenMakesADraft()
    {
        await _officer.Get("/staff/hearings/new");
        await _officer.Fill(("tittel", " "), ("sammendrag", "Om støy."), ("slag", "Input"), ("sprak", "nn"), ("saksnummer", "26/17"));
        Assert.That(((int)_officer.Status, _officer.ErrorOf("tittel")), Is.EqualTo((422, "Skriv en tittel")));
        Assert.That(_officer.Page.Title, Does.StartWith("Feil:"));
        await _officer.Fill(("tittel", "Innspel om støy"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        var made = await Hearing(_officer.Location!.Split('?')[0].Split('/')[^1]);
        Assert.That(
            (
                made.Text("title"),
                made.Text("summary"),
                made.Text("kind"),
                made.Text("language"),
                made.Text("caseNumber"),
                made.Text("status")
            ),
            Is.EqualTo(("Innspel om støy", "Om støy.", "input", "nn", "26/17", "draft"))
        );
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Utkastet er laget").And.Contain("Høringen trenger minst ett dokument."));
    }

    [Test]
    public async Task About_ChangesADraft_AndTranslations_NotHalfOnes()
    {
        var id = await _app.Draft();
        await _officer.Get($"/staff/hearings/{id}/about");
        await _officer.Fill(
            ("tittel", "Ny tittel"),
            ("tema", "economy"),
            ("publisering", "AfterDeadline"),
            ("sene", "ja"),
            ("kontakt-navn", "Kari"),
            ("tittel-nn", "Ny tittel på nynorsk")
        );
        Assert.That((int)_officer.Status, Is.EqualTo(422));
        Assert.That(_officer.ErrorOf("tittel-nn"), Does.Contain("både tittel og omtale"));
        await _officer.Fill(("sammendrag-nn", "Omtale på nynorsk"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        var hearing = await Hearing(id);
        Assert.That(hearing.Text("title"), Is.EqualTo("Ny tittel"));
        Assert.That(hearing["subjects"]!.ToJsonString(), Is.EqualTo("""["economy"]"""));
        Assert.That(hearing.Text("publication"), Is.EqualTo("afterDeadline"));
        Assert.That(hearing["contact"]!.ToJsonString(), Is.EqualTo("""{"name":"Kari"}"""));
        Assert.That(hearing["translations"]!["nn"]!.Text("summary"), Is.EqualTo("Omtale på nynorsk"));
        await _officer.Get($"/staff/hearings/{id}/about");
        Assert.That(_officer.Text, Does.Not.Contain("Straks, uten gjennomgang"), "only an administrator may choose it");
    }

    [Test]
    public async Task Documents_AreAdded_ShownBeforeTheyAreSaved_Moved_AndRemoved()
    {
        var body = Given.Hearing();
        body["documents"] = new JsonArray();
        var id = await _app.Draft(body);
        await _officer.Get($"/staff/hearings/{id}/documents/new");
        await _officer.Press("Vis på nytt", ("tittel", "Brev"), ("tekst", "# Om saken\n\nVi **foreslår**\n\n- en\n- to"));
        Assert.That((int)_officer.Status, Is.EqualTo(200));
        Assert.That(_officer.Page.QuerySelector("#utkast strong")?.TextContent, Is.EqualTo("foreslår"));
        Assert.That((await Hearing(id))["documents"]!.AsArray(), Is.Empty, "shown is not saved");
        await _officer.Fill(("slag", "Letter"), ("tittel", ""));
        Assert.That(((int)_officer.Status, _officer.ErrorOf("tittel")), Is.EqualTo((422, "Skriv en tittel")));
        await _officer.Fill(("tittel", "Brev"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        await _officer.Get($"/staff/hearings/{id}/documents/new");
        await _officer.Fill(("slag", "Paper"), ("tittel", "Notat"), ("tekst", "Notatet."));
        Assert.That(await Titles(id), Is.EqualTo((string[])["Brev", "Notat"]));

        await _officer.Get($"/staff/hearings/{id}/documents");
        await _officer.Press("Flytt ned");
        Assert.That(await Titles(id), Is.EqualTo((string[])["Notat", "Brev"]));

        var before = (await Hearing(id))["documents"]![1]!;
        await _officer.Get($"/staff/hearings/{id}/documents/{before.Text("id")}");
        await _officer.Fill(("tittel", "Høringsbrev"), ("tekst", "# Om saken\n\nNytt avsnitt.\n\nVi **foreslår**\n\n- en\n- to"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        var after = (await Hearing(id))["documents"]![1]!;
        Assert.That((after.Text("id"), after.Text("title")), Is.EqualTo((before.Text("id"), "Høringsbrev")));
        Assert.That(Ids(before), Is.SubsetOf(Ids(after)), "paragraphs that are still there keep their ids");

        await _officer.Get($"/staff/hearings/{id}/documents");
        await _officer.Press("Fjern dokumentet");
        Assert.That(await Titles(id), Is.EqualTo((string[])["Høringsbrev"]));
    }

    [Test]
    public async Task Round_TooShort_IsRefused_WithWhatWasTyped_AndTakenWithAReason()
    {
        var id = await _app.Draft();
        await _officer.Get($"/staff/hearings/{id}/rounds/new");
        await _officer.Press("Regn ut", ("apner", "2026-03-09"), ("frist", "2026-04-04"));
        Assert.That(
            _officer.Text,
            Does.Contain("søndag 5. april 2026 kl. 00.00")
                .And.Contain("ut lørdag 4. april 2026")
                .And.Contain("3 uker og 5 dager")
                .And.Contain("kortere enn 6 uker")
                .And.Contain("Påsken")
                .And.Contain("tirsdag 7. april 2026")
        );
        await _officer.Fill(("frist", "i morgen"));
        Assert.That(((int)_officer.Status, _officer.ErrorOf("frist")), Is.EqualTo((422, "Skriv en dato")));
        await _officer.Fill(("frist", "7.4.2026"));
        Assert.That((int)_officer.Status, Is.EqualTo(422));
        Assert.That(_officer.ErrorOf("begrunnelse"), Does.Contain("Skriv en begrunnelse"));
        await _officer.Fill(("begrunnelse", "Loven må gjelde før sommeren."));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        var round = (await Hearing(id))["rounds"]![0]!;
        Assert.That(
            (round.Text("opensAt"), round.Text("closesAt"), round.Text("shortDeadlineReason")),
            Is.EqualTo(("2026-03-08T23:00:00Z", "2026-04-07T22:00:00Z", "Loven må gjelde før sommeren."))
        );
        await _officer.Get($"/staff/hearings/{id}/rounds/1");
        await _officer.Fill(("frist", "2026-06-15"));
        Assert.That((await Hearing(id))["rounds"]![0]!.Text("closesAt"), Is.EqualTo("2026-06-15T22:00:00Z"));
    }

    private async Task<JsonNode> Hearing(string id) => await _app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200);

    private async Task<string[]> Titles(string id) =>
        [.. (await Hearing(id))["documents"]!.AsArray().Select(document => document!.Text("title"))];

    private static string[] Ids(JsonNode document) => [.. document["paragraphs"]!.AsArray().Select(paragraph => paragraph!.Text("id"))];
}
