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
}
