using System.Net.Http.Json;
using Consultation.Tests.Support;
using Microsoft.Playwright;
using static Consultation.Tests.Support.BrowsedProgram;

namespace Consultation.Tests.Web;

/// <summary>What was typed comes back: after a restart, a closed browser tab, a lost connection, a forgotten form, a passed deadline.</summary>
public sealed class NothingLostBrowserTests
{
    private const string Send = "[name=steg][value=send]";
    private const string Typed = "Støyen holder oss våkne tre netter i uken.";
    private BrowsedProgram _browsed = null!;

    [OneTimeSetUp]
    public async Task Start() => _browsed = await BrowsedProgram.Start();

    [OneTimeTearDown]
    public async Task Stop() => await (_browsed?.DisposeAsync() ?? ValueTask.CompletedTask);

    private static async Task FillIn(IPage page)
    {
        await page.FillAsync("#navn", "Åse Ødegård");
        await page.FillAsync("#epost", "aase@example.com");
        await page.FillAsync("#tekst", Typed);
        await page.CheckAsync("#vilkar");
    }

    [Test]
    public async Task Restart_BetweenFormAndSending_SendsTheSameForm()
    {
        var hearing = await _browsed.Hearing();
        await using var person = await _browsed.Person();
        var page = await person.NewPageAsync();
        await page.GotoAsync($"/hearings/{hearing}/x/send");
        await FillIn(page);
        await page.SetInputFilesAsync(
            "#filer",
            new FilePayload
            {
                Name = "Logg.pdf",
                MimeType = "application/pdf",
                Buffer = Uploads.Pdf,
            }
        );
        await page.Locator("[name=vedlegg]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var form = page.Url;
        await _browsed.Restart(async () =>
        {
            await page.ClickAsync(Send);
            await page.WaitForURLAsync("chrome-error://**");
        });
        await page.GotoAsync(form);
        Assert.That(await page.InputValueAsync("#tekst"), Is.EqualTo(Typed), "the tab brings its own draft back");
        Assert.That(await page.Locator("[name=vedlegg]").CountAsync(), Is.EqualTo(1), "and the file that was uploaded");
        await page.ClickAsync(Send);
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Svaret ditt er mottatt.").And.Contain("1 vedlegg"));
        Assert.That(await _browsed.Received(hearing), Is.EqualTo(1));
    }

    [Test]
    public async Task ClosedTab_IsOfferedItsDraft_AndMayDeleteIt()
    {
        var hearing = await _browsed.Hearing();
        await using var person = await _browsed.Person();
        var first = await person.NewPageAsync();
        await first.GotoAsync($"/hearings/{hearing}/x/send");
        await FillIn(first);
        await first.Locator("[data-draft-status]", new() { HasText = "er lagret" }).WaitForAsync();
        await first.CloseAsync();
        var page = await person.NewPageAsync();
        await page.GotoAsync($"/hearings/{hearing}/x/send");
        Assert.That(await page.InputValueAsync("#tekst"), Is.Empty, "whoever shares the machine is asked first");
        await page.Clean();
        await page.ClickAsync("[data-restore-yes]");
        Assert.That(await page.InputValueAsync("#tekst"), Is.EqualTo(Typed));
        await page.GotoAsync("about:blank");
        var other = await person.NewPageAsync();
        await other.GotoAsync($"/hearings/{hearing}/x/send");
        await other.ClickAsync("[data-restore-no]");
        Assert.That(await other.EvaluateAsync<int>("localStorage.length"), Is.Zero);
    }

    [Test]
    public async Task ForgottenForm_WhoseCookiesAreGone_IsSent()
    {
        var hearing = await _browsed.Hearing();
        await using var person = await _browsed.Person();
        var page = await person.NewPageAsync();
        await page.GotoAsync($"/hearings/{hearing}/x/send");
        await FillIn(page);
        await person.ClearCookiesAsync();
        await page.ClickAsync(Send);
        await page.WaitForURLAsync("**/receipts/**");
    }

    [Test]
    public async Task FailedUpload_IsTold_AndCostsNothing()
    {
        var hearing = await _browsed.Hearing();
        await using var person = await _browsed.Person(360, ColorScheme.Dark);
        var page = await person.NewPageAsync();
        await page.GotoAsync($"/hearings/{hearing}/x/send");
        await FillIn(page);
        await page.RouteAsync("**/attachments", route => route.AbortAsync());
        await page.SetInputFilesAsync(
            "#filer",
            new FilePayload
            {
                Name = "Logg.pdf",
                MimeType = "application/pdf",
                Buffer = Uploads.Pdf,
            }
        );
        await page.Locator("li[data-failed]").WaitForAsync();
        Assert.That(await page.TextContentAsync("li[data-failed]"), Does.Contain("Opplastingen stoppet"));
        await page.Clean();
        await page.ClickAsync(Send);
        await page.WaitForURLAsync("**/receipts/**");
    }

    [TestCase(360, ColorScheme.Dark, true)]
    [TestCase(1280, ColorScheme.Light, false)]
    public async Task RoundThatIsClosedWhileWriting_ShowsTheText_AndTheClosedFormKeepsIt(int width, ColorScheme scheme, bool script)
    {
        var hearing = await _browsed.Hearing();
        await using var person = await _browsed.Person(width, scheme, script);
        var page = await person.NewPageAsync();
        await page.GotoAsync($"/hearings/{hearing}/x/send");
        await FillIn(page);
        var form = page.Url;
        await _browsed
            .Program.Staff.PostAsJsonAsync($"/api/v1/hearings/{hearing}/rounds/1/close", new { reason = "Saken haster." })
            .Json(200);
        await page.ClickAsync(Send);
        Assert.That(await page.TextContentAsync("h1"), Is.EqualTo("Fristen gikk ut før svaret kom fram"));
        Assert.That(await page.InputValueAsync("[name=tekst]"), Is.EqualTo(Typed));
        await page.Clean(script);
        await page.GotoAsync(form);
        await page.Clean(script);
        if (script)
        {
            Assert.That(await page.InputValueAsync("[data-draft-left] textarea"), Is.EqualTo(Typed));
            await page.GoBackAsync();
        }
        Assert.That(await _browsed.Received(hearing), Is.Zero);
    }

    [Test]
    public async Task DraftOfACorrection_IsTheSendersOwn_AndTheCodeStaysOutOfTheLog()
    {
        var hearing = await _browsed.Hearing();
        await using var person = await _browsed.Person();
        var page = await person.NewPageAsync();
        await page.GotoAsync($"/hearings/{hearing}/x/send");
        await FillIn(page);
        await page.ClickAsync(Send);
        var link = await page.InputValueAsync("#lenke");
        var code = link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..];
        await page.ClickAsync("[value=apne]");
        await page.FillAsync("#tekst", Typed + " Fra mars.");
        await page.Locator("[data-draft-status]", new() { HasText = "er lagret" }).WaitForAsync();
        await page.GotoAsync($"/hearings/{hearing}/x/send");
        Assert.That(await page.InputValueAsync("#tekst"), Is.Empty, "another form has another draft");
        await page.GotoAsync(link);
        await page.Locator("#tekst").WaitForAsync();
        Assert.That(await page.InputValueAsync("#tekst"), Is.EqualTo(Typed + " Fra mars."));
        await page.GotoAsync(link.Replace(code, new string('x', code.Length), StringComparison.Ordinal).Replace("/edit", "/edit?feil"));
        await page.Locator(".ds-error-summary").WaitForAsync();
        await page.Clean();
        Assert.That(_browsed.Program.Log, Does.Not.Contain(code));
    }
}
