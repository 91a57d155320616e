using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff.Replies;

/// <summary>What the queue tells of the replies that wait, what is put off, and what a sender is told in the ministry's own words.</summary>
public sealed class ReviewQueueTests
{
    private const string Number = "10915596784"; // can exist, and is nobody's: a synthetic number
    private TestApp _app = null!;
    private string _hearing = null!;
    private StaffBrowser _first = null!;
    private StaffBrowser _second = null!;

    [SetUp]
    public async Task Start()
    {
        _app = new TestApp();
        _hearing = await _app.OpenHearing(publication: "reviewed");
        _first = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd", "en@dep.example");
        _second = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd", "to@dep.example");
    }

    [TearDown]
    public async Task Stop()
    {
        _first.Dispose();
        _second.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Queue_TellsHowLongTheyWait_AndWhereAnIdentityNumberMayStand()
    {
        await Send("Det eldste.");
        _app.Clock.Advance(TimeSpan.FromDays(3));
        await Send($"Mitt nummer er {Number}.", notANumber: true);
        using var staff = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd", "tre@dep.example");
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
        using var analyst = await StaffBrowser.SignedIn(_app, Role.Analyst, "ksd");
        await analyst.Get(Reply(1));
        Assert.That(analyst.Text, Does.Not.Contain("Legg til side"));
        await _first.Get(Reply(1));
        await _first.Press("Legg til side");
        Assert.That((int)_first.Status, Is.EqualTo(303), _first.Text);
        Assert.That(_first.Location, Does.StartWith(Reply(2)));
        await _first.Follow();
        Assert.That(_first.Text, Does.Contain("Svar 1 er lagt sist i køen."));
        Assert.That(Numbers(_first), Is.EqualTo((string[])["2", "3", "1"]));
        await _second.Get($"/staff/hearings/{_hearing}/review");
        Assert.That(_second.Location, Is.EqualTo(Reply(2)), "for others too");
        await _second.Get(Reply(1));
        Assert.That(_second.Text, Does.Contain("Lagt til side av Ragnhild Østensjø 02.03.2026"));
        Assert.That(Numbers(_second), Is.EqualTo((string[])["2", "3", "1"]));
        await _second.Get(Reply(3));
        await _second.Press("Legg til side");
        await _second.Get(Reply(2));
        Assert.That(Numbers(_second), Is.EqualTo((string[])["2", "1", "3"]), "in the order in which they were put there");

        await _first.Get(Reply(2));
        await _first.Fill(("vedtak", "Publish"));
        Assert.That(_first.Location, Does.StartWith(Reply(1)));
        await _first.Follow();
        await _first.Fill(("vedtak", "Withhold"), ("grunn", "Hate"));
        await _second.Get(Reply(1));
        await _second.Press("Jeg er ikke enig");
        await _first.Get($"/staff/hearings/{_hearing}/review");
        Assert.That(_first.Location, Is.EqualTo(Reply(1)), "a decision takes it back");
        await _first.Get(Reply(2));
        await _first.Post(Reply(2) + "?handler=aside", site: "same-origin");
        Assert.That((int)_first.Status, Is.EqualTo(400), "no form token");
    }

    [Test]
    public async Task Message_TooLong_IsToldAtTheField_AndNotLost()
    {
        var reply = Given.Reply("Naboen er syk.");
        reply["sender"]!["email"] = "kari@example.no";
        await _app.Anonymous.Send(_hearing, reply).Json(201);
        await _first.Get(Reply(1));
        var message = new string('x', 2001);
        await _first.Fill(("vedtak", "Withhold"), ("grunn", "Privacy"), ("melding", message));
        Assert.That((int)_first.Status, Is.EqualTo(422));
        Assert.That(_first.ErrorOf("melding"), Is.Not.Null);
        Assert.That(_first.Page.QuerySelector<IHtmlTextAreaElement>("#melding")!.Value, Is.EqualTo(message));
        await _first.Fill(("melding", "Vi har skjult navnet."));
        Assert.That((int)_first.Status, Is.EqualTo(303), _first.Text);
        await _second.Get(Reply(1));
        Assert.That(_second.Text, Does.Contain("Vi har skjult navnet."), "whoever confirms it reads what is sent");
        await Send("Uten adresse.");
        await _first.Get(Reply(2));
        Assert.That(_first.Page.QuerySelector("#melding"), Is.Null);
        Assert.That(_first.Text, Does.Contain("Avsenderen har ikke oppgitt e-postadresse"));
    }

    private static string[] Numbers(StaffBrowser browser) =>
        [.. browser.Page.QuerySelectorAll("[data-queue] a").Select(link => link.GetAttribute("href")!.Split('/', '?')[5])];

    private string Reply(int number) => $"/staff/hearings/{_hearing}/replies/{number}";

    private async Task Send(string text, bool notANumber = false)
    {
        var reply = Given.Reply(text);
        reply["notANationalId"] = notANumber;
        await _app.Anonymous.Send(_hearing, reply).Json(201);
    }
}
