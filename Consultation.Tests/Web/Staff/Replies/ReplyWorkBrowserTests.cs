using System.Net.Http.Json;
using System.Text;
using Consultation.Tests.Support;
using Microsoft.Playwright;

namespace Consultation.Tests.Web.Staff.Replies;

/// <summary>
/// A ministry's work with replies in a real Chromium on the real program: the queue by the keyboard alone, a file from the upload to what is
/// published, and every page and state axe clean without sideways scrolling.
/// </summary>
public sealed class ReplyWorkBrowserTests : SignedInBrowsers
{
    private const string LongName =
        "Interkommunalt samarbeidsutvalg for havneforvaltning og kystsoneplanlegging i Sør-Troms, avdeling for støy";

    [TestCase(1280, ColorScheme.Light)]
    [TestCase(360, ColorScheme.Dark)]
    public async Task Queue_ByKeyboardAlone(int width, ColorScheme scheme)
    {
        var hearing = await Hearing("reviewed", "Greit for meg.", "Naboen Torstein er syk. Det er synd.", "Bare hat.", "Det siste.");
        await using var first = await Context(0, width, scheme);
        var page = await first.NewPageAsync();
        var complaints = Listen(page);
        await page.GotoAsync($"/staff/hearings/{hearing}/review");
        await page.Clean();
        await page.Keyboard.PressAsync("j");
        await Come(page, "**/replies/2*");
        await page.Keyboard.PressAsync("k");
        await Come(page, "**/replies/1*");

        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("Control+Enter");
        await Come(page, "**/replies/2*");
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Svar 1 er godkjent for publisering."));
        await page.Keyboard.PressAsync("l");
        await Come(page, "**/replies/3*");
        await page.Clean(state: "set aside");
        await page.Keyboard.PressAsync("j");
        await Come(page, "**/replies/4*");
        await page.Keyboard.PressAsync("j");
        await Come(page, "**/replies/2*");

        await page.TabTo("[data-source=text]");
        await page.Keyboard.PressAsync("Control+Home");
        await Times(page, "ArrowRight", 7);
        await Times(page, "Shift+ArrowRight", 8);
        await page.Keyboard.TypeAsync("x");
        Assert.That(
            await page.InputValueAsync("[data-source=text]"),
            Does.StartWith("Naboen Torstein"),
            "what was sent cannot be typed over"
        );
        await page.Keyboard.PressAsync("Alt+s");
        Assert.That(await page.TextContentAsync("[data-preview=text]"), Is.EqualTo("Naboen sladdet er syk. Det er synd."));
        Assert.That(await page.IsCheckedAsync("[name=vedtak][value=Redact]"));
        await page.Clean();
        await page.TabTo("#grunn");
        await page.Keyboard.TypeAsync("Personvern");
        await page.Keyboard.PressAsync("Control+Enter");
        await Come(page, "**/replies/3*");
        await ToldReply.Tell(hearing, page);

        await page.Keyboard.PressAsync("3");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForFunctionAsync("document.title.startsWith('Feil:')");
        await page.Clean();
        await page.TabTo("#grunn");
        await page.Keyboard.TypeAsync("Hat");
        await page.Keyboard.PressAsync("Control+Enter");
        await Come(page, "**/replies/4*");

        await page.TabTo("[data-keys]");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("1");
        Assert.That(await page.IsCheckedAsync("[name=vedtak][value=Publish]"), Is.False, "keys can be switched off");
        await page.ReloadAsync();
        Assert.That(await page.IsCheckedAsync("[data-keys]"), Is.False, "and stay so");

        await Confirm(hearing, width, scheme);
        var shown = await Program.Anonymous.GetAsync($"/api/v1/hearings/{hearing}/replies/2").Json(200);
        Assert.That(shown.Text("text"), Is.EqualTo("Naboen █████ er syk. Det er synd."));
        Assert.That(complaints, Is.Empty, "the console is quiet: no blocked script or style, no missing file");
    }

