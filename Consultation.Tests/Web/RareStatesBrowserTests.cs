using Consultation.Api.Features.Evening;
using Consultation.Tests.Features.Following;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Support;
using Microsoft.Playwright;

namespace Consultation.Tests.Web;

/// <summary>What a citizen seldom meets: links of letters, a server in trouble, a late reply. Each state axe clean.</summary>
public sealed class RareStatesBrowserTests
{
    [Test]
    public async Task Following_FromTheFormToTheEnd()
    {
        await using var office = PostOffice.Open();
        await using var browsed = await BrowsedApp.Start(Mailing.Through(office.Port));
        var (app, page) = (browsed.App, browsed.Page);
        var id = await app.OpenHearing();
        await page.GotoAsync(await app.AddressOf(id));
        await page.FillAsync("#epost", Mailing.Recipient);
        await page.ClickAsync("#folg button");
        await browsed.Clean("asked");
        await app.DoDueWork();
        var link = office.Next().Link("/follow/");
        await page.GotoAsync(link);
        await browsed.Clean("confirm");
        await page.Locator("main form button").ClickAsync();
        Assert.That(await page.TextContentAsync("h1"), Is.EqualTo("Du følger høringen"));
        await browsed.Clean("confirmed");
        await page.GotoAsync(link + "/end");
        await browsed.Clean("end");
        await page.Locator("main form button").ClickAsync();
        await browsed.Clean("ended");
        await page.GotoAsync(link);
        await browsed.Clean("gone");
        Assert.That(browsed.Complaints, Is.Empty);
    }

    [Test]
    public async Task Trouble_IsToldCalmly()
    {
        await using var browsed = await BrowsedApp.Start(("WriteQueueLength", "1"), ("RateLimits:Searches", "4"));
        var (app, page) = (browsed.App, browsed.Page);
        var id = await app.OpenHearing();
        await app.OpenHearing();
        if (SqlServer.ConnectionString is null)
        {
            using var queue = new FullQueue(app.Database);
            await Send(page, id);
            queue.Release();
            Assert.That(await page.TextContentAsync("main"), Does.Contain("Vent litt og send inn på nytt"));
            await queue.Done();
            await browsed.Clean("busy");
        }
        await app.SendAsJob(new SetEvening.Command(EveningSwitch.On));
        foreach (var prefix in (string[])["", "/nn", "/en"])
        {
            await page.GotoAsync($"{prefix}/hearings/{id}/x/replies?q=stille");
            Assert.That(await page.Locator("main a").CountAsync(), Is.EqualTo(2));
            await browsed.Clean("search closed " + prefix);
        }
        await page.Locator("main a").First.ClickAsync();
        Assert.That(page.Url, Does.EndWith("/replies"));
        await app.SendAsJob(new SetEvening.Command(EveningSwitch.Off));

        await page.GotoAsync($"/hearings/{id}/x/send");
        await app.Withdraw(id).Json(200);
        await SendWhatIsShown(page);
        await browsed.Clean("withdrawn meanwhile");

        var other = await app.OpenHearing();
        await page.GotoAsync($"/hearings/{other}/x/send");
        await app.Database.Write(db => db.Run("alter table HearingRound rename to Lost"));
        await SendWhatIsShown(page);
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Prøv å sende inn igjen"));
        await browsed.Clean("failed");
        await page.GotoAsync($"/hearings/{other}/x/hidden");
        Assert.That(await page.TextContentAsync("h1"), Is.EqualTo("Tjenesten er opptatt akkurat nå"));
        await browsed.Clean("503");
        await app.Database.Write(db => db.Run("alter table Lost rename to HearingRound"));
        await app.Database.Write(db => db.Run("update Hearing set Questions = 'not a list'"));
        await page.GotoAsync($"/hearings/{other}/x/send");
        Assert.That(await page.TextContentAsync("h1"), Is.EqualTo("Noe gikk galt"));
        await browsed.Clean("500");
        await app.Database.Write(db => db.Run("update Hearing set Questions = '[]'"));

        for (var i = 0; i < 6; i++)
        {
            await page.GotoAsync($"/hearings/{other}/x/replies?q=havn{i}");
        }
        await browsed.Clean("429");
        Assert.That(await page.TextContentAsync("h1"), Does.StartWith("Det kom for mange"));
        Assert.That(browsed.Complaints, Is.Empty);
    }

