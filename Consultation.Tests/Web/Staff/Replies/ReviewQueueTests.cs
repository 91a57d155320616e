using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff.Replies;

/// <summary>What the queue tells of the replies that wait, what is put off, and what a sender is told in the ministry's own words.</summary>
public sealed class ReviewQueueTests : ReviewSteps
{
    [Test]
    public async Task Queue_TellsHowLongTheyWait_AndWhereAnIdentityNumberMayStand()
    {
        await Send("Det eldste.");
        App.Clock.Advance(TimeSpan.FromDays(3));
        await Send($"Mitt nummer er {Number}.", notANumber: true);
        using var staff = await StaffBrowser.SignedIn(App, Role.CaseOfficer, "ksd", "tre@dep.example");
        await staff.Get(Reply(1));
        Assert.That(staff.Text, Does.Contain("2 venter på gjennomgang · det eldste i 3 virkedager · mål: 2 virkedager"));
        var items = staff.Page.QuerySelectorAll("[data-queue] li").Select(item => item.Line()).ToArray();
        Assert.That(items[0], Does.Contain("Nr. 1 · privatperson · ventet 3 virkedager").And.Not.Contain("fødselsnummer"));
        Assert.That(items[1], Does.Contain("nytt svar").And.EndWith("Mulig fødselsnummer"));
    }

    [Test]
    public async Task SetAside_ComesLast_UntilItIsDecidedOn()
    {
        await Send("Det første.");
        await Send("Det andre.");
        await Send("Det tredje.");
        using var analyst = await StaffBrowser.SignedIn(App, Role.Analyst, "ksd");
        await analyst.Get(Reply(1));
        Assert.That(analyst.Text, Does.Not.Contain("Legg til side"));
        await First.Get(Reply(1));
        await First.Press("Legg til side");
        Assert.That((int)First.Status, Is.EqualTo(303), First.Text);
        Assert.That(First.Location, Does.StartWith(Reply(2)));
        await First.Follow();
        Assert.That(First.Text, Does.Contain("Svar 1 er lagt sist i køen."));
        Assert.That(Numbers(First), Is.EqualTo((string[])["2", "3", "1"]));
        await Second.Get($"/staff/hearings/{Hearing}/review");
        Assert.That(Second.Location, Is.EqualTo(Reply(2)), "for others too");
        await Second.Get(Reply(1));
        Assert.That(Second.Text, Does.Contain("Lagt til side av Ragnhild Østensjø 02.03.2026"));
        Assert.That(Numbers(Second), Is.EqualTo((string[])["2", "3", "1"]));
        await Second.Get(Reply(3));
        await Second.Press("Legg til side");
        await Second.Get(Reply(2));
        Assert.That(Numbers(Second), Is.EqualTo((string[])["2", "1", "3"]), "in the order in which they were put there");

        await First.Get(Reply(2));
        await First.Fill(("vedtak", "Publish"));
        Assert.That(First.Location, Does.StartWith(Reply(1)));
        await First.Follow();
        await First.Fill(("vedtak", "Withhold"), ("grunn", "Hate"));
        await Second.Get(Reply(1));
        await Second.Press("Jeg er ikke enig");
        await First.Get($"/staff/hearings/{Hearing}/review");
        Assert.That(First.Location, Is.EqualTo(Reply(1)), "a decision takes it back");
        await First.Get(Reply(2));
        await First.Post(Reply(2) + "?handler=aside", site: "same-origin");
        Assert.That((int)First.Status, Is.EqualTo(400), "no form token");
    }

    [Test]
    public async Task Message_TooLong_IsToldAtTheField_AndNotLost()
    {
        var reply = Given.Reply("Naboen er syk.");
        reply["sender"]!["email"] = "kari@example.no";
        await App.Anonymous.Send(Hearing, reply).Json(201);
        await First.Get(Reply(1));
        var message = new string('x', 2001);
        await First.Fill(("vedtak", "Withhold"), ("grunn", "Privacy"), ("melding", message));
        Assert.That((int)First.Status, Is.EqualTo(422));
        Assert.That(First.ErrorOf("melding"), Is.Not.Null);
        Assert.That(First.Page.QuerySelector<IHtmlTextAreaElement>("#melding")!.Value, Is.EqualTo(message));
        await First.Fill(("melding", "Vi har skjult navnet."));
        Assert.That((int)First.Status, Is.EqualTo(303), First.Text);
        await Second.Get(Reply(1));
        Assert.That(Second.Text, Does.Contain("Vi har skjult navnet."), "whoever confirms it reads what is sent");
        await Send("Uten adresse.");
        await First.Get(Reply(2));
        Assert.That(First.Page.QuerySelector("#melding"), Is.Null);
        Assert.That(First.Text, Does.Contain("Avsenderen har ikke oppgitt e-postadresse"));
    }

    private static string[] Numbers(StaffBrowser browser) =>
        [.. browser.Page.QuerySelectorAll("[data-queue] a").Select(link => link.GetAttribute("href")!.Split('/', '?')[5])];
}