    /// <summary>Until the page is there and drawn: keys pressed before that reach nobody.</summary>
    private static async Task Come(IPage page, string address)
    {
        await page.WaitForURLAsync(address);
        await page.EvaluateAsync("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    [TestCase(1280, ColorScheme.Light, true)]
    [TestCase(360, ColorScheme.Dark, true)]
    [TestCase(360, ColorScheme.Light, false)]
    public async Task Import_FromFileToPublished(int width, ColorScheme scheme, bool script)
    {
        var hearing = await Hearing("verifiedImmediate");
        await using var context = await Context(0, width, scheme, script);
        var page = await context.NewPageAsync();
        var complaints = Listen(page);
        await page.GotoAsync($"/staff/hearings/{hearing}/imports");
        await page.Clean(script);
        await page.GetByRole(AriaRole.Button, new() { Name = "Last opp" }).ClickAsync();
        Assert.That(await page.TitleAsync(), Does.StartWith("Feil:"));
        await page.Clean(script);
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var csv = $"id;navn;mottatt;uttalelse\r\n1;{LongName};{now};Vi støtter forslaget.\r\n2;Per Nilsen;i går;Datoen er gal.\r\n";
        await page.SetInputFilesAsync(
            "#fil",
            new FilePayload
            {
                Name = "svar.csv",
                MimeType = "text/csv",
                Buffer = Encoding.UTF8.GetBytes(csv),
            }
        );
        await page.GetByRole(AriaRole.Button, new() { Name = "Last opp" }).ClickAsync();
        await page.WaitForURLAsync("**/imports/columns/*");
        await page.Clean(script);
        Assert.That(await page.InputValueAsync("#tekst"), Is.EqualTo("uttalelse"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Start importen" }).ClickAsync();
        await page.GetByText("1 svar er tatt inn.").WaitForAsync(new() { Timeout = 60_000 });
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Datoen kan ikke leses."));
        await page.Clean(script);
        var shown = await Program.Anonymous.GetAsync($"/api/v1/hearings/{hearing}/replies/1").Json(200);
        Assert.That(shown.Text("publication"), Is.EqualTo("published"));
        Assert.That(complaints, Is.Empty);
    }

    [TestCase(1280, ColorScheme.Light)]
    [TestCase(360, ColorScheme.Dark)]
    public async Task EveryPage_IsClean(int width, ColorScheme scheme)
    {
        var hearing = await Hearing(
            "reviewed",
            string.Join("\n\n", Enumerable.Repeat("Vi viser til høringen. " + new string('å', 200), 30)),
            "Kort."
        );
        var empty = await Hearing("immediate");
        await Program.Staff.PostAsync($"/api/v1/hearings/{hearing}/rounds/1/report", null).Json(202);
        await using var context = await Context(0, width, scheme);
        var page = await context.NewPageAsync();
        var complaints = Listen(page);
        foreach (var rest in (string[])["replies", "replies/1", "review", "register", "imports", "reports/1", "exports"])
        {
            foreach (var (prefix, which) in ((string, string)[])[("", hearing), ("", empty), ("/nn", hearing), ("/en", hearing)])
            {
                if (which == hearing || rest != "replies/1")
                {
                    await page.GotoAsync($"{prefix}/staff/hearings/{which}/{rest}");
                    Assert.That(await page.Findings(inBothSchemes: width > 360), Is.Empty, page.Url);
                }
            }
        }
        await page.GotoAsync($"/staff/hearings/{hearing}/register");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrer svaret" }).ClickAsync();
        Assert.That(await page.TitleAsync(), Does.StartWith("Feil:"));
        await page.Clean();
        await page.GotoAsync($"/staff/hearings/{hearing}/replies");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publiser valgte" }).ClickAsync();
        await page.Clean();
        await page.GetByLabel("Velg alle på siden").CheckAsync();
        Assert.That(await page.Locator("[name=svar]:checked").CountAsync(), Is.EqualTo(2));
        await using var admin = await Context(2, width, scheme);
        var operations = await admin.NewPageAsync();
        await operations.GotoAsync("/staff/operations");
        await operations.Clean();
        Assert.That(complaints, Is.Empty);
    }

    private async Task Confirm(string hearing, int width, ColorScheme scheme)
    {
        await using var second = await Context(1, width, scheme);
        var page = await second.NewPageAsync();
        await page.GotoAsync($"/staff/hearings/{hearing}/review?ko=bekreft");
        await page.Clean();
        await page.TabTo("[data-dialog]");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("dialog[open]").WaitForAsync();
        await page.Clean();
        await page.Keyboard.PressAsync("Escape");
        Assert.That(await page.Locator("dialog[open]").CountAsync(), Is.Zero);
        await page.Keyboard.PressAsync("Enter");
        await page.TabTo("dialog[open] button[type=submit]");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Du har bekreftet at svar 3 ikke blir publisert.").WaitForAsync();
        await page.Clean();
    }

    private static async Task Times(IPage page, string key, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    private static List<string> Listen(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.AddRange(message.Text.Contains("status of 4") ? [] : [message.Text]);
        page.PageError += (_, problem) => complaints.Add(problem);
        return complaints;
    }

    private async Task<string> Hearing(string publication, params string[] replies)
    {
        var body = Given.Hearing(publication, kind: "input");
        body["title"] = "Forslag til forskrift om støy frå hamner, skipsverft og mottaksanlegg for fiskeoppdrettsnæringa";
        var id = (await Program.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(201)).Text("id");
        var now = TimeProvider.System.GetUtcNow();
        var round = new { opensAt = now.AddDays(-2), closesAt = now.AddDays(30) };
        await Program.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", round).Json(201);
        await Program.Staff.PostAsync($"/api/v1/hearings/{id}/publish", null).Json(200);
        foreach (var text in replies)
        {
            await Program.Anonymous.Send(id, Given.Reply(text, text == "Kort." ? LongName : "Åse Ødegård")).Json(201);
        }
        return id;
    }
}
