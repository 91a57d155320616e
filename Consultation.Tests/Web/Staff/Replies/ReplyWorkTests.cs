using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff.Replies;

/// <summary>The list with decisions in bulk, registering, importing, the report and downloads, without script.</summary>
public sealed class ReplyWorkTests
{
    private TestApp _app = null!;
    private string _hearing = null!;
    private StaffBrowser _officer = null!;

    [SetUp]
    public async Task Start()
    {
        _app = new TestApp(("SecondStep", "nobody"));
        _hearing = await _app.OpenHearing(publication: "reviewed");
        _officer = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd", "saksbehandler@dep.example");
    }

    [TearDown]
    public async Task Stop()
    {
        _officer.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Bulk_DecidesEachByItself_AndTellsWhyOneWasNot()
    {
        await Send("Helt greit.");
        await Send("Mitt nummer er 10915596784.", notANumber: true);
        await _officer.Get(Address("replies"));
        await _officer.Press("Publiser valgte");
        Assert.That(_officer.Text, Does.Contain("Velg minst ett svar i listen"));
        await _officer.Press("Publiser valgte", ("svar", "1:1"), ("svar", "2:1"));
        Assert.That((int)_officer.Status, Is.EqualTo(409), _officer.Text);
        Assert.That(_officer.Text, Does.Contain("1 svar er godkjent for publisering.").And.Contain("1 svar ble ikke avgjort:"));
        Assert.That(_officer.Page.QuerySelector<IHtmlInputElement>("[name=svar][value='2:1']")!.IsChecked, "what was refused stays marked");
        await _officer.Press("Hold valgte tilbake");
        Assert.That(_officer.ErrorOf("grunn"), Is.Not.Null);
        await _officer.Press("Hold valgte tilbake", ("svar", "2:1"), ("grunn", "NationalId"));
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("1 svar er holdt tilbake."));
    }

