using System.Globalization;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;
using Microsoft.Playwright;

namespace Consultation.Tests.Web.Staff;

/// <summary>What staff seldom meet: refused at the door, changed under one's hands, work that has stopped. Each state axe clean.</summary>
public sealed class RareStatesBrowserTests
{
    private const string Email = "ragnhild@dep.example";
    private const string Host = "https://horing.example";
    private BrowsedApp _browsed = null!;

    private TestApp App => _browsed.App;
    private IPage Page => _browsed.Page;

    [SetUp]
    public async Task Start() => _browsed = await BrowsedApp.Start(("SecondStep", "nobody"), ("PublicUrl", Host));

    [TearDown]
    public async Task Stop()
    {
        Assert.That(_browsed.Complaints, Is.Empty, "no blocked script or style, no missing file");
        await _browsed.DisposeAsync();
    }

    [Test]
    public async Task Door_WrongPassword_ForgottenPassword_NewPassword_TooMany()
    {
        await StaffBrowser.Person(App, Role.Analyst, null, Email);
        await SignIn("feil passord her");
        Assert.That(await Page.TitleAsync(), Does.StartWith("Feil:"));
        Assert.That(await Page.InputValueAsync("#epost"), Is.EqualTo(Email));
        await _browsed.Clean("wrong password");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Glemt passord" }).ClickAsync();
        await Page.FillAsync("#epost", Email);
        await Page.Locator("main form button").ClickAsync();
        await _browsed.Clean("letter sent");
        await App.DoDueWork();
        await Page.GotoAsync(LinkTests.LinkIn(LinkTests.LetterTo(App, Email), Host));
        await Page.FillAsync("#passord", "kort");
        await Page.FillAsync("#passord2", "kort");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Lagre passord" }).ClickAsync();
        Assert.That(await Page.TitleAsync(), Does.StartWith("Feil:"));
        await _browsed.Clean("too short");
        const string fresh = "En elg krysset tunet igjen";
        await Page.FillAsync("#passord", fresh);
        await Page.FillAsync("#passord2", fresh);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Lagre passord" }).ClickAsync();
        await _browsed.Clean("saved");
        await SignIn(fresh);
        Assert.That(Page.Url, Does.EndWith("/staff"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Logg ut" }).ClickAsync();
        for (var guess = 0; guess < 6; guess++)
        {
            await SignIn("gjetning nummer " + guess.ToString(CultureInfo.InvariantCulture));
        }
        Assert.That(await Page.TextContentAsync("main"), Does.Contain("mange"));
        await _browsed.Clean("too many");
    }

    [Test]
    public async Task StrangerAndWrongRole_GetNowhere()
    {
        var id = await App.OpenHearing();
        await App.OpenHearing(ministry: "kld");
        await Page.GotoAsync($"/staff/hearings/{id}");
        Assert.That(Page.Url, Does.Contain("/staff/sign-in"));
        await _browsed.Clean("stranger");
        using var foreign = await StaffBrowser.SignedIn(App, Role.CaseOfficer, "kld");
        await _browsed.SignIn(foreign);
        await Page.GotoAsync($"/staff/hearings/{id}/review");
        Assert.That(await Page.TextContentAsync("h1"), Is.EqualTo("Vi finner ikke siden"));
        await _browsed.Clean("foreign ministry");
        await Page.GotoAsync("/staff/operations");
        Assert.That(await Page.TextContentAsync("h1"), Is.EqualTo("Du har ikke tilgang"));
        await _browsed.Clean("wrong role");
        using var reader = await StaffBrowser.SignedIn(App, Role.Analyst, "ksd");
        await _browsed.SignIn(reader);
        await Page.GotoAsync($"/staff/hearings/{id}");
        Assert.That(await Page.GetByText("Forleng fristen").CountAsync(), Is.Zero, "what one may not is not offered");
        await _browsed.Clean("reader");
        await Page.GotoAsync($"/staff/hearings/{id}/extend/1");
        Assert.That(await Page.TextContentAsync("h1"), Is.EqualTo("Du har ikke tilgang").Or.EqualTo("Vi finner ikke siden"));
    }

    [Test]
    public async Task Replies_RegisteredRefusedAndChangedUnderOnesHands()
    {
        var id = await App.OpenHearing(publication: "reviewed");
        using var officer = await StaffBrowser.SignedIn(App, Role.CaseOfficer, "ksd", Email);
        await _browsed.SignIn(officer);
        await Page.GotoAsync($"/staff/hearings/{id}/register");
        await Page.FillAsync("#navn", "Aurland bygdelag");
        await Page.CheckAsync("[name=type][value=Organisation]");
        await Page.CheckAsync("[name=svartype][value=WithRemarks]");
        await Page.FillAsync("#tekst", "Vi er imot. Mitt nummer er 10915596784.");
        await Page.CheckAsync("[name=kanal][value=paper]");
        await Page.FillAsync("#dato", "2026-03-02");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Registrer svaret" }).ClickAsync();
        await _browsed.Clean("number of identity");
        await Page.GetByLabel("Tallene er ikke et fødselsnummer").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Registrer svaret" }).ClickAsync();
        await _browsed.Clean("registered");
        var sent = await App.Anonymous.Send(id, Given.Reply("Første linje.\n\nAndre linje.")).Json(201);
        await Page.GotoAsync($"/staff/hearings/{id}/replies");
        await Page.GetByLabel("Velg alle på siden").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Publiser valgte" }).ClickAsync();
        await _browsed.Clean("bulk partly refused");

        await App.Anonymous.Send(id, Given.Reply("Tredje svar.\n\nAndre linje.")).Json(201);
        var third = await App.Anonymous.Send(id, Given.Reply("Fjerde svar.\n\nAndre linje.")).Json(201);
        await Page.GotoAsync($"/staff/hearings/{id}/replies/4");
        await App.Anonymous.Correct(id, 4, Given.Reply("Fjerde svar.\n\nEn helt annen linje."), third.Text("editToken")).Json(200);
        await Page.CheckAsync("[name=vedtak][value=Publish]");
        await Page.ClickAsync("[data-save]");
        await Page.Locator("ins").First.WaitForAsync();
        await _browsed.Clean("changed under one's hands");
        Assert.That(sent, Is.Not.Null);
    }

    [Test]
    public async Task Work_RunningAndStopped()
    {
        var id = await App.OpenHearing();
        var import = await ImportFiles.Started(App, id);
        using var officer = await StaffBrowser.SignedIn(App, Role.CaseOfficer, "ksd", Email);
        await _browsed.SignIn(officer);
        await Page.GotoAsync($"/staff/hearings/{id}/imports/{import}");
        await _browsed.Clean("import waits");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(App.DataDirectory, "imports")))
        {
            File.Delete(file);
        }
        for (var i = 0; i < 12; i++)
        {
            await App.DoDueWork();
            App.Clock.Advance(TimeSpan.FromMinutes(6));
        }
        using var admin = await StaffBrowser.SignedIn(App, Role.Administrator, email: "drift@dep.example");
        await _browsed.SignIn(admin);
        await Page.GotoAsync("/staff/operations");
        Assert.That(await Page.TextContentAsync("main"), Does.Contain("Stanset"));
        await _browsed.Clean("work stopped");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Prøv igjen" }).First.ClickAsync();
        await _browsed.Clean("set going again");
    }

