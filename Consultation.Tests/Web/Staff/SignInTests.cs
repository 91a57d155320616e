using System.Net.Http.Headers;
using System.Net.Http.Json;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff;

public sealed class SignInTests
{
    private const string Email = "ragnhild@dep.example";

    [Test]
    public async Task Stranger_WrongPasswordOrUnknownAddress_IsToldTheSame()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        await StaffBrowser.Person(app, Role.Analyst, null, Email);
        using var browser = new StaffBrowser(app);
        var answers = new List<(int, string?, int)>();
        foreach (var address in (string[])[Email, "ingen@dep.example"])
        {
            await (await browser.Get("/staff/sign-in")).Fill(("epost", address), ("passord", "et helt annet passord"));
            answers.Add(
                ((int)browser.Status, browser.Page.QuerySelector(".ds-error-summary")?.TextContent.Trim(), browser.SetCookies.Count)
            );
            Assert.That(browser.Page.QuerySelector("#epost")?.GetAttribute("value"), Is.EqualTo(address), "nothing typed is lost");
            Assert.That(browser.Page.QuerySelector("#passord")?.GetAttribute("value"), Is.Empty, "but for the password");
        }
        Assert.That(answers[0], Is.EqualTo(answers[1]));
        Assert.That(answers[0].Item1, Is.EqualTo(422));
        Assert.That((int)(await browser.Get("/staff")).Status, Is.EqualTo(302));
    }

    [Test]
    public async Task Person_SignsIn_AndIsWhereSheWantedToBe()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        await StaffBrowser.Person(app, Role.Analyst, null, Email);
        using var browser = new StaffBrowser(app);
        await (await browser.Get("/staff/account/password")).Follow();
        await browser.Fill(("epost", " RAGNHILD@dep.example "), ("passord", StaffBrowser.Password));
        Assert.That(((int)browser.Status, browser.Location), Is.EqualTo((303, "/staff/account/password")));
        await browser.Follow();
        Assert.That(browser.Text, Does.Contain("Bytt passord").And.Contain("Ragnhild Østensjø"));
    }

    [TestCase("https://elsewhere.example/staff")]
    [TestCase("//elsewhere.example/staff")]
    [TestCase("/\\elsewhere.example")]
    [TestCase("/staff/../hearings")]
    [TestCase("/staffx")]
    [TestCase("/hearings")]
    public async Task Person_SentElsewhere_ComesToTheOverview(string address)
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        await StaffBrowser.Person(app, Role.Analyst, null, Email);
        using var browser = new StaffBrowser(app);
        await browser.Get("/staff/sign-in?til=" + Uri.EscapeDataString(address));
        await browser.Fill(("epost", Email), ("passord", StaffBrowser.Password));
        Assert.That(browser.Location, Is.EqualTo("/staff"));
    }

    [TestCase("http://localhost", false)]
    [TestCase("https://localhost", true)]
    public async Task Cookie_IsHttpOnlyLax_AndSecureOverHttps(string address, bool secure)
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        await StaffBrowser.Person(app, Role.Analyst, null, Email);
        using var browser = new StaffBrowser(app, address);
        await (await browser.Get("/staff/sign-in")).Fill(("epost", Email), ("passord", StaffBrowser.Password));
        var flags = browser.SetCookies.Single(cookie => cookie.StartsWith("saksbehandling=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.That(flags, Does.Contain("httponly").And.Contain("samesite=lax").And.Contain("path=/"));
        Assert.That(flags.Contains("secure", StringComparison.Ordinal), Is.EqualTo(secure));
        Assert.That(flags, Does.Not.Contain("expires").And.Not.Contain("max-age"), "it goes with the browser");
    }

    [Test]
    public async Task TooManyAttempts_Wait_WhetherOrNotTheAccountExists()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        await StaffBrowser.Person(app, Role.Analyst, null, Email);
        using var browser = new StaffBrowser(app);
        foreach (var address in (string[])[Email, "ingen@dep.example"])
        {
            for (var attempt = 0; attempt < 5; attempt++)
            {
                await (await browser.Get("/staff/sign-in")).Fill(("epost", address), ("passord", "et helt annet passord"));
                Assert.That((int)browser.Status, Is.EqualTo(422));
            }
            await (await browser.Get("/staff/sign-in")).Fill(("epost", address), ("passord", StaffBrowser.Password));
            Assert.That((int)browser.Status, Is.EqualTo(429), "the right password too");
            Assert.That(browser.Text, Does.Contain("Prøv igjen om 15 minutter"));
            Assert.That(browser.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromMinutes(15)));
        }
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        await (await browser.Get("/staff/sign-in")).Fill(("epost", Email), ("passord", StaffBrowser.Password));
        Assert.That((int)browser.Status, Is.EqualTo(303));
    }

    [Test]
    public async Task Session_Idle_OrTooOld_IsOver()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        using var idle = await StaffBrowser.SignedIn(app, Role.Analyst);
        app.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.That((int)(await idle.Get("/staff")).Status, Is.EqualTo(200));
        app.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.That((int)(await idle.Get("/staff")).Status, Is.EqualTo(200), "each use keeps it");
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.That((int)(await idle.Get("/staff")).Status, Is.EqualTo(302));

        using var busy = await StaffBrowser.SignedIn(app, Role.CaseOfficer);
        for (var i = 0; i < 29; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.That((int)(await busy.Get("/staff")).Status, Is.EqualTo(200));
        }
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.That((int)(await busy.Get("/staff")).Status, Is.EqualTo(302), "ten hours at most");
    }

    [Test]
    public async Task SignOut_EndsTheSession_AlsoForACopyOfItsToken()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        using var browser = await StaffBrowser.SignedIn(app, Role.Analyst);
        using var copy = new StaffBrowser(app) { Token = browser.Token };
        Assert.That((int)(await copy.Get("/staff")).Status, Is.EqualTo(200));
        await (await browser.Get("/staff")).Press("Logg ut");
        Assert.That(((int)browser.Status, browser.Token), Is.EqualTo((303, (string?)null)));
        Assert.That((int)(await copy.Get("/staff")).Status, Is.EqualTo(302));
        Assert.That((await browser.Follow()).Text, Does.Contain("Du er logget ut"));
    }

    [Test]
    public async Task Cookie_OpensNothingOfTheApi_AndChangesNothingOfPublicPages()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        using var browser = await StaffBrowser.SignedIn(app, Role.Administrator);
        using var client = app.CreateClient(new() { HandleCookies = false });
        client.DefaultRequestHeaders.Add("Cookie", "saksbehandling=" + browser.Token);
        Assert.That((int)(await client.PostAsJsonAsync("/api/v1/keys", new { name = "x", role = "analyst" })).StatusCode, Is.EqualTo(401));
        using var with = await client.GetAsync("/");
        using var without = await app.Anonymous.GetAsync("/");
        Assert.That(await with.Content.ReadAsStringAsync(), Is.EqualTo(await without.Content.ReadAsStringAsync()));
        Assert.That(with.Headers.ETag, Is.EqualTo(without.Headers.ETag).And.Not.Null);
        Assert.That(with.Headers.Contains("Set-Cookie"), Is.False);
        using var keyed = app.CreateClient(new() { HandleCookies = false, AllowAutoRedirect = false });
        keyed.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestApp.BootstrapKey);
        Assert.That((int)(await keyed.GetAsync("/staff")).StatusCode, Is.EqualTo(302), "a key does not");
    }
}