    [Test]
    public async Task LateReply_SaysSoOnTheForm_AndOnTheReceipt()
    {
        await using var browsed = await BrowsedApp.Start();
        var (app, page) = (browsed.App, browsed.Page);
        var id = await app.OpenHearing(lateReplies: "accept");
        await browsed.MoveTo(await app.Deadline(id) + TimeSpan.FromHours(1));
        await page.GotoAsync($"/hearings/{id}/x/send");
        await browsed.Clean("late form");
        await SendWhatIsShown(page);
        Assert.That(page.Url, Does.Contain("/receipts/"));
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Mottatt etter fristen"));
        await browsed.Clean("late receipt");
        Assert.That(browsed.Complaints, Is.Empty);
    }

    [Test]
    public async Task Upload_ShowsHowFarItIs_AndSendingWaitsForIt()
    {
        await using var browsed = await BrowsedApp.Start();
        var (app, page) = (browsed.App, browsed.Page);
        var id = await app.OpenHearing();
        var held = new TaskCompletionSource();
        await page.RouteAsync(
            "**/attachments",
            async route =>
            {
                await held.Task;
                await route.ContinueAsync();
            }
        );
        await page.GotoAsync($"/hearings/{id}/x/send");
        await page.SetInputFilesAsync(
            "#filer",
            new FilePayload
            {
                Name = "Støylogg mars–oktober.pdf",
                MimeType = "application/pdf",
                Buffer = Uploads.Pdf,
            }
        );
        await page.Locator("progress").WaitForAsync();
        await browsed.Clean("uploading");
        await SendWhatIsShown(page);
        await Assertions.Expect(page.Locator("[data-wait]")).ToBeVisibleAsync();
        Assert.That(page.Url, Does.EndWith("/send"), "it waits for the file");
        await browsed.Clean("waiting");
        held.SetResult();
        await page.WaitForURLAsync("**/receipts/**");
        Assert.That(await page.TextContentAsync("main"), Does.Contain("1 vedlegg"));
        Assert.That(browsed.Complaints, Is.Empty);
    }

    [Test]
    public async Task PermanentAddress_IsCopied_AndSaysSo()
    {
        await using var browsed = await BrowsedApp.Start();
        var (app, page) = (browsed.App, browsed.Page);
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync($"/hearings/{id}/x/replies/1");
        await page.ClickAsync("[data-copy]");
        await Assertions.Expect(page.Locator("[data-copy]")).ToContainTextAsync("kopiert");
        Assert.That(await page.EvaluateAsync<string>("navigator.clipboard.readText()"), Does.EndWith("/replies/1"));
        Assert.That(page.Url, Does.EndWith("/replies/1"));
        await browsed.Clean("copied");
        Assert.That(browsed.Complaints, Is.Empty);
    }

    private static async Task Send(IPage page, string hearing)
    {
        await page.GotoAsync($"/hearings/{hearing}/x/send");
        await SendWhatIsShown(page);
    }

    private static async Task SendWhatIsShown(IPage page)
    {
        await page.FillAsync("#navn", "Ingebjørg Aamodt-Solheimsnes");
        await page.FillAsync("#epost", "ingebjorg@example.com");
        await page.FillAsync("#tekst", "Jeg bor ved kaia.");
        await page.CheckAsync("#vilkar");
        await page.ClickAsync("[name=steg][value=send]");
        await page.WaitForLoadStateAsync();
    }
}
