using System.Text.RegularExpressions;
using Consultation.Domain;
using Consultation.Tests.Support;
using Microsoft.Playwright;

namespace Consultation.Tests.Web.Staff;

/// <summary>
/// The first administrator in a real Chromium on the real program: from the link that it prints to the overview, and through every page
/// that she has; each page axe clean.
/// </summary>
public sealed partial class FirstAdministratorBrowserTests
{
    private const string Password = "En hare krysset tunet";

    [TestCase(1280, ColorScheme.Light)]
    [TestCase(360, ColorScheme.Dark)]
    public async Task FirstAdministrator_FromThePrintedLink_ToTheOverview(int width, ColorScheme scheme)
    {
        await using var browser = await Chromium.Launch();
        var folder = Directory.CreateTempSubdirectory("consultation-first-").FullName;
        try
        {
            await using var program = await RunningProgram.Start(folder);
            await using var context = await browser.Person(program.Address, width, scheme);
            var page = await context.NewPageAsync();
            var complaints = new List<string>();
            page.Console += (_, message) => complaints.AddRange(message.Text.Contains("status of 4") ? [] : [message.Text]);
            page.PageError += (_, problem) => complaints.Add(problem);
            await ComeIn(page, await PrintedLink(program));
            if (width < 1280)
            {
                await LookAround(page);
            }
            Assert.That(complaints, Is.Empty, "the console is quiet: no blocked script or style, no missing file");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ComeIn(IPage page, string link)
    {
        await page.GotoAsync("/");
        await page.Clean(state: "no hearing at all");
        await page.GotoAsync(link);
        await page.Clean();
        await page.GetByRole(AriaRole.Button, new() { Name = "Opprett konto" }).ClickAsync();
        Assert.That(await page.TitleAsync(), Does.StartWith("Feil:"));
        await page.Clean();
        await page.FillAsync("#navn", "Ragnhild Østensjø-Haugen");
        await page.FillAsync("#epost", "ragnhild@dep.example");
        await page.FillAsync("#passord", Password);
        await page.FillAsync("#passord2", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Opprett konto" }).ClickAsync();
        Assert.That(page.Url, Does.EndWith("/staff/account/second-step"));
        await page.Clean();
        var secret = Bytes((await page.TextContentAsync(".secret"))!.Replace(" ", "", StringComparison.Ordinal));
        await page.FillAsync("#kode", Totp.Code(secret, Totp.StepOf(TimeProvider.System.GetUtcNow())));
        await page.GetByRole(AriaRole.Button, new() { Name = "Slå på" }).ClickAsync();
        await page.Clean();
        Assert.That(await page.Locator(".codes code").CountAsync(), Is.EqualTo(10));
        await page.GetByRole(AriaRole.Link, new() { Name = "Jeg har tatt vare på kodene" }).ClickAsync();
        Assert.That(page.Url, Does.EndWith("/staff"));
        Assert.That(await page.TextContentAsync("h1"), Does.Contain("Ragnhild"));
        await page.Clean();
    }

    private static async Task LookAround(IPage page)
    {
        await page.GotoAsync("/staff/new-ministry");
        await page.Clean();
        await page.FillAsync("#navn", "Kyst- og samferdselsdepartementet");
        await page.FillAsync("#kode", "ksd");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).ClickAsync();
        await page.GotoAsync("/staff/users/invite");
        await page.FillAsync("#navn", "Mathias Oppegård-Lie");
        await page.FillAsync("#epost", "mathias@dep.example");
        await page.GetByLabel("Saksbehandler").CheckAsync();
        await page.SelectOptionAsync("#virksomhet", "ksd");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitasjon" }).ClickAsync();
        await page.Clean();
        await page.GetByRole(AriaRole.Link, new() { Name = "Mathias Oppegård-Lie" }).ClickAsync();
        await page.Clean();
        await page.GotoAsync("/staff/keys");
        await page.FillAsync("#navn", "Journalsystemet");
        await page.GetByLabel("Leser").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lag nøkkel" }).ClickAsync();
        Assert.That(await page.TextContentAsync("main"), Does.Contain("ck_"));
        await page.Clean();
        string[] others = ["/staff/ministries", "/staff/audit", "/staff/account", "/staff/account/password", "/staff/account/second-step"];
        foreach (var other in (string[])[.. others, "/staff/account/ministry", "/staff/finnes-ikke", "/nn/staff", "/en/staff/users"])
        {
            await page.GotoAsync(other);
            await page.Clean();
        }
        await page.GotoAsync("/staff");
        await page.GetByRole(AriaRole.Button, new() { Name = "Logg ut" }).ClickAsync();
        Assert.That(page.Url, Does.Contain("/staff/sign-in"));
        await page.Clean();
        await page.FillAsync("#epost", "ragnhild@dep.example");
        await page.FillAsync("#passord", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Logg inn" }).ClickAsync();
        await page.Clean();
        Assert.That(await page.TextContentAsync("h1"), Is.EqualTo("Bekreft at det er deg"));
        foreach (var other in (string[])["/staff/forgotten", "/staff/link/ukjent", "/staff/first/ukjent"])
        {
            await page.GotoAsync(other);
            await page.Clean();
        }
    }

    private static Task<string> PrintedLink(RunningProgram program) =>
        Poll.Until(
            () => Task.FromResult(Printed().Match(program.Log) is { Success: true } found ? found.Value : null),
            TimeSpan.FromSeconds(20),
            "the link for the first administrator"
        );

    private static byte[] Bytes(string base32)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(base32.Select(one => Convert.ToString(letters.IndexOf(one, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/staff/first/[\w-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Printed();
}
