using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff;

public sealed class SecondStepTests
{
    private const string Email = "ragnhild@dep.example";

    [Test]
    public async Task Administrator_WithoutASecondStep_SeesNothingElse()
    {
        await using var app = new TestApp();
        using var browser = await StaffBrowser.SignedIn(app, Role.Administrator, email: Email);
        foreach (var page in (string[])["/staff", "/staff/users", "/staff/keys", "/staff/account"])
        {
            await browser.Get(page);
            Assert.That((page, browser.Location), Is.EqualTo((page, "/staff/account/second-step")));
        }
        using var officer = await StaffBrowser.SignedIn(app, Role.CaseOfficer);
        Assert.That((int)(await officer.Get("/staff")).Status, Is.EqualTo(200), "of others it is not asked");
    }

    [Test]
    public async Task Code_OpensTheSession_OnceAndInTime()
    {
        await using var app = new TestApp();
        using var browser = await StaffBrowser.SignedIn(app, Role.Administrator, email: Email);
        var (secret, _) = await SetUp(app, browser);
        Assert.That((int)(await browser.Get("/staff")).Status, Is.EqualTo(200));
        using var copy = new StaffBrowser(app) { Token = browser.Token };

        using var second = new StaffBrowser(app);
        await Password(second);
        Assert.That(second.Text, Does.Contain("Engangskode"));
        var half = second.Token;
        Assert.That((await second.Get("/staff")).Location, Is.EqualTo("/staff/sign-in"), "half a sign-in opens nothing");
        await (await second.Get("/staff/sign-in")).Fill(("kode", CodeOf(app, secret)));
        Assert.That((int)second.Status, Is.EqualTo(422), "the code that set it up was used");
        await second.Fill(("kode", CodeOf(app, secret, steps: 3)));
        Assert.That((int)second.Status, Is.EqualTo(422), "too far off");
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        await second.Fill(("kode", CodeOf(app, secret)));
        Assert.That(((int)second.Status, second.Location), Is.EqualTo((303, "/staff")));
        Assert.That(second.Token, Is.Not.EqualTo(half), "a new token after the second step");
        Assert.That((int)(await second.Follow()).Status, Is.EqualTo(200));

        using var late = new StaffBrowser(app);
        await Password(late);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await late.Fill(("kode", CodeOf(app, secret)));
        Assert.That((int)late.Status, Is.EqualTo(409), "begun too long ago");
    }

    [Test]
    public async Task RecoveryCode_OpensOnce()
    {
        await using var app = new TestApp();
        using var browser = await StaffBrowser.SignedIn(app, Role.Administrator, email: Email);
        var (_, codes) = await SetUp(app, browser);
        Assert.That(codes, Has.Length.EqualTo(10).And.Unique);
        Assert.That((await browser.Get("/staff/account/second-step")).Text, Does.Not.Contain(codes[0]), "shown this once");

        using var lost = new StaffBrowser(app);
        await Password(lost);
        await lost.Fill(("kode", codes[3].ToUpperInvariant().Replace('-', ' ')));
        Assert.That((int)lost.Status, Is.EqualTo(303));
        using var again = new StaffBrowser(app);
        await Password(again);
        await again.Fill(("kode", codes[3]));
        Assert.That((int)again.Status, Is.EqualTo(422));
        Assert.That((await lost.Get("/staff/account")).Text, Does.Contain("9 gjenopprettingskoder igjen"));
    }

    [Test]
    public async Task Guessing_IsThrottled()
    {
        await using var app = new TestApp();
        using var browser = await StaffBrowser.SignedIn(app, Role.Administrator, email: Email);
        var (secret, _) = await SetUp(app, browser);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        using var guesser = new StaffBrowser(app);
        await Password(guesser);
        for (var guess = 0; guess < 5; guess++)
        {
            await guesser.Fill(("kode", "00000" + guess));
            Assert.That((int)guesser.Status, Is.EqualTo(422));
        }
        await guesser.Fill(("kode", CodeOf(app, secret)));
        Assert.That((int)guesser.Status, Is.EqualTo(429));
    }

    [Test]
    public async Task TurningItOff_NeedsThePassword_AndEndsOtherSessions()
    {
        await using var app = new TestApp();
        using var browser = await StaffBrowser.SignedIn(app, Role.CaseOfficer, email: Email);
        await SetUp(app, browser);
        using var other = new StaffBrowser(app);
        await Password(other);
        await browser.Get("/staff/account/second-step");
        await browser.Fill(("passord", "et helt annet passord"));
        Assert.That((int)browser.Status, Is.EqualTo(422));
        await browser.Fill(("passord", StaffBrowser.Password));
        Assert.That((int)browser.Status, Is.EqualTo(303));
        Assert.That((await other.Get("/staff/sign-in")).Text, Does.Not.Contain("Engangskode"), "what waited for a code is over");
        Assert.That((await browser.Follow()).Page.QuerySelector(".secret"), Is.Not.Null, "it can be set up anew");
    }

    /// <summary>Sets the second step up in the pages; the secret and the recovery codes.</summary>
    private static async Task<(byte[] Secret, string[] Codes)> SetUp(TestApp app, StaffBrowser browser)
    {
        await browser.Get("/staff/account/second-step");
        Assert.That(browser.Page.QuerySelector("svg.qr"), Is.Not.Null);
        var secret = FromBase32(browser.Page.QuerySelector(".secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal));
        await browser.Fill(("kode", "000000"));
        Assert.That((int)browser.Status, Is.EqualTo(422));
        Assert.That(
            FromBase32(browser.Page.QuerySelector(".secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal)),
            Is.EqualTo(secret)
        );
        await browser.Fill(("kode", CodeOf(app, secret)));
        Assert.That((int)browser.Status, Is.EqualTo(200), browser.Text);
        return (secret, [.. browser.Page.QuerySelectorAll(".codes code").Select(code => code.TextContent)]);
    }

    private static async Task Password(StaffBrowser browser)
    {
        await (await browser.Get("/staff/sign-in")).Fill(("epost", Email), ("passord", StaffBrowser.Password));
        await browser.Follow();
    }

    private static string CodeOf(TestApp app, byte[] secret, int steps = 0) =>
        Totp.Code(secret, Totp.StepOf(app.Clock.GetUtcNow()) + steps);

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(
            text.Select(letter =>
                Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')
            )
        );
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
