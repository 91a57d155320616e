using System.Globalization;
using System.Net.Http.Json;
using Consultation.Tests.Support;
using Microsoft.Playwright;

namespace Consultation.Tests.Web.Staff.Hearings;

/// <summary>
/// A case officer's path in a real Chromium on the real program: make a hearing with a paper, questions and a deadline, preview, publish,
/// extend, correct, close, tell the outcome, conclude; each page and state axe clean.
/// </summary>
public sealed class MakeHearingBrowserTests
{
    private const string Password = "En hare krysset tunet";
    private string _folder = null!;
    private RunningProgram _program = null!;
    private Chromium _browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = await Chromium.Launch();
        _folder = Directory.CreateTempSubdirectory("consultation-browser-").FullName;
        _program = await RunningProgram.Start(_folder);
        await _program.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(ministry: "ksd")).Json(201);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task CaseOfficer_MakesAHearing_AndRunsItToItsEnd()
    {
        await using var context = await _browser.Person(_program.Address);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        // A form with errors is answered 422, which Chromium writes to the console as it should be.
        page.Console += (_, message) => complaints.AddRange(message.Text.Contains("status of 422") ? [] : [message.Text]);
        page.PageError += (_, problem) => complaints.Add(problem);
        await SignIn(page, "ragnhild@dep.example");
        var walk = new Walk(page);

        await page.GotoAsync("/staff/hearings");
        await walk.Clean("list");
        await page.GetByRole(AriaRole.Link, new() { Name = "Lag ny høring" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lag utkast" }).ClickAsync();
        await walk.Clean("new-errors");
        var title = $"Forslag til lov om støy og nattero ved havner og godsterminaler (havnestøyloven)";
        await page.FillAsync("#tittel", title);
        await page.FillAsync(
            "#sammendrag",
            "Departementet foreslår en nasjonal grense for støy om natten, og plikt til å bruke landstrøm."
        );
        await page.GetByLabel("Saksnummer").FillAsync("26/3187");
        await walk.Clean("new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lag utkast" }).ClickAsync();
        await walk.Clean("draft-empty");
        var front = page.Url.Split('?')[0];

        await page.GetByRole(AriaRole.Link, new() { Name = "Legg til og endre dokumenter" }).ClickAsync();
        await walk.Clean("documents-empty");
        await WriteDocument(page, walk, "Letter", "Høringsbrev", "Departementet sender forslaget på høring.");
        await WriteDocument(
            page,
            walk,
            "Paper",
            "Høringsnotat",
            "# 1 Innledning\n\nDepartementet foreslår en **grense**.\n\n## 1.1 Tabell\n\n| Tid | dB |\n|---|---|\n| Natt | 45 |\n\n- en\n- to"
        );
        await walk.Clean("documents");

        await page.GotoAsync(front);
        await page.GetByRole(AriaRole.Link, new() { Name = "Sett frist" }).First.ClickAsync();
        var now = TimeProvider.System.GetUtcNow();
        await page.FillAsync("#apner", now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.FillAsync("#frist", now.AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Locator("#fristhjelp")).ToContainTextAsync("kortere enn 6 uker");
        await walk.Clean("deadline-short");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).ClickAsync();
        await walk.Clean("deadline-errors");
        await page.FillAsync("#begrunnelse", "Havnene venter på reglene før de bestiller utstyr.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).ClickAsync();

        await MakeQuestions(page, walk);
        await page.GetByRole(AriaRole.Link, new() { Name = "Endre det som står om høringen" }).ClickAsync();
        await page.GetByLabel("Navn eller avdeling").FillAsync("Avdeling for havner");
        await walk.Clean("about");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).ClickAsync();
        await walk.Clean("draft");

        await page.GetByRole(AriaRole.Link, new() { Name = "Forhåndsvisning" }).ClickAsync();
        await walk.Clean("preview-link");
        await page.GetByRole(AriaRole.Link, new() { Name = "Åpne forhåndsvisningen" }).ClickAsync();
        await walk.Clean("preview");
        Assert.That(
            await page.TextContentAsync("main"),
            Does.Contain("Støtter du grensen?").And.Contain("Departementet foreslår en grense.")
        );

        await Invite(page, walk, front);
        await page.GotoAsync(front + "/publish");
        await walk.Clean("publish");
        await page.GetByLabel("Jeg har lest gjennom").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publiser nå" }).ClickAsync();
        await walk.Clean("published");
        await page.GetByRole(AriaRole.Link, new() { Name = "Se høringen" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Se listen gruppe for gruppe" }).ClickAsync();
        await walk.Clean("invited-public");
        await page.GotoAsync(front);
        await RunToItsEnd(page, walk, now, front);
        await page.GotoAsync("/staff/hearings?q=havnestøyloven");
        Assert.That(await page.TextContentAsync("main"), Does.Contain(title));
        await walk.Clean("list-found");
        Assert.That(complaints, Is.Empty, "the console is quiet: no blocked script or style, no missing file");
    }

    private static async Task Invite(IPage page, Walk walk, string front)
    {
        await page.GotoAsync(front + "/invited");
        await walk.Clean("invited-empty");
        await page.GetByRole(AriaRole.Link, new() { Name = "Legg til høringsinstanser" }).ClickAsync();
        await page.FillAsync("#liste", "Sunnhavn kommune; post@sunnhavn; 974760673; kommune\nKystlaget");
        await page.GetByRole(AriaRole.Button, new() { Name = "Legg til på listen" }).ClickAsync();
        await walk.Clean("invited-errors");
        await page.FillAsync(
            "#liste",
            "Sunnhavn kommune; post@sunnhavn.example; 974760673; kommune\nAvdelingsdirektørforeningensnordnorskefylkeslag\nSunnhavn kommune"
        );
        await page.GetByRole(AriaRole.Button, new() { Name = "Legg til på listen" }).ClickAsync();
        await walk.Clean("invited-added");
        await page.GetByRole(AriaRole.Link, new() { Name = "Se listen" }).ClickAsync();
        await walk.Clean("invited");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sunnhavn kommune" }).ClickAsync();
        await walk.Clean("invitation");
    }

    private static async Task WriteDocument(IPage page, Walk walk, string kind, string title, string text)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Legg til dokument" }).ClickAsync();
        await page.SelectOptionAsync("#slag", kind);
        await page.FillAsync("#tittel", title);
        await page.FillAsync("#tekst", text);
        await Assertions.Expect(page.Locator("#utkast")).ToContainTextAsync("Departementet");
        await walk.Clean("document-" + kind);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).ClickAsync();
    }

    private static async Task MakeQuestions(IPage page, Walk walk)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Lag spørsmål" }).ClickAsync();
        await walk.Clean("questions-empty");
        await page.GetByRole(AriaRole.Button, new() { Name = "Legg til spørsmål" }).ClickAsync();
        await Assertions.Expect(page.Locator("#s0-tekst")).ToBeFocusedAsync();
        await page.FillAsync("#s0-tekst", "Støtter du grensen?");
        await page.SelectOptionAsync("#s0-slag", "Single");
        await page.FillAsync("#s0-valg", "Ja\nDelvis\nNei");
        await page.GetByRole(AriaRole.Button, new() { Name = "Legg til spørsmål" }).ClickAsync();
        await Assertions.Expect(page.Locator("#s1-tekst")).ToBeFocusedAsync();
        await page.FillAsync("#s1-tekst", "Hvilken grense mener du er riktig?");
        await page.SelectOptionAsync("#s1-vilkar", "sporsmal-1|Is|nei");
        await Assertions.Expect(page.Locator("#bygger")).ToContainTextAsync("Vises bare når");
        await page.GetByRole(AriaRole.Button, new() { Name = "Legg til spørsmål" }).ClickAsync();
        await Assertions.Expect(page.Locator("#s2-tekst")).ToBeFocusedAsync();
        await page.FillAsync("#s2-tekst", "Hvor viktig er det?");
        await page.SelectOptionAsync("#s2-slag", "Scale");
        await walk.Clean("questions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre spørsmålene" }).ClickAsync();
        Assert.That(await page.TextContentAsync("main"), Does.Contain("3 spørsmål"));
    }

    private static async Task RunToItsEnd(IPage page, Walk walk, DateTimeOffset now, string front)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Forleng fristen" }).ClickAsync();
        await page.FillAsync("#frist", now.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.FillAsync("#begrunnelse", "Flere har bedt om mer tid.");
        await Assertions.Expect(page.Locator("#fristhjelp")).ToContainTextAsync("Stenger");
        await walk.Clean("extend");
        await page.GetByRole(AriaRole.Button, new() { Name = "Forleng fristen" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Høringsnotat", Exact = true }).ClickAsync();
        await page.FillAsync("#tekst", "# 1 Innledning\n\nDepartementet foreslår en lavere grense.");
        await page.FillAsync("#rettelse", "Grensen var feil i den første versjonen.");
        await walk.Clean("correct");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publiser rettelsen" }).ClickAsync();
        await walk.Clean("documents-published");

        await page.GotoAsync(front);
        await page.GetByRole(AriaRole.Link, new() { Name = "Steng før fristen" }).ClickAsync();
        await page.FillAsync("#begrunnelse", "Forslaget er endret.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Steng nå" }).ClickAsync();
        await walk.Clean("close-errors");
        Assert.That(await page.InputValueAsync("#begrunnelse"), Is.EqualTo("Forslaget er endret."), "nothing typed is lost");
        await page.GetByLabel("Jeg vil stenge").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Steng nå" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Skriv hva som skjedde videre" }).ClickAsync();
        await page.FillAsync("#tekst", "Loven er **vedtatt**.");
        await page.FillAsync("#lenker", "https://lovdata.no/x Loven");
        await Assertions.Expect(page.Locator("#utkast strong")).ToContainTextAsync("vedtatt");
        await walk.Clean("outcome");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publiser", Exact = true }).ClickAsync();
        await walk.Clean("under-review");
        await page.GetByRole(AriaRole.Link, new() { Name = "Trekk høringen" }).ClickAsync();
        await walk.Clean("withdraw");
        await page.GotoAsync(front + "/conclude");
        await walk.Clean("conclude");
        await page.GetByRole(AriaRole.Button, new() { Name = "Avslutt høringen" }).ClickAsync();
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Ferdigbehandlet"));
        await walk.Clean("concluded");
    }

    private async Task SignIn(IPage page, string email)
    {
        var link = await RunTool.Done(
            _folder,
            "user",
            "add",
            "--email",
            email,
            "--name",
            "Ragnhild Østensjø",
            "--role",
            "caseOfficer",
            "--ministry",
            "ksd"
        );
        await page.GotoAsync(new Uri(link.Split('\n')[^1].Trim()).AbsolutePath);
        await page.FillAsync("#passord", Password);
        await page.FillAsync("#passord2", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre passord" }).ClickAsync();
        await page.FillAsync("#epost", email);
        await page.FillAsync("#passord", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Logg inn" }).ClickAsync();
    }
}