    [Test]
    public async Task Pages_PrintedAndInTheReadersOwnColours()
    {
        var id = await App.OpenHearing(publication: "reviewed");
        await App.Anonymous.Send(id, Given.Reply("Vi bor ved kaia.")).Json(201);
        using var officer = await StaffBrowser.SignedIn(App, Role.CaseOfficer, "ksd", Email);
        await _browsed.SignIn(officer);
        var found = new List<string>();
        foreach (var rest in (string[])["", "/replies", "/replies/1", "/invited", "/reports/1", "/questions"])
        {
            await Page.EmulateMediaAsync(new() { Media = Media.Screen, ForcedColors = ForcedColors.Active });
            await Page.GotoAsync($"/staff/hearings/{id}{rest}");
            // Axe takes text to have the author's colours still.
            found.AddRange((await Page.Findings(axe: false)).Select(finding => $"{rest} {finding}"));
            found.AddRange((await Page.Edgeless()).Select(edgeless => $"{rest} {edgeless}"));
            await Page.SetViewportSizeAsync(720, 900); // As wide as a sheet of paper.
            await Page.EmulateMediaAsync(new() { Media = Media.Print, ForcedColors = ForcedColors.None });
            found.AddRange((await Page.Findings()).Select(finding => $"{rest} printed {finding}"));
        }
        Assert.That(found, Is.Empty);
    }

    private async Task SignIn(string password)
    {
        await Page.GotoAsync("/staff/sign-in");
        await Page.FillAsync("#epost", Email);
        await Page.FillAsync("#passord", password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Logg inn" }).ClickAsync();
    }
}
