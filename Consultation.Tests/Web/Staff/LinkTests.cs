using System.Text;
using System.Text.RegularExpressions;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff;

/// <summary>Links that stand for a person once: the first administrator's, invitations, forgotten passwords.</summary>
public sealed class LinkTests
{
    private const string Email = "ragnhild@dep.example";

    [Test]
    public async Task FirstAdministrator_LetsHerselfIn_Once()
    {
        await using var app = new TestApp();
        var first = "/staff/first/" + await app.SendAsJob(new OfferFirstAdministrator.Command());
        var second = "/staff/first/" + await app.SendAsJob(new OfferFirstAdministrator.Command());
        using var browser = new StaffBrowser(app);
        await (await browser.Get(first)).Fill(("navn", "Ragnhild"), ("epost", Email), ("passord", "for kort"), ("passord2", "for kort"));
        Assert.That(((int)browser.Status, browser.ErrorOf("passord")), Is.EqualTo((422, "Passordet må ha minst 12 tegn")));
        Assert.That(browser.Page.QuerySelector("#navn")?.GetAttribute("value"), Is.EqualTo("Ragnhild"), "nothing typed is lost");
        await browser.Fill(("passord", StaffBrowser.Password), ("passord2", "noe helt annet"));
        Assert.That(browser.ErrorOf("passord2"), Is.EqualTo("De to passordene er ikke like"));
        await browser.Fill(("passord", StaffBrowser.Password), ("passord2", StaffBrowser.Password));
        Assert.That(((int)browser.Status, browser.Location), Is.EqualTo((303, "/staff")));
        Assert.That((await browser.Follow()).Location, Is.EqualTo("/staff/account/second-step"));

        foreach (var used in (string[])[first, second])
        {
            using var other = new StaffBrowser(app);
            await other.Get(used);
            if (other.Page.QuerySelector("#navn") is not null)
            {
                var again = new[] { ("navn", "En annen"), ("epost", "annen@dep.example") };
                await other.Fill([.. again, ("passord", StaffBrowser.Password), ("passord2", StaffBrowser.Password)]);
            }
            Assert.That(((int)other.Status, other.Token), Is.EqualTo((410, (string?)null)).Or.EqualTo((409, (string?)null)));
        }
        Assert.That(await app.SendAsJob(new OfferFirstAdministrator.Command()), Is.Null, "somebody has an account");
    }

    [Test]
    public async Task FirstAdministrator_AfterADay_NeedsANewLink()
    {
        await using var app = new TestApp();
        var first = "/staff/first/" + await app.SendAsJob(new OfferFirstAdministrator.Command());
        using var browser = new StaffBrowser(app);
        app.Clock.Advance(OneTimeLinks.FirstLife - TimeSpan.FromMilliseconds(1));
        Assert.That((int)(await browser.Get(first)).Status, Is.EqualTo(200));
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((int)(await browser.Get(first)).Status, Is.EqualTo(410));
    }

    [Test]
    public async Task Invitation_ComesInALetter_OpensOnce_AndLookingDoesNotUseIt()
    {
        await using var app = new TestApp(("PublicUrl", "https://horing.example"), ("SecondStep", "nobody"));
        using var administrator = await StaffBrowser.SignedIn(app, Role.Administrator);
        await (await administrator.Get("/staff/users/invite")).Fill(
            ("navn", "Mathias"),
            ("epost", "mathias@dep.example"),
            ("rolle", "CaseOfficer")
        );
        Assert.That((int)administrator.Status, Is.EqualTo(303), administrator.Text);
        await app.DoDueWork();
        var link = LinkIn(LetterTo(app, "mathias@dep.example"), "https://horing.example");

        using var browser = new StaffBrowser(app);
        await browser.Get(link);
        await browser.Get(link);
        Assert.That(browser.Text, Does.Contain("Hei, Mathias").And.Contain("mathias@dep.example"));
        await browser.Fill(("passord", "mathias er en hare"), ("passord2", "mathias er en hare"));
        Assert.That(browser.ErrorOf("passord"), Is.EqualTo("Passordet kan ikke inneholde e-postadressen din"));
        await browser.Fill(("passord", StaffBrowser.Password), ("passord2", StaffBrowser.Password));
        Assert.That(browser.Location, Is.EqualTo("/staff/sign-in?etter=passord"));
        Assert.That((int)(await browser.Get(link)).Status, Is.EqualTo(410), "used");
        await (await browser.Get("/staff/sign-in")).Fill(("epost", "mathias@dep.example"), ("passord", StaffBrowser.Password));
        Assert.That((int)(await browser.Follow()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Forgotten_SaysTheSameToAll_AndTheLinkEndsSessions()
    {
        await using var app = new TestApp(("PublicUrl", "https://horing.example"));
        using var signedIn = await StaffBrowser.SignedIn(app, Role.Analyst, email: Email);
        await app.DoDueWork();
        foreach (var letter in Letters(app))
        {
            File.Delete(letter);
        }
        using var browser = new StaffBrowser(app);
        var answers = new List<string>();
        foreach (var address in (string[])[Email, "ingen@dep.example"])
        {
            await (await browser.Get("/staff/forgotten")).Fill(("epost", address));
            answers.Add((int)browser.Status + browser.Text.Replace(address, "", StringComparison.Ordinal));
        }
        Assert.That(answers[0], Is.EqualTo(answers[1]));
        await app.DoDueWork();
        Assert.That(Letters(app), Has.Length.EqualTo(1));
        var link = LinkIn(LetterTo(app, Email), "https://horing.example");

        await (await browser.Get(link)).Fill(("passord", "En rev satt i skogen"), ("passord2", "En rev satt i skogen"));
        Assert.That((int)browser.Status, Is.EqualTo(303));
        Assert.That((int)(await signedIn.Get("/staff")).Status, Is.EqualTo(302), "signed out everywhere");
        Assert.That((int)(await browser.Get(link)).Status, Is.EqualTo(410));
        await (await browser.Get("/staff/sign-in")).Fill(("epost", Email), ("passord", StaffBrowser.Password));
        Assert.That((int)browser.Status, Is.EqualTo(422), "the old password is gone");
    }

    [Test]
    public async Task ResetLink_AfterAnHour_OrAfterANewerOne_IsGone()
    {
        await using var app = new TestApp();
        var user = await StaffBrowser.Person(app, Role.Analyst, null, Email);
        var first = (await app.SendAsJob(new ResetUser.Command(user))).Token;
        var second = (await app.SendAsJob(new ResetUser.Command(user))).Token;
        using var browser = new StaffBrowser(app);
        Assert.That((int)(await browser.Get("/staff/link/" + first)).Status, Is.EqualTo(410));
        Assert.That((int)(await browser.Get("/staff/link/" + second)).Status, Is.EqualTo(200));
        app.Clock.Advance(OneTimeLinks.ResetLife);
        Assert.That((int)(await browser.Get("/staff/link/" + second)).Status, Is.EqualTo(410));
    }

    private static string[] Letters(TestApp app) =>
        Path.Combine(app.DataDirectory, "mail") is var folder && Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [];

    internal static string LetterTo(TestApp app, string email) =>
        Letters(app)
            .Select(file => Plain(File.ReadAllText(file, Encoding.UTF8)))
            .Single(letter => letter.Contains($"To: {email}", StringComparison.Ordinal));

    /// <summary>Quoted-printable undone, where it can matter to a link.</summary>
    private static string Plain(string mail) =>
        mail.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);

    internal static string LinkIn(string letter, string host) =>
        Regex.Match(letter, Regex.Escape(host) + @"(/staff/link/[\w-]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
}
