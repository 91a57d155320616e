using System.Net.Http.Json;
using Consultation.Tests.Support;
using Microsoft.Playwright;

namespace Consultation.Tests.Web;

/// <summary>A citizen's path in a real Chromium on the real program: find, read, send, receipt, read again; each page axe clean.</summary>
public sealed class ReadAndSendBrowserTests
{
    private string _folder = null!;
    private RunningProgram _program = null!;
    private Chromium _browser = null!;
    private string _hearing = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = await Chromium.Launch();
        _folder = Directory.CreateTempSubdirectory("consultation-browser-").FullName;
        _program = await RunningProgram.Start(_folder);
        var body = Given.Hearing(kind: "input");
        _hearing = (await _program.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(201)).Text("id");
        var now = TimeProvider.System.GetUtcNow();
        var round = new { opensAt = now.AddMinutes(-1), closesAt = now.AddDays(30) };
        await _program.Staff.PostAsJsonAsync($"/api/v1/hearings/{_hearing}/rounds", round).Json(201);
        await _program.Staff.PostAsync($"/api/v1/hearings/{_hearing}/publish", null).Json(200);
        await _program.Anonymous.Send(_hearing, Given.Reply("Havnen bråker om natten.", "Ola Dunk")).Json(201);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase(1280, ColorScheme.Light, true)]
    [TestCase(360, ColorScheme.Dark, true)]
    [TestCase(360, ColorScheme.Light, false)]
    public async Task Citizen_FindsReadsSendsAndReadsAgain(int width, ColorScheme scheme, bool script)
    {
        await using var context = await _browser.Person(_program.Address, width, scheme, script);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        // The form with errors is answered 422, which Chromium writes to the console as it should be.
        page.Console += (_, message) => complaints.AddRange(message.Text.Contains("status of 422") ? [] : [message.Text]);
        page.PageError += (_, problem) => complaints.Add(problem);

        await page.GotoAsync("/");
        await page.Clean(script);
        await page.GetByRole(AriaRole.Link, new() { Name = "Forslag til lov om støy ved havner" }).First.ClickAsync();
        await page.Clean(script);
        Assert.That(await page.TextContentAsync("h1"), Does.Contain("støy ved havner"));
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Departementet foreslår en grense."));

        await page.GetByRole(AriaRole.Link, new() { Name = "Send inn høringssvar" }).First.ClickAsync();
        await page.Clean(script);
        await page.FillAsync("#tekst", "Jeg bor ved kaia.\n\nLoggen min sier det samme.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send inn høringssvar" }).ClickAsync();
        Assert.That(await page.TitleAsync(), Does.StartWith("Feil:"));
        await page.Clean(script);
        Assert.That(await page.InputValueAsync("#tekst"), Does.Contain("Loggen min sier det samme."), "nothing typed is lost");

        var name = $"Ingebjørg Aamodt-Solheimsnes {width}{scheme}";
        await page.FillAsync("#navn", name);
        await page.FillAsync("#epost", "ingebjorg@example.com");
        await page.CheckAsync("#vilkar");
        await page.GetByRole(AriaRole.Button, new() { Name = "Forhåndsvis" }).ClickAsync();
        await page.Clean(script);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send inn høringssvar" }).First.ClickAsync();
        Assert.That(page.Url, Does.Contain("/receipts/"));
        await page.Clean(script);
        Assert.That(await page.TextContentAsync("main"), Does.Contain(name).And.Contain("SHA-256"));

        await page.GotoAsync($"/hearings/{_hearing}/x/replies");
        await page.Clean(script);
        // The three of this test say the same: once they are grouped, their names stand folded.
        if (await page.Locator(".campaign summary").CountAsync() > 0)
        {
            await page.Locator(".campaign summary").First.ClickAsync();
        }
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await page.Clean(script);
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Loggen min sier det samme."));
        Assert.That(complaints, Is.Empty, "the console is quiet: no blocked script or style, no missing file");
    }

    [TestCase("/finnes-ikke")]
    [TestCase("/nn/finnes-ikke")]
    [TestCase("/en/finnes-ikke")]
    [TestCase("/?status=finnes-ikke")]
    [TestCase("/follow/finnes-ikke")]
    [TestCase("/en/follow/finnes-ikke/end")]
    [TestCase("/staff/link/finnes-ikke")]
    [TestCase("/nn/staff/forgotten")]
    public async Task OtherPages_AreClean(string path)
    {
        await using var context = await _browser.Person(_program.Address);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        await page.Clean(script: true);
        var lang =
            path.StartsWith("/nn", StringComparison.Ordinal) ? "nn"
            : path.StartsWith("/en", StringComparison.Ordinal) ? "en"
            : "nb";
        Assert.That(await page.GetAttributeAsync("html", "lang"), Is.EqualTo(lang));
    }

    [TestCase(360, ColorScheme.Dark)]
    [TestCase(1280, ColorScheme.Light)]
    public async Task Report_IsClean(int width, ColorScheme scheme)
    {
        var address = $"/api/v1/hearings/{_hearing}/rounds/1/report";
        await _program.Staff.PostAsync(address, null).Json(202);
        await Poll.Until(
            async () => (await _program.Staff.PostAsync(address + "/publish", null)).IsSuccessStatusCode ? "published" : null,
            TimeSpan.FromSeconds(60),
            "the report"
        );
        await using var context = await _browser.Person(_program.Address, width, scheme);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.GotoAsync(address + ".html");
        await page.Clean(script: true);
        Assert.That(complaints, Is.Empty);
    }
}
