using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff;

/// <summary>A form whose session has ended keeps what was typed.</summary>
public sealed class KeptFormTests
{
    [Test]
    public async Task ExpiredForm_IsCarriedThroughSigningIn_AndSentOn()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        using var browser = await StaffBrowser.SignedIn(app, Role.Administrator, email: "en@dep.example");
        await browser.Get("/nn/staff/users/invite");
        app.Clock.Advance(StaffSessions.MostIdle);
        await browser.Fill(("navn", "Mathias \"M\" Oppegård-Lie"), ("epost", "mathias@dep.example"), ("rolle", "CaseOfficer"));
        Assert.That((int)browser.Status, Is.EqualTo(401));
        Assert.That(browser.Text, Does.Contain("Det du skreiv, er teke vare på"));
        await browser.Fill(("epost", "en@dep.example"), ("passord", "et helt annet passord"));
        Assert.That((int)browser.Status, Is.EqualTo(422), "kept also through a mistake");
        await browser.Fill(("epost", "en@dep.example"), ("passord", StaffBrowser.Password));
        Assert.That((int)browser.Status, Is.EqualTo(200));
        await browser.Press("Send det eg skreiv");
        Assert.That(((int)browser.Status, browser.Location), Is.EqualTo((303, "/nn/staff/users?etter=invitert")));
        var made = (await app.SendAsJob(new ListUsers.Query())).Single(user => user.Email == "mathias@dep.example");
        Assert.That((made.Name, made.Roles.Single().Role), Is.EqualTo(("Mathias \"M\" Oppegård-Lie", Role.CaseOfficer)));
    }

    [Test]
    public async Task Password_IsNotCarried()
    {
        await using var app = new TestApp();
        using var browser = await StaffBrowser.SignedIn(app, Role.Analyst);
        await browser.Get("/staff/account/password");
        app.Clock.Advance(StaffSessions.MostIdle);
        await browser.Fill(
            ("passord", "hemmeligheten min"),
            ("nyttpassord", "en annen hemmelighet"),
            ("nyttpassord2", "en annen hemmelighet")
        );
        Assert.That((int)browser.Status, Is.EqualTo(401));
        Assert.That(browser.Page.DocumentElement.OuterHtml, Does.Not.Contain("hemmelig"));
    }

    /// <summary>Else whoever makes somebody post a form here could have it sent on by her signing in.</summary>
    [TestCase("cross-site")]
    [TestCase("same-site")]
    [TestCase(null)]
    public async Task FormOfAnotherSite_IsNotCarried(string? site)
    {
        await using var app = new TestApp();
        using var browser = new StaffBrowser(app);
        await browser.Post("/staff/users/invite", site, ("navn", "Ond"), ("epost", "ond@elsewhere.example"), ("rolle", "Administrator"));
        Assert.That(((int)browser.Status, browser.Location), Is.EqualTo((302, "/staff/sign-in?til=%2Fstaff%2Fusers%2Finvite")));
    }

    [Test]
    public async Task CarriedAddress_OutsideOurPages_IsForgotten()
    {
        await using var app = new TestApp();
        await StaffBrowser.Person(app, Role.Analyst, null, "en@dep.example");
        using var browser = new StaffBrowser(app);
        await browser.Get("/staff/sign-in");
        var token = browser.Page.QuerySelector("input[name=kontroll]")!.GetAttribute("value")!;
        (string, string)[] form = [("kontroll", token), ("epost", "en@dep.example"), ("passord", StaffBrowser.Password)];
        await browser.Post("/staff/sign-in", "same-origin", [.. form, ("behold", "https://elsewhere.example/staff")]);
        Assert.That(((int)browser.Status, browser.Location), Is.EqualTo((303, "/staff")));
    }
}
