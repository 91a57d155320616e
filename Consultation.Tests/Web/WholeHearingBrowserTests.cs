using System.Globalization;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;
using Microsoft.Playwright;

namespace Consultation.Tests.Web;

/// <summary>
/// A hearing with its people, each in a browser of their own: two officers make it, citizens reply, officers decide and answer, a citizen
/// reads how it went. Each page on the way is looked at where no other test comes to it.
/// </summary>
public sealed class WholeHearingBrowserTests
{
    private const string Title = "Forslag til forskrift om nattero ved fergekaier";
    private BrowsedApp _browsed = null!;
    private IPage _officer = null!;
    private IPage _citizen = null!;
    private string _front = "";
    private string _id = "";

    [SetUp]
    public async Task Start()
    {
        _browsed = await BrowsedApp.Start(("SecondStep", "nobody"));
        await _browsed.App.Draft(); // A ministry comes with its first hearing.
        _officer = _browsed.Page;
        _citizen = await _browsed.Another(360);
    }

    [TearDown]
    public async Task Stop()
    {
        Assert.That(_browsed.Complaints, Is.Empty);
        await _browsed.DisposeAsync();
    }

    [Test]
    public async Task FromTheFirstDraft_ToWhatBecameOfIt()
    {
        var app = _browsed.App;
        using var ragnhild = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "ksd", "ragnhild@dep.example");
        using var mathias = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "ksd", "mathias@dep.example");
        await _browsed.SignIn(ragnhild);
        await Make();
        await Reply("Ingebjørg Aamodt", "Ferga tuter hele natten. Vi støtter forslaget.");
        await Reply("Nidelv vel", "Naboen Torstein er hjertesyk og får ikke sove.");
        await Reply("Ola Hat", "Bare hat mot en gruppe mennesker.");

        await Review();
        await _browsed.SignIn(mathias);
        await _officer.GotoAsync($"{_front}/review?ko=bekreft");
        await _officer.ClickAsync("[data-dialog]");
        await _officer.ClickAsync("dialog[open] button[type=submit]");
        await _officer.GetByText("Du har bekreftet at svar 3 ikke blir publisert.").WaitForAsync();
        await RegisterFromPaper();
        await ReadReplies();

        await _browsed.MoveTo(await app.Deadline(_id) + TimeSpan.FromMinutes(1));
        Assert.That(await app.DoDueWork(), Is.Positive, "the round is closed and summed up without anybody's help");
        await _citizen.GotoAsync($"/hearings/{_id}/x");
        Assert.That(await _citizen.TextContentAsync("main"), Does.Contain("Under behandling"));
        Assert.That(await _citizen.GetByRole(AriaRole.Link, new() { Name = "Send inn høringssvar" }).CountAsync(), Is.Zero);
        await Answer();
        await ReadWhatBecameOfIt();
    }

    private async Task Make()
    {
        await _officer.GotoAsync("/staff");
        await _officer.GetByRole(AriaRole.Link, new() { Name = "Lag ny høring" }).First.ClickAsync();
        await _officer.FillAsync("#tittel", Title);
        await _officer.FillAsync("#sammendrag", "En grense for støy om natten ved fergekaier.");
        await _officer.GetByRole(AriaRole.Button, new() { Name = "Lag utkast" }).ClickAsync();
        _front = new Uri(_officer.Url).AbsolutePath;
        _id = _front.Split('/')[^1];
        await _officer.GetByRole(AriaRole.Link, new() { Name = "Endre det som står om høringen" }).ClickAsync();
        await _officer.CheckAsync("[name=publisering][value=Reviewed]");
        await _officer.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).ClickAsync();
        foreach (var (kind, title) in ((string, string)[])[("Letter", "Høringsbrev"), ("Paper", "Høringsnotat")])
        {
            await _officer.GotoAsync(_front);
            await _officer.GetByRole(AriaRole.Link, new() { Name = "Legg til og endre dokumenter" }).ClickAsync();
            await _officer.GetByRole(AriaRole.Link, new() { Name = "Legg til dokument" }).ClickAsync();
            await _officer.SelectOptionAsync("#slag", kind);
            await _officer.FillAsync("#tittel", title);
            await _officer.FillAsync("#tekst", "# Innledning\n\nDepartementet foreslår en grense på 45 dB.");
            await _officer.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).ClickAsync();
        }
        await _officer.GotoAsync(_front);
        await _officer.GetByRole(AriaRole.Link, new() { Name = "Sett frist" }).First.ClickAsync();
        var today = _browsed.App.Clock.GetUtcNow();
        await _officer.FillAsync("#apner", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await _officer.FillAsync("#frist", today.AddDays(100).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await _officer.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).ClickAsync();
        await _officer.GotoAsync(_front + "/publish");
        await _officer.GetByLabel("Jeg har lest gjennom").CheckAsync();
        await _officer.GetByRole(AriaRole.Button, new() { Name = "Publiser nå" }).ClickAsync();
        await _officer.GetByRole(AriaRole.Link, new() { Name = "Se høringen" }).WaitForAsync();
    }

    private async Task Reply(string name, string text)
    {
        await _citizen.GotoAsync("/");
        await _citizen.GetByRole(AriaRole.Link, new() { Name = Title }).First.ClickAsync();
        await _citizen.GetByRole(AriaRole.Link, new() { Name = "Send inn høringssvar" }).First.ClickAsync();
        await _citizen.FillAsync("#navn", name);
        await _citizen.FillAsync("#epost", "svar@example.com");
        await _citizen.FillAsync("#tekst", text);
        await _citizen.CheckAsync("#vilkar");
        await _citizen.ClickAsync("[name=steg][value=send]");
        await _citizen.WaitForURLAsync("**/receipts/**");
    }

    private async Task Review()
    {
        await _officer.GotoAsync("/staff");
        await _browsed.Clean("overview with replies that wait");
        await _officer.GotoAsync(_front + "/replies/1");
        await _officer.CheckAsync("[name=vedtak][value=Publish]");
        await _officer.ClickAsync("[data-save]");
        await _officer.WaitForURLAsync("**/replies/2*");
        await _officer.FillAsync("#ord", "Naboen Torstein");
        await _officer.CheckAsync("[name=vedtak][value=Redact]");
        await _officer.SelectOptionAsync("#grunn", "Privacy");
        await _officer.ClickAsync("[data-save]");
        await _officer.WaitForURLAsync("**/replies/3*");
        await _officer.CheckAsync("[name=vedtak][value=Withhold]");
        await _officer.SelectOptionAsync("#grunn", "Hate");
        await _officer.ClickAsync("[data-save]");
        await _officer.WaitForLoadStateAsync();
        await _browsed.Clean("nothing more to review");
    }

    private async Task RegisterFromPaper()
    {
        await _officer.GotoAsync(_front + "/register");
        await _officer.CheckAsync("[name=kanal][value=paper]");
        await _officer.FillAsync("#dato", _browsed.App.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await _officer.CheckAsync("[name=type][value=Organisation]");
        await _officer.FillAsync("#navn", "Aurland bygdelag");
        await _officer.CheckAsync("[name=svartype][value=WithRemarks]");
        await _officer.FillAsync("#tekst", "Vi skriver på papir.");
        await _officer.GetByRole(AriaRole.Button, new() { Name = "Registrer svaret" }).ClickAsync();
        await _officer.GotoAsync(_front + "/replies/4");
        await _officer.CheckAsync("[name=vedtak][value=Publish]");
        await _officer.ClickAsync("[data-save]");
        await _officer.WaitForLoadStateAsync();
    }

    private async Task ReadReplies()
    {
        await _citizen.GotoAsync($"/hearings/{_id}/x/replies");
        var replies = await _citizen.TextContentAsync("main");
        Assert.That(replies, Does.Contain("Ingebjørg Aamodt").And.Contain("Aurland bygdelag").And.Not.Contain("Torstein"));
        await _citizen.GotoAsync($"/hearings/{_id}/x/replies/2");
        Assert.That(await _citizen.TextContentAsync("main"), Does.Contain("er hjertesyk").And.Not.Contain("Torstein"));
        await _citizen.GotoAsync($"/hearings/{_id}/x/replies/3");
        Assert.That(await _citizen.TextContentAsync("main"), Does.Contain("hat").IgnoreCase.And.Not.Contain("gruppe mennesker"));
    }

    private async Task Answer()
    {
        await _officer.GotoAsync(_front + "/reports/1"); // The session has ended meanwhile; the sign-in leads on to the page.
        await _officer.FillAsync("#epost", "ragnhild@dep.example");
        await _officer.FillAsync("#passord", StaffBrowser.Password);
        await _officer.GetByRole(AriaRole.Button, new() { Name = "Logg inn" }).ClickAsync();
        await _officer.WaitForURLAsync("**/reports/1");
        await _browsed.Clean("report waits to be read");
        await _officer.GetByRole(AriaRole.Link, new() { Name = "Se oppsummeringen" }).First.ClickAsync();
        Assert.That(await _officer.TextContentAsync("h1"), Does.Contain("ppsummering"));
        await _officer.GoBackAsync();
        await _officer.GetByRole(AriaRole.Button, new() { Name = "Publiser oppsummeringen" }).ClickAsync();
        await _browsed.Clean("report published");
        await _officer.GotoAsync(_front);
        await _officer.GetByRole(AriaRole.Link, new() { Name = "Skriv hva som skjedde videre" }).ClickAsync();
        await _officer.FillAsync("#tekst", "Forskriften er **fastsatt**, med en grense på 40 dB.");
        await _officer.GetByRole(AriaRole.Button, new() { Name = "Publiser", Exact = true }).ClickAsync();
        await _officer.GotoAsync(_front + "/conclude");
        await _officer.GetByRole(AriaRole.Button, new() { Name = "Avslutt høringen" }).ClickAsync();
        await _officer.GetByText("Ferdigbehandlet").First.WaitForAsync();
    }

    private async Task ReadWhatBecameOfIt()
    {
        await _citizen.GotoAsync("/");
        Assert.That(await _citizen.TextContentAsync("main"), Does.Contain(Title));
        await _citizen.GetByRole(AriaRole.Link, new() { Name = Title }).First.ClickAsync();
        Assert.That(await _citizen.TextContentAsync("main"), Does.Contain("Ferdigbehandlet").And.Contain("40 dB"));
        await _citizen.Clean(state: "concluded, as a citizen reads it");
        await _citizen.GetByRole(AriaRole.Link, new() { Name = "Les oppsummeringen" }).First.ClickAsync();
        Assert.That(await _citizen.Locator(".figures dd").First.TextContentAsync(), Is.EqualTo("4"), "replies in all");
        await _citizen.Clean(state: "report");
    }
}
