using Consultation.Api.Pipeline;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff;

/// <summary>The page of whoever runs the program.</summary>
public sealed class OperationsPageTests
{
    [Test]
    public async Task WorkThatGaveUp_IsSeenAndSetGoing()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        await ImportFiles.Started(app, await app.OpenHearing());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(app.DataDirectory, "imports")))
        {
            File.Delete(file);
        }
        for (var i = 0; i < 12; i++)
        {
            await app.DoDueWork();
            app.Clock.Advance(TimeSpan.FromMinutes(6));
        }
        using var admin = await StaffBrowser.SignedIn(app, Role.Administrator);
        await admin.Get("/staff/operations");
        Assert.That(admin.Text, Does.Contain("Importere en fil").And.Contain("Stanset").And.Contain("etter 10 forsøk"));
        await admin.Press("Prøv igjen");
        Assert.That((int)admin.Status, Is.EqualTo(303), admin.Text);
        await admin.Follow();
        Assert.That(admin.Text, Does.Contain("satt i gang igjen"));
        await admin.Post("/staff/operations", site: "cross-site", ("arbeid", "1"));
        Assert.That((int)admin.Status, Is.Not.EqualTo(303));
    }

    [Test]
    public async Task LetterThatGaveUp_IsSeenWithWhomItIsTo_AndSentWhenSomebodyAsks()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port, ("SecondStep", "nobody"));
        using var admin = await StaffBrowser.SignedIn(app, Role.Administrator);
        await office.Behave("refuse");
        await app.Reply(await app.OpenHearing());
        await app.DoDueWork();
        await admin.Get("/staff/operations");
        Assert.That(admin.Text, Does.Contain("Sende et brev").And.Contain("Til " + Mailing.Recipient).And.Contain("etter 1 forsøk"));
        Assert.That(admin.Text, Does.Contain($"Brev sendes gjennom 127.0.0.1:{office.Port}."));

        await office.Behave("take");
        await admin.Press("Prøv igjen");
        await admin.Follow();
        Assert.That(admin.Text, Does.Contain("satt i gang igjen"));
        await app.DoDueWork();
        Assert.That(office.Next().ToJsonString(), Does.Contain(Mailing.Recipient));
        await admin.Get("/staff/operations");
        Assert.That(admin.Text, Does.Contain("Ingenting har stanset").And.Not.Contain(Mailing.Recipient));
    }

    [Test]
    public async Task LettersInAFolder_AreCounted()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        using var admin = await StaffBrowser.SignedIn(app, Role.Administrator);
        await app.Reply(await app.OpenHearing());
        await app.DoDueWork();
        await admin.Get("/staff/operations");
        var folder = Path.Combine(app.DataDirectory, "mail");
        Assert.That(Directory.GetFiles(folder, "*.eml"), Has.Length.EqualTo(1));
        Assert.That(admin.Text, Does.Contain(folder).And.Contain("Ingen e-posttjener er satt opp"));
        var figures = admin.Page.QuerySelectorAll(".figures dd").Select(figure => figure.TextContent.Trim()).Take(2);
        Assert.That(figures, Is.EqualTo((string[])["2", "1"]), "the administrator's invitation was taken before it was sent");
    }

    [Test]
    public async Task LettersInAFolder_AreListed_BySubjectAndRecipient_AndNothingThatTheySay()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        await app.Draft(Given.Hearing(ministry: "ksd"));
        using var ministry = await StaffBrowser.SignedIn(app, Role.Administrator, "ksd");
        Assert.That((int)(await ministry.Get("/staff/operations")).Status, Is.EqualTo(403));
        using var admin = await StaffBrowser.SignedIn(app, Role.Administrator);
        await admin.Get("/staff/operations");
        Assert.That(admin.Text, Does.Contain("Ingen brev ligger i mappen."));

        var hearing = await app.OpenHearing();
        for (var i = 0; i < 22; i++)
        {
            await app.Reply(hearing);
            await app.DoDueWork();
            app.Clock.Advance(TimeSpan.FromHours(1));
        }
        // A day has passed, and with it the session.
        using var later = await StaffBrowser.SignedIn(app, Role.Administrator, email: "senere@dep.example");
        var folder = Path.Combine(app.DataDirectory, "mail");
        var newest = Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Last();
        var letter = await File.ReadAllTextAsync(newest);
        var encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("Høring om bå")[..^1]);
        await File.WriteAllTextAsync(
            newest,
            $"To: <kari@eksempel.no>\nSubject: =?utf-8?B?{encoded}?=\n =?utf-8?Q?=A5ter_=C3=A5pen?= nå\n\nSubject: Hemmelig\n"
        );
        await later.Get("/staff/operations");
        var rows = later.Page.QuerySelectorAll("#bl ~ .scroll tbody tr");
        Assert.That(rows, Has.Length.EqualTo(20));
        Assert.That(
            rows[0].QuerySelector("th")!.TextContent,
            Is.EqualTo("Høring om båter åpen nå"),
            "a letter may begin in one word and end in the next"
        );
        Assert.That(rows[0].TextContent, Does.Contain("kari@eksempel.no"));
        Assert.That(rows[1].QuerySelector("th")!.TextContent, Does.StartWith("Kvittering"));
        Assert.That(rows[1].TextContent, Does.Contain(Mailing.Recipient));
        Assert.That(later.Text, Does.Not.Contain("Hemmelig").And.Contain("De 20 nyeste"));
        Assert.That(letter, Does.Contain("Subject: "));

        // What is no letter, or was taken by somebody else meanwhile, hides none of the others.
        await File.WriteAllTextAsync(newest, "\0\u0001 ikke et brev");
        await later.Get("/en/staff/operations");
        Assert.That(later.Page.QuerySelector("#bl ~ .scroll tbody th")!.TextContent, Is.EqualTo("–"));
    }
}
