using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Tests.Features.Following;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

/// <summary>Letters to those who work here, as a mail server gets them, in the language that each has chosen.</summary>
public sealed class StaffLinkLetterTests
{
    [TestCase("nb", "", "Du har fått tilgang til Netthøring", "Velg passord", "Nytt passord i Netthøring")]
    [TestCase("nn", "/nn", "Du har fått tilgang til Netthøyring", "Vel passord", "Nytt passord i Netthøyring")]
    [TestCase("en", "/en", "You have been given access to Netthøring", "Choose a password", "A new password in Netthøring")]
    public async Task Link_ComesAsTextAndAsHtml_AndLeadsToAPageInTheSameLanguage(
        string language,
        string prefix,
        string invited,
        string link,
        string forgotten
    )
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var invitation = new InviteUser.Command
        {
            Email = Mailing.Recipient,
            Name = "Åse <Ødegård>",
            Role = Role.Analyst,
            Ministry = null,
            Language = language,
        };
        await app.SendAsJob(invitation);
        await app.DoDueWork();
        var letter = office.Next();
        var address = letter.Link(prefix + "/staff/link/");
        Assert.That(letter.Text("subject"), Is.EqualTo(invited));
        Assert.That(letter.Header("content-language"), Is.EqualTo([language]));
        Assert.That(letter.Text("text"), Does.Contain("Åse <Ødegård>"));
        Assert.That(
            letter.Text("html"),
            Does.Contain($"<html lang=\"{language}\">")
                .And.Contain(link)
                .And.Contain(Mailing.Origin + address)
                .And.Contain("&lt;")
                .And.Not.Contain("<Ødegård>")
        );
        using var browser = new StaffBrowser(app);
        await browser.Get(address);
        Assert.That(browser.Page.DocumentElement.GetAttribute("lang"), Is.EqualTo(language));
        await browser.Fill(("passord", StaffBrowser.Password), ("passord2", StaffBrowser.Password));
        Assert.That((int)browser.Status, Is.EqualTo(303), browser.Text);

        await app.SendAsAnybody(new RequestReset.Command(Mailing.Recipient));
        await app.DoDueWork();
        var again = office.Next();
        Assert.That(again.Text("subject"), Is.EqualTo(forgotten));
        Assert.That(again.Link(prefix + "/staff/link/"), Is.Not.EqualTo(address));
    }
}
