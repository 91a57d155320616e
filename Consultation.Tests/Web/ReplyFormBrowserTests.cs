using System.Text;
using Consultation.Tests.Support;
using Microsoft.Playwright;
using static Consultation.Tests.Support.BrowsedProgram;
using static Consultation.Tests.Support.Uploads;

namespace Consultation.Tests.Web;

/// <summary>From the first click to the last, by people with a phone, without script and without a mouse; each state axe clean.</summary>
public sealed class ReplyFormBrowserTests
{
    private const string Send = "[name=steg][value=send]";
    private BrowsedProgram _browsed = null!;
    private string _hearing = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browsed = await BrowsedProgram.Start();
        _hearing = await _browsed.Hearing(
            null,
            Question("enig", "yesNo", required: true),
            Question("hvorfor", "text", required: true, showWhen: ShowWhen("enig", "is", "false")),
            Question("videre", "text", showWhen: ShowWhen("hvorfor", "is", "Støy")),
            Question("skala", "scale")
        );
    }

    [OneTimeTearDown]
    public async Task Stop() => await (_browsed?.DisposeAsync() ?? ValueTask.CompletedTask);

    private static FilePayload Payload(string name, byte[] content) =>
        new()
        {
            Name = name,
            MimeType = "application/octet-stream",
            Buffer = content,
        };

    private static async Task FillIn(IPage page, string text = "Jeg bor ved kaia.")
    {
        await page.FillAsync("#navn", "Ingebjørg Aamodt-Solheimsnes");
        await page.FillAsync("#epost", "ingebjorg@example.com");
        await page.FillAsync("#tekst", text);
        await page.CheckAsync("#vilkar");
    }

    private static List<string> Complaints(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.AddRange(message.Text.Contains("status of 4") ? [] : [message.Text]);
        page.PageError += (_, problem) => complaints.Add(problem);
        return complaints;
    }

    [TestCase(360, ColorScheme.Dark)]
    public async Task Person_CommentsInPlace_Answers_Attaches_SendsCorrectsAndWithdraws(int width, ColorScheme scheme)
    {
        await using var person = await _browsed.Person(width, scheme);
        var page = await person.NewPageAsync();
        var complaints = Complaints(page);
        await page.GotoAsync($"/hearings/{_hearing}/x");
        await page.FillAsync("#epost", "ingebjorg");
        await page.ClickAsync("#folg button");
        await page.Locator("[aria-invalid=true]").WaitForAsync();
        await page.Clean();
        await page.GotoAsync($"/hearings/{_hearing}/x");
        // The whole document, its first chapter, its first paragraph.
        string[] said = ["Et godt notat.", "Et godt kapittel.", "En god grense."];
        foreach (var (text, place) in said.Select((text, place) => (text, place)))
        {
            await page.Locator("[data-comment]").Nth(place).ClickAsync();
            await page.FillAsync(".para__edit textarea", text);
            if (place != 1)
                await page.Clean();
            await page.Keyboard.PressAsync("Escape");
        }
        Assert.That(await page.Locator("[data-mine]").CountAsync(), Is.EqualTo(3));
        await page.ClickAsync(".tray a");
        await page.Clean();
        var notes = page.Locator("[data-note]");
        for (var place = 0; place < said.Length; place++)
            Assert.That(await notes.Nth(place).Locator("textarea").InputValueAsync(), Is.EqualTo(said[place]));
        Assert.That(await notes.First.Locator("label").First.TextContentAsync(), Does.StartWith("Kommentar til dokumentet «"));
        Assert.That(await notes.Nth(1).Locator("label").First.TextContentAsync(), Does.StartWith("Kommentar til kapittelet «"));
        Assert.That(await notes.Nth(1).Locator("[data-note-link]").GetAttributeAsync("href"), Does.Contain("#avsnitt-"));

        await page.ClickAsync(Send);
        Assert.That(await page.TitleAsync(), Does.StartWith("Feil:"));
        await page.Clean();
        await FillIn(page);
        await Assertions.Expect(page.Locator("#q2")).ToBeHiddenAsync();
        await page.CheckAsync("#q1-1");
        await page.FillAsync("#q2", "Vet ikke");
        await Assertions.Expect(page.Locator("#q3")).ToBeHiddenAsync();
        await page.FillAsync("#q2", "Støy");
        await Assertions.Expect(page.Locator("#q3")).ToBeVisibleAsync();
        await page.SetInputFilesAsync("#filer", [Payload("Støylogg.pdf", Pdf), Payload("ondt.exe", Encoding.ASCII.GetBytes("MZ\0\0"))]);
        await page.Locator("[name=vedlegg]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("li[data-failed]").WaitForAsync();
        await page.Clean();
        await page.Locator("li[data-failed] button").ClickAsync();
        await page.Locator(".form-part [name=forhandsvis]").ClickAsync();
        await page.Clean();
        Assert.That(
            await page.TextContentAsync(".preview"),
            Does.Contain("En god grense.").And.Contain("Støylogg.pdf").And.Contain("Vet ikke").Or.Contain("Støy")
        );
        await page.ClickAsync(Send);
        Assert.That(page.Url, Does.Contain("/receipts/"));
        await page.Clean();
        Assert.That(await page.EvaluateAsync<int>("localStorage.length"), Is.Zero, "the draft has done its work");

        var link = await page.InputValueAsync("#lenke");
        await page.GotoAsync("about:blank");
        await page.GotoAsync(link);
        await page.Locator("#tekst").WaitForAsync();
        Assert.That(page.Url, Does.Not.Contain("#"), "the code stays out of the address");
        await page.Clean();
        await page.FillAsync("#tekst", "Jeg bor ved kaia, og loggen er lagt ved.");
        await page.ClickAsync(Send);
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Rettelsen din er mottatt."));
        await page.Clean();
        await page.GotoAsync("about:blank");
        await page.GotoAsync(link);
        await page.Locator("[value=trekk]").ClickAsync();
        await page.Clean();
        await page.ClickAsync("[value=trekk-ja]");
        Assert.That(await page.TextContentAsync("h1"), Is.EqualTo("Svaret er trukket"));
        await page.Clean();
        Assert.That(complaints, Is.Empty, "the console is quiet: no blocked script or style, no missing file");
    }

    [Test]
    public async Task WithoutScript_TheSameIsDone()
    {
        await using var person = await _browsed.Person(360, ColorScheme.Light, script: false);
        var page = await person.NewPageAsync();
        await page.GotoAsync($"/hearings/{_hearing}/x");
        await page.Locator("[data-comment]").First.ClickAsync();
        await page.Locator("[data-note] textarea").FillAsync("En god grense.");
        await FillIn(page);
        await page.FillAsync("#avsnittnr", "2");
        await page.ClickAsync("[name=leggtil][value='1']");
        await page.Locator("[data-note] textarea").Nth(1).FillAsync("Enig her også.");
        await page.SelectOptionAsync("#kapittel", new SelectOptionValue { Label = "Bakgrunn" });
        await page.ClickAsync("[name=leggtil][value=sted]");
        await page.Locator("[data-note] textarea").Nth(2).FillAsync("Et godt kapittel.");
        Assert.That(await page.IsVisibleAsync("#q2"), Is.False, "the stylesheet knows the condition");
        await page.CheckAsync("#q1-1");
        await page.FillAsync("#q2", "For strengt");
        await page.SetInputFilesAsync("#filer", [Payload("ondt.exe", Encoding.ASCII.GetBytes("MZ\0\0")), Payload("Logg.pdf", Pdf)]);
        await page.ClickAsync(Send);
        Assert.That(await page.TitleAsync(), Does.StartWith("Feil:"));
        Assert.That(await page.Locator("[data-note] textarea").Nth(1).InputValueAsync(), Is.EqualTo("Enig her også."));
        Assert.That(await page.Locator("[name=vedlegg]").CountAsync(), Is.EqualTo(1));
        await page.SetInputFilesAsync("#filer", [Payload("Bilde.png", Png)]);
        await page.ClickAsync(Send);
        Assert.That(page.Url, Does.Contain("/receipts/"));
        Assert.That(await page.TextContentAsync("main"), Does.Contain("3 kommentarer, 2 vedlegg"));

        await page.ClickAsync("[value=apne]");
        Assert.That(await page.Locator("[name=vedlegg]").CountAsync(), Is.EqualTo(2));
        await page.ClickAsync("main form:not(.reply-form) [value=trekk]");
        await page.ClickAsync("[value=trekk-ja]");
        Assert.That(await page.TextContentAsync("h1"), Is.EqualTo("Svaret er trukket"));

        await page.GotoAsync($"/hearings/{_hearing}/x");
        await page.FillAsync("#epost", "ingebjorg");
        await page.ClickAsync("#folg button");
        Assert.That(await page.InputValueAsync("#epost"), Is.EqualTo("ingebjorg"));
        await page.FillAsync("#epost", "ingebjorg@example.com");
        await page.Locator("main form button").ClickAsync();
        Assert.That(await page.TextContentAsync("h1"), Is.EqualTo("Se i e-posten din"));
    }

    [Test]
    public async Task KeyboardAlone_SendsAReply_AndEnterInAFieldSendsNothing()
    {
        var hearing = await _browsed.Hearing();
        await using var person = await _browsed.Person();
        var page = await person.NewPageAsync();
        await page.GotoAsync("/");
        await page.TabTo($"a[href^='/hearings/{hearing}/']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/hearings/{hearing}/*");
        await page.TabTo("a[href$='/send']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/send");
        await page.TabTo("#who-person");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Ola Nordmann");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".preview").WaitForAsync();
        Assert.That(await page.EvaluateAsync<string>("document.activeElement.className"), Does.Contain("preview"));
        await page.TabTo("#epost", backwards: true);
        await page.Keyboard.TypeAsync("ola@example.com");
        await page.TabTo("#tekst");
        await page.Keyboard.TypeAsync("Jeg er enig.");
        await page.TabTo("#vilkar");
        await page.Keyboard.PressAsync("Space");
        await page.TabTo("button[value=send]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/receipts/**");
        Assert.That(await _browsed.Received(hearing), Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task DoubleClick_ReloadAndBack_AreOneReply(bool script)
    {
        var hearing = await _browsed.Hearing();
        await using var person = await _browsed.Person(script: script);
        var page = await person.NewPageAsync();
        await page.GotoAsync($"/hearings/{hearing}/x/send");
        await FillIn(page);
        await page.DblClickAsync(Send);
        await page.WaitForURLAsync("**/receipts/**");
        await page.ReloadAsync();
        await page.GoBackAsync();
        await page.GoForwardAsync();
        Assert.That(page.Url, Does.Contain("/receipts/"));
        Assert.That(await _browsed.Received(hearing), Is.EqualTo(1));
    }

    [Test]
    public async Task WithoutRemarks_IsSentFromTheHearing_InOneClickAndTheTerms()
    {
        var hearing = await _browsed.Hearing();
        await using var person = await _browsed.Person();
        var page = await person.NewPageAsync();
        await page.GotoAsync($"/hearings/{hearing}/x");
        await page.ClickAsync("a[href$='svartype=uten']");
        await Assertions.Expect(page.Locator("#tekst")).ToBeHiddenAsync();
        await page.CheckAsync("#who-public");
        await page.FillAsync("#orgnavn", "Sunnhavn kommune");
        await page.FillAsync("#epost", "post@example.com");
        await page.CheckAsync("#vilkar");
        await page.Clean();
        await page.ClickAsync(Send);
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Uten merknad"));
    }
}
