using AngleSharp.Dom;
using Consultation.Api.Features.Overview;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff;

/// <summary>The first page of staff: how long the oldest reply has waited, what came since yesterday, who of the invited has replied.</summary>
public sealed class OverviewPageTests
{
    private sealed record PlanRow
    {
        public required string Detail { get; init; }
    }

    [Test]
    public async Task Waits_TellsHowLong_AndFlagsIt_WhenTheTargetHasPassed_OfTheOwnMinistryAlone()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        // A Monday; the reply comes on the Friday after.
        var id = await app.OpenHearing("reviewed", closesOn: "2026-09-30");
        await app.OpenHearing("reviewed", closesOn: "2026-09-30", ministry: "fin");
        MoveTo(app, DayOfWeek.Friday);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        using var foreign = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "fin");
        Assert.That((await foreign.Get("/staff")).Text, Does.Not.Contain("venter på gjennomgang").And.Contain("Ingenting venter nå"));
        using var officer = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "ksd");
        foreach (
            var (day, said, flagged) in new[]
            {
                (DayOfWeek.Friday, "Ingen har ventet en hel virkedag", false),
                (DayOfWeek.Sunday, "Ingen har ventet en hel virkedag", false),
                (DayOfWeek.Monday, "Det eldste har ventet i 1 virkedag", false),
                (DayOfWeek.Tuesday, "Det eldste har ventet i 2 virkedager", false),
                (DayOfWeek.Wednesday, "Det eldste har ventet i 3 virkedager, målet er 2", true),
            }
        )
        {
            MoveTo(app, day);
            using var browser = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "ksd", $"{day}@dep.example");
            await browser.Get("/staff");
            var waits = browser.Page.QuerySelector(".todo li")!;
            Assert.That(waits.QuerySelectorAll("span").Last().Text(), Is.EqualTo(said));
            Assert.That(waits.QuerySelector(".flagged") is not null, Is.EqualTo(flagged), day.ToString());
            Assert.That(waits.QuerySelector("a")!.GetAttribute("href"), Is.EqualTo($"/staff/hearings/{id}/review"));
        }
        using var english = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "ksd", "en@dep.example");
        Assert.That((await english.Get("/en/staff")).Text, Does.Contain("The oldest has waited for 3 working days; the target is 2"));
    }

    [Test]
    public async Task Hearings_TellWhatCameInTheLastDay_AndHowManyOfTheInvitedHaveReplied_AsTheirListDoes()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        var id = await app.OpenHearing("reviewed");
        var draft = await app.Draft(Given.Hearing(ministry: "ksd"));
        await app.Invite(draft, "Kystlaget");
        var other = await app.OpenHearing();
        await app.Invite(id, "Kystlaget", "Havnerådet", "Naboforeningen");
        await app.Anonymous.Send(id, Organisation("Kystlaget")).Json(201);
        app.Clock.Advance(TimeSpan.FromHours(24));
        await app.Anonymous.Send(id, Organisation("KYSTLAGET")).Json(201);
        await app.Anonymous.Send(id, Organisation("Havnerådet")).Json(201);
        await app.Anonymous.Send(other, Organisation("Naboforeningen")).Json(201);

        using var officer = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "ksd");
        await officer.Get("/staff");
        Assert.That(Cells(officer, id), Is.EqualTo(("3", "2", "2 av 3")), "the first came a whole day ago");
        Assert.That((await app.Invited(id)).Replied, Is.EqualTo(2));
        Assert.That(Cells(officer, draft), Is.EqualTo(("–", "–", "0 av 1")));
        Assert.That(Cells(officer, other), Is.EqualTo(("1", "1", "–")), "nobody was invited to that one");
        using var analyst = await StaffBrowser.SignedIn(app, Role.Analyst, "ksd");
        Assert.That((await analyst.Get("/staff")).Page.QuerySelector("td a[href$='/invited']"), Is.Null);
    }

    [Test]
    public async Task Statements_FindWhatTheyCount_ByIndex()
    {
        await using var app = new TestApp();
        var values = new
        {
            MinistryId = (long?)null,
            Now = app.Clock.GetUtcNow(),
            Yesterday = app.Clock.GetUtcNow(),
            Hearings = 50,
        };
        foreach (
            var (sql, index) in new[]
            {
                (OverviewSql.SelectHearings, "IX_Reply_ReceivedAt"),
                (OverviewSql.SelectOldest, "IX_Reply_InReview"),
            }
        )
        {
            var plan = await app.Database.Read(db => db.All<PlanRow>("explain query plan " + sql, values));
            var ofReplies = plan.Where(row => row.Detail.Contains("Reply", StringComparison.Ordinal)).Select(row => row.Detail).ToArray();
            Assert.That(ofReplies, Is.Not.Empty.And.All.Contains("COVERING INDEX " + index), string.Join('\n', plan));
        }
    }

    private static System.Text.Json.Nodes.JsonObject Organisation(string name)
    {
        var reply = Given.Reply();
        reply["sender"] = new System.Text.Json.Nodes.JsonObject { ["type"] = "organisation", ["name"] = name };
        return reply;
    }

    private static (string? Replies, string? LastDay, string? Invited) Cells(StaffBrowser browser, string hearing)
    {
        var row = browser.Page.QuerySelector($"th a[href='/staff/hearings/{hearing}']")!.Closest("tr")!;
        string Of(string label) =>
            string.Concat(row.QuerySelector($"[data-label='{label}']")!.TextContent.Replace(" svar", "", StringComparison.Ordinal)).Trim();
        return (Of("Svar"), Of("Siste døgn"), Of("Instanser"));
    }

    /// <summary>To noon of the next such day, or of today.</summary>
    private static void MoveTo(TestApp app, DayOfWeek day)
    {
        while (app.Clock.GetUtcNow().DayOfWeek != day)
        {
            app.Clock.Advance(TimeSpan.FromDays(1));
        }
    }
}
