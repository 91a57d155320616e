using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Consultation.Api.Features.Housekeeping;
using Consultation.Api.Pipeline;
using Consultation.Tests.Features.Following;
using Consultation.Tests.Support;
using Consultation.Tests.Web;

namespace Consultation.Tests.Features.Moderation;

/// <summary>A reader tells of a published reply; staff look at it again, and nothing is hidden by that alone.</summary>
public sealed class FlagReplyTests
{
    private TestApp _app = null!;
    private string _hearing = null!;
    private string _reply = null!;

    [SetUp]
    public async Task Start()
    {
        _app = new TestApp();
        _hearing = await _app.OpenHearing();
        await _app.Anonymous.Send(_hearing, Given.Reply("Naboen Torstein er syk.")).Json(201);
        await _app.Anonymous.Send(_hearing, Given.Reply("Greit for meg.")).Json(201);
        _reply = await _app.AddressOf(_hearing) + "/replies/1";
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Form_ThatIsNotOurs_OrTellsNothing_IsNotTaken_AndNothingTypedIsLost()
    {
        var page = await _app.Page(_reply + "/flag"); // Without a cookie.
        Assert.That(page.QuerySelectorAll("main form [type=hidden]"), Has.Length.EqualTo(1), "its own key, and no token");
        Assert.That((await _app.Page(_reply)).Href("Meld fra om innholdet"), Is.EqualTo(_reply + "/flag"));

        page = await Flag(422, [("hva", ""), ("tekst", "Se andre linje"), ("epost", "kari")]);
        Assert.That(
            page.Lines(".ds-error-summary a"),
            Is.EqualTo((string[])["Velg hva det gjelder", "Skriv en gyldig e-postadresse, som navn@eksempel.no, eller la feltet stå tomt"])
        );
        Assert.That(page.QuerySelector<IHtmlTextAreaElement>("#tekst")!.Value, Is.EqualTo("Se andre linje"));
        Assert.That(page.QuerySelector("#epost")!.GetAttribute("value"), Is.EqualTo("kari"));
        Assert.That((await Flag(422, [("hva", "Other")])).Lines("#tekst-f").Single(), Does.StartWith("Beskriv hva det gjelder"));
        page = await Flag(422, [("hva", "Hate"), ("tekst", new string('x', 1001))]);
        Assert.That(page.Lines("#tekst-f").Single(), Does.StartWith("Teksten er på 1 001 tegn").Or.StartWith("Teksten er på 1001 tegn"));
        Assert.That(page.QuerySelector<IHtmlInputElement>("[value=Hate]")!.IsChecked, Is.True);
        page = await Flag(422, [("hva", "Hate"), ("nettside", "https://spam.example")]);
        Assert.That(page.QuerySelector("#nettside-f"), Is.Not.Null);
        await Flag(422, [("hva", "99")]);
        page = await _app.Post(_reply + "/flag", 200, "cross-site", ("hva", "Hate"));
        Assert.That(page.Lines("[role=status]").Single(), Does.StartWith("Trykk på knappen en gang til"));
        Assert.That(page.QuerySelector<IHtmlInputElement>("[value=Hate]")!.IsChecked, Is.True);
        await _app.Post(_reply.Replace("replies/1", "replies/99", StringComparison.Ordinal) + "/flag", 404, fields: ("hva", "Hate"));
        await _app.Staff.Decide(_hearing, "withhold", number: 2, ground: "hate").Json(200);
        await _app.Page(_reply.Replace("replies/1", "replies/2", StringComparison.Ordinal) + "/flag", 404);
        Assert.That(await Flags(), Is.Empty);
    }

    [TestCase("", "Takk for meldingen")]
    [TestCase("/nn", "Takk for meldinga")]
    [TestCase("/en", "Thank you for telling us")]
    public async Task DoubleClick_IsToldOnce(string language, string thanks)
    {
        var key = (await _app.Page(language + _reply + "/flag")).QuerySelector("[name=innsending]")!.GetAttribute("value")!;
        for (var i = 0; i < 2; i++)
        {
            var page = await _app.Post(language + _reply + "/flag", fields: [("innsending", key), ("hva", "PersonalData")]);
            Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo(thanks));
        }
        Assert.That(await Flags(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Told_ItWaitsInTheQueue_Published_UntilItIsKept()
    {
        using var staff = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd");
        await staff.Get($"/staff/hearings/{_hearing}/review");
        Assert.That(staff.Text, Does.Contain("Ingen svar venter på gjennomgang"));
        await Flag(200, [("hva", "PersonalData"), ("tekst", "<b>Torstein</b> er naboen min"), ("epost", "kari@example.no")]);
        await Flag(200, [("hva", "NotMine")]);
        Assert.That((await _app.Page(_reply)).Text(), Does.Contain("Naboen Torstein er syk."), "nothing is hidden");

        using var analyst = await StaffBrowser.SignedIn(_app, Role.Analyst, "ksd");
        await analyst.Get(Staff);
        Assert.That(analyst.Text, Does.Contain("Meldt fra av 2 lesere").And.Not.Contain("Behold som det er"));
        await staff.Get($"/staff/hearings/{_hearing}/review");
        Assert.That(staff.Location, Is.EqualTo(Staff));
        await staff.Follow();
        Assert.That(staff.Page.QuerySelector("[data-queue] .flagged")!.Line(), Is.EqualTo("Meldt fra av 2 lesere"));
        Assert.That(staff.Text, Does.Contain("<b>Torstein</b> er naboen min").And.Contain("kari@example.no"));
        Assert.That(staff.Text, Does.Contain("1 venter på gjennomgang · det eldste har ikke ventet en hel virkedag · mål: 2 virkedager"));
        await staff.Press("Behold som det er");
        Assert.That((int)staff.Status, Is.EqualTo(303), staff.Text);
        await staff.Follow();
        Assert.That(staff.Text, Does.Contain("Svar 1 står som det var").And.Contain("Ingen svar venter på gjennomgang"));
        Assert.That((await Flags()).Select(flag => flag.Email), Has.All.Null);
        await Flag(200, [("hva", "Hate"), ("tekst", string.Concat(Enumerable.Repeat("x\r\n", 500)))]); // A break counts as one.
        await staff.Get(Staff);
        Assert.That(staff.Text, Does.Contain("Meldt fra av en leser").And.Contain("behandlet av Ragnhild Østensjø"));
    }

    [Test]
    public async Task Decision_ClosesIt()
    {
        await Flag(200, [("hva", "PersonalData"), ("epost", "kari@example.no")]);
        await (await _app.Staff.Redact(_hearing, "Torstein")).Answer(200);
        Assert.That((await Flags()).Single(), Is.EqualTo(new Row { Email = null, HandledBy = "bootstrap" }));
        using var staff = await StaffBrowser.SignedIn(_app, Role.CaseOfficer, "ksd");
        await staff.Get($"/staff/hearings/{_hearing}/review");
        Assert.That(staff.Text, Does.Contain("Ingen svar venter på gjennomgang"));
    }

    [Test]
    public async Task Address_IsForgotten_AfterNinetyDays()
    {
        await Flag(200, [("hva", "Hate"), ("epost", "kari@example.no")]);
        _app.Clock.Advance(Tidy.KeptMail);
        while (await _app.SendAsJob(new Tidy.Command()) > 0) { }
        Assert.That((await Flags()).Single().Email, Is.EqualTo("kari@example.no"));
        _app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        while (await _app.SendAsJob(new Tidy.Command()) > 0) { }
        Assert.That((await Flags()).Single(), Is.EqualTo(new Row()));
    }

    private string Staff => $"/staff/hearings/{_hearing}/replies/1";

    private async Task<IHtmlDocument> Flag(int status, (string, string)[] fields) =>
        await _app.Post(_reply + "/flag", status, fields: fields);

    private Task<IReadOnlyList<Row>> Flags() => _app.Database.Read(db => db.All<Row>("select Email, HandledBy from ReplyFlag order by Id"));

    private sealed record Row
    {
        public string? Email { get; init; }
        public string? HandledBy { get; init; }
    }
}
