using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;
using static Consultation.Tests.Support.Uploads;

namespace Consultation.Tests.Web.Staff.Hearings;

/// <summary>A case officer lays files beside the documents, without script; readers find them on the page of the hearing and of its draft.</summary>
public sealed class AnnexPageTests
{
    private TestApp _app = null!;
    private StaffBrowser _officer = null!;
    private StaffBrowser _foreign = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = new TestApp(("SecondStep", "nobody"), ("AttachmentBytes", "2000"));
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
    [TestCase("?handler=file")]
    public async Task Annex_OfAnotherMinistry_IsNotThere(string handler)
    {
        var id = await _app.OpenHearing();
        var annex = await _app.Annex(id);
        await _foreign.Get($"/staff/hearings/{id}/annexes/{annex}{handler}");
        Assert.That(_foreign.Status, Is.EqualTo(HttpStatusCode.NotFound));
        await _officer.Get($"/staff/hearings/{id}/annexes/1{handler}");
        Assert.That(_officer.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("", "Velg en fil", "Filen er tom", "Filen er for stor", "Denne filtypen")]
    [TestCase("/nn", "Vel ei fil", "Fila er tom", "Fila er for stor", "Denne filtypen")]
    [TestCase("/en", "Choose a file", "The file is empty", "The file is too large", "This type of file")]
    public async Task Upload_WrongFile_IsToldAtTheField_WithTheTitleKept(
        string language,
        string none,
        string empty,
        string big,
        string type
    )
    {
        var id = await _app.Draft();
        var address = $"{language}/staff/hearings/{id}/documents";
        (string Name, byte[] Content, string Said)[] wrong =
        [
            ("", [], none),
            ("tom.pdf", [], empty),
            ("stor.pdf", [.. Pdf, .. new byte[3000]], big),
            ("program.pdf", [0x4D, 0x5A, 0, 1, 2], type),
        ];
        foreach (var (name, content, said) in wrong)
        {
            await (await _officer.Get(address)).Upload("fil", name, content, ("vedlegg-tittel", "Vedlegg «1»"));
            Assert.That((int)_officer.Status, Is.EqualTo(422), said);
            Assert.That(_officer.ErrorOf("fil"), Does.StartWith(said));
            Assert.That(((IHtmlInputElement)_officer.Page.QuerySelector("#vedlegg-tittel")!).Value, Is.EqualTo("Vedlegg «1»"));
            Assert.That(_officer.Page.QuerySelector(".ds-error-summary a")!.GetAttribute("href"), Is.EqualTo("#fil"));
        }
        Assert.That((await Hearing(id))["annexes"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Upload_TitleThatIsTaken_KeepsTheFile_UntilItHasAnother()
    {
        var id = await _app.Draft();
        await _app.Annex(id, title: "Vedlegg 1");
        await (await _officer.Get($"/staff/hearings/{id}/documents")).Upload("fil", "kart.png", Png, ("vedlegg-tittel", "vedlegg 1"));
        Assert.That(
            ((int)_officer.Status, _officer.ErrorOf("vedlegg-tittel")),
            Is.EqualTo((422, "Høringen har alt et vedlegg med denne tittelen. Gi det en annen."))
        );
        Assert.That(_officer.Text, Does.Contain("«kart.png» er lastet opp"));
        await _officer.Upload("fil", "", [], ("vedlegg-tittel", new string('x', 301)));
        Assert.That((int)_officer.Status, Is.EqualTo(422));
        await _officer.Upload("fil", "", [], ("vedlegg-tittel", "Vedlegg 2"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        await _officer.Follow();
        Assert.That(_officer.Text, Does.Contain("Vedlegget er lagt til.").And.Contain("Vedlegg 2"));
    }

    [Test]
    public async Task Draft_GetsAnnexes_Moves_Renames_AndRemovesThem_AndThePreviewShowsThem()
    {
        var id = await _app.Draft();
        var address = $"/staff/hearings/{id}/documents";
        await (await _officer.Get(address)).Upload("fil", "Utkast.pdf", Pdf);
        await (await _officer.Get(address)).Upload("fil", "Kart.png", Png, ("vedlegg-tittel", ""));
        await (await _officer.Get(address)).Press("Flytt ned", []);
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        Assert.That(await Titles(id), Is.EqualTo((string[])["Kart", "Utkast"]));
        await _officer.Get(address);
        await _officer.Get(_officer.Page.QuerySelector($"a[href*='/annexes/']:not([download])")!.GetAttribute("href")!);
        await _officer.Fill(("vedlegg-tittel", " "));
        Assert.That(((int)_officer.Status, _officer.ErrorOf("vedlegg-tittel")), Is.EqualTo((422, "Skriv en tittel")));
        await _officer.Fill(("vedlegg-tittel", "Vedlegg A: Kart"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        Assert.That(await Titles(id), Is.EqualTo((string[])["Vedlegg A: Kart", "Utkast"]));

        await _officer.Get($"/staff/hearings/{id}/preview");
        var preview = _officer.Page.QuerySelector("main a[href*='/previews/']")!.GetAttribute("href")!;
        var page = await _app.Page(preview);
        var files = page.QuerySelectorAll("#vedlegg .files a").Select(link => link.GetAttribute("href")!).ToArray();
        Assert.That(page.QuerySelector("#vedlegg")!.TextContent, Does.Contain("Vedlegg A: Kart").And.Contain("PNG").And.Contain("kB"));
        using var file = await _app.Anonymous.GetAsync(files[0]);
        Assert.That(await file.Content.ReadAsByteArrayAsync(), Is.EqualTo(Png));
        Assert.That(file.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(file.Headers.GetValues("X-Robots-Tag").Single(), Does.Contain("noindex"));
        using var wrong = await _app.Anonymous.GetAsync(files[0].Replace("/previews/", "/previews/x", StringComparison.Ordinal));
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        var foreign = await _app.Annex(await _app.Draft(), title: "Et annet utkasts");
        using var other = await _app.Anonymous.GetAsync($"{preview}?handler=file&vedlegg={foreign}");
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

        await (await _officer.Get(address)).Press("Fjern vedlegget");
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        Assert.That(await Titles(id), Is.EqualTo((string[])["Utkast"]));
        using var gone = await _app.Anonymous.GetAsync(files[0]);
        Assert.That(gone.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        _app.Clock.Advance(TimeSpan.FromDays(20));
        using var late = await _app.Anonymous.GetAsync(files[1]);
        Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        _app.Clock.Advance(TimeSpan.FromDays(-20));
    }

    [Test]
    public async Task Published_ShowsNewAnnexAmongUpdates_AndIsRemovedOnlyWhenSureAndWithAReason()
    {
        var id = await _app.OpenHearing();
        var site = await _app.AddressOf(id);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await (await _officer.Get($"/staff/hearings/{id}/documents")).Upload("fil", "Utredning.pdf", Pdf, ("vedlegg-tittel", "Vedlegg 1"));
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await _app.Page(site);
        Assert.That(page.QuerySelector("#vedlegg a")!.GetAttribute("href"), Does.StartWith($"/api/v1/hearings/{id}/annexes/"));
        Assert.That(page.QuerySelector("#oppdateringer")!.TextContent, Does.Contain("Nytt vedlegg").And.Contain("Vedlegg 1"));
        Assert.That(page.QuerySelector(".subnav a[href='#vedlegg']"), Is.Not.Null);

        await _officer.Get($"/staff/hearings/{id}/documents");
        await _officer.Get(_officer.Page.QuerySelector("a[href*='/annexes/']:not([download])")!.GetAttribute("href")!);
        await _officer.Fill(("begrunnelse", ""));
        Assert.That((int)_officer.Status, Is.EqualTo(422));
        Assert.That(
            (_officer.ErrorOf("begrunnelse"), _officer.ErrorOf("sikker")),
            Is.EqualTo(("Skriv en begrunnelse", "Kryss av for at du er sikker"))
        );
        await _officer.Fill(("begrunnelse", " "), ("sikker", "ja"));
        Assert.That(_officer.ErrorOf("begrunnelse"), Is.EqualTo("Skriv hvorfor vedlegget blir fjernet. Alle kan lese det."));
        await _officer.Fill(("begrunnelse", "Feil utgave."), ("sikker", "ja"));
        Assert.That((int)_officer.Status, Is.EqualTo(303), _officer.Text);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        page = await _app.Page("/en" + site);
        Assert.That(page.QuerySelector("#vedlegg"), Is.Null);
        Assert.That(
            page.QuerySelector("#oppdateringer")!.TextContent,
            Does.Contain("An annex has been removed").And.Contain("«Vedlegg 1». Feil utgave.")
        );
        await _officer.Get($"/staff/hearings/{id}");
        Assert.That(_officer.Text, Does.Contain("Vedlegget «Vedlegg 1» ble fjernet").And.Contain("Feil utgave."));
    }

    private Task<JsonNode> Hearing(string id) => _app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200);

    private async Task<string[]> Titles(string hearing) =>
        [.. (await Hearing(hearing))["annexes"]!.AsArray().Select(annex => annex!.Text("title"))];
}