    [Test]
    public async Task Register_LateLetter_IsTakenAndMarked_AndNothingTypedIsLost()
    {
        _app.Clock.MoveTo(new DateTimeOffset(2026, 6, 10, 10, 0, 0, TimeSpan.Zero));
        _officer.Dispose();
        _officer = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd", "etter.fristen@dep.example");
        await _officer.Get(Address("register"));
        await _officer.Fill(("navn", "Aurland bygdelag"), ("tekst", "Vi er imot."), ("dato", ""));
        Assert.That((int)_officer.Status, Is.EqualTo(422));
        Assert.That(_officer.ErrorOf("dato"), Is.Not.Null);
        Assert.That(_officer.ErrorOf("kanal"), Is.Not.Null);
        Assert.That(_officer.Page.QuerySelector<IHtmlTextAreaElement>("#tekst")!.Value, Is.EqualTo("Vi er imot."));
        (string, string)[] said = [("kanal", "paper"), ("type", "Organisation"), ("svartype", "WithRemarks")];
        await _officer.Fill([.. said, ("dato", "2026-07-01")]);
        Assert.That(_officer.ErrorOf("dato"), Does.Contain("senere enn nå"));
        await _officer.Fill([.. said, ("dato", "01.02.2026")]);
        Assert.That(_officer.ErrorOf("dato"), Does.Contain("ikke åpnet"));
        await _officer.Upload("filer", "brev.txt", Encoding.UTF8.GetBytes("Skannet brev"), [.. said, ("dato", "2026-06-03")]);
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("registrert som nummer 1").And.Contain("merket som mottatt etter fristen"));
        var reply = await _app.Staff.GetAsync($"/api/v1/hearings/{_hearing}/replies/1?scope=all").Json(200);
        Assert.That(reply["late"]!.GetValue<bool>());
        Assert.That(reply["sender"]!.Text("verified"), Is.EqualTo("staff"));
        Assert.That(reply.Text("publication"), Is.EqualTo("inReview"));
        await _officer.Get(Address("replies/1"));
        await _officer.Get(
            _officer
                .Page.QuerySelectorAll<IHtmlAnchorElement>("article a")
                .First(link => link.TextContent.Contains("brev.txt"))
                .GetAttribute("href")!
        );
        Assert.That((int)_officer.Status, Is.EqualTo(200));
        Assert.That(_officer.Text, Does.Contain("Skannet brev"), "the cookie opens a file of a reply that nobody has published");
    }

    [Test]
    public async Task Import_GuessesColumns_TakesRows_AndListsTheBadOnes()
    {
        await _officer.Get(Address("imports"));
        await _officer.Upload("fil", "svar.csv", []);
        Assert.That(_officer.ErrorOf("fil"), Is.EqualTo("Velg en fil"));
        await _officer.Upload("fil", "svar.csv", Encoding.UTF8.GetBytes(ImportFiles.Csv));
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Ingebjørg Aamodt"), "the first rows are shown");
        Assert.That(Chosen("tekst"), Is.EqualTo("Uttalelse"));
        Assert.That(Chosen("navn"), Is.EqualTo("Navn"));
        Assert.That(Chosen("mottatt"), Is.EqualTo("Mottatt dato"));
        Assert.That(Chosen("svarid"), Is.EqualTo("Løpenummer"));
        await _officer.Fill(("tekst", ""));
        Assert.That((int)_officer.Status, Is.EqualTo(422), "nothing that says anything is mapped");
        await _officer.Fill(("tekst", "Uttalelse"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        var import = _officer.Location!;
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("står i kø"));
        await _app.DoDueWork();
        await _officer.Get(import);
        Assert.That(
            _officer.Text,
            Does.Contain("2 svar er tatt inn.").And.Contain("Datoen kan ikke leses.").And.Contain("row.date_invalid")
        );
        await _officer.Get(import + "?handler=errors");
        Assert.That(_officer.Text, Does.Contain("\"2\";\"line 3\";\"row.date_invalid\""));
        await _officer.Get(Address("replies?sok=fjorden"));
        Assert.That(_officer.Text, Does.Contain("Elle Máret Hætta").And.Not.Contain("Ingebjørg"));
    }

    [Test]
    public async Task Import_FileOfAnotherHearing_IsNotFound()
    {
        var file = await ImportFiles.Uploaded(_app, _hearing);
        var other = await _app.OpenHearing();
        await _officer.Get($"/staff/hearings/{other}/imports/columns/{file}");
        Assert.That((int)_officer.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Report_IsCompiledLookedAtAndPublished()
    {
        await Send("Telles.");
        await _officer.Get(Address("reports/1"));
        Assert.That(_officer.Text, Does.Contain("Det er ikke laget noen oppsummering ennå"));
        await _officer.Press("Lag oppsummering");
        await _app.DoDueWork();
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Oppsummeringen er laget, men ikke publisert"));
        await _officer.Get(Address("reports/1?handler=document&alt=true"));
        Assert.That(_officer.Page.QuerySelector("h1"), Is.Not.Null);
        Assert.That((int)_officer.Status, Is.EqualTo(200));
        await _officer.Get(Address("reports/1"));
        await _officer.Press("Publiser oppsummeringen");
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Den siste oppsummeringen er publisert."));
        using var analyst = await StaffBrowser.SignedIn(_app, Role.Analyst, "ksd");
        await analyst.Get(Address("reports/1"));
        Assert.That(analyst.Page.QuerySelectorAll("main form"), Is.Empty);
    }

    [Test]
    public async Task Exports_WithTheCookie_AreTheSameAsTheApis()
    {
        await Send("Ikke publisert.");
        await _officer.Get(Address("exports?handler=file&form=csv&alt=true"));
        Assert.That(_officer.Text, Does.Contain("Ikke publisert."));
        await _officer.Get(Address("exports?handler=file&form=jsonl&alt=false"));
        Assert.That(_officer.Text, Does.Not.Contain("Ikke publisert."));
        await _officer.Get(Address("exports?handler=meta&form=csv&alt=true"));
        Assert.That(_officer.Text, Does.Contain("\"sha256\"").And.Contain("\"scope\": \"all\""));
        await _app.OpenHearing(ministry: "fin");
        using var foreign = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "fin");
        await foreign.Get(Address("exports?handler=file&form=csv&alt=false"));
        Assert.That((int)foreign.Status, Is.EqualTo(404), "also what is public, at an address of the ministry's own");
    }

    private string? Chosen(string select) => _officer.Page.QuerySelector<IHtmlSelectElement>("#" + select)!.Value;

    private string Address(string rest) => $"/staff/hearings/{_hearing}/{rest}";

    private async Task Send(string text, bool notANumber = false)
    {
        var reply = Given.Reply(text);
        reply["notANationalId"] = notANumber;
        await _app.Anonymous.Send(_hearing, reply).Json(201);
    }
}
