using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Api.Features.Feeds;
using Consultation.Domain;
using Consultation.Tests.Support;
using Consultation.Tests.Web;
using FsCheck;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Features.Feeds;

public sealed class CalendarTests
{
    private const string Address = "/feeds/hearings.ics";

    [Test]
    public async Task Calendar_AReaderOfOthers_FindsEachDeadline_OnTheLastDay_ToTheInstant()
    {
        await using var app = new TestApp();
        await app.Draft();
        var body = Given.Hearing(kind: "input");
        body["title"] = "Støy; ro, og \\ «havner» – " + new string('ø', 120) + " 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀";
        body["summary"] = "Første\nandre; tredje, fjerde";
        var id = await app.Draft(body);
        await app.AddRound(id, new { opensAt = "2026-03-02T10:00:00Z", closesOn = "2026-03-28" }).Json(201);
        await app.AddRound(id, new { opensAt = "2026-04-01T10:00:00Z", closesAt = "2026-04-10T10:00:00Z" }).Json(201);
        await app.AddRound(id, new { opensAt = "2026-05-01T10:00:00Z", closesAt = "2026-05-01T10:20:00Z" }).Json(201);
        await app.Publish(id).Json(200);

        using var answer = await app.Anonymous.GetAsync(Address);
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/calendar; charset=utf-8"));
        var text = await answer.Content.ReadAsStringAsync();
        var lines = text.Split("\r\n");
        Assert.That(lines[^1], Is.Empty, "every line ends with CRLF");
        Assert.That(lines.Select(line => Encoding.UTF8.GetByteCount(line)), Has.All.LessThanOrEqualTo(75));
        Assert.That(text.Replace("\r\n", "", StringComparison.Ordinal), Does.Not.Contain('\n').And.Not.Contain('\r'));

        var calendar = await Judge.Calendar(text);
        Assert.That((calendar.Text("version"), calendar.Text("method")), Is.EqualTo(("2.0", "PUBLISH")));
        var events = calendar["events"]!.AsArray().Select(one => one!).ToArray();
        // The clocks spring forward the night after the first deadline: 28 March ends at 23:00 UTC.
        Assert.That(
            events.Select(one => one.Text("end")),
            Is.EqualTo(["2026-03-28T23:00:00.000Z", "2026-04-10T10:00:00.000Z", "2026-05-01T10:20:00.000Z"])
        );
        Assert.That(
            events.Select(one => one.Text("start")),
            Is.EqualTo(["2026-03-28T22:00:00.000Z", "2026-04-10T09:00:00.000Z", "2026-05-01T10:00:00.000Z"])
        );
        Assert.That(events.Select(one => one.Text("zone")), Is.All.EqualTo("UTC"));
        Assert.That(
            events.Select(one => one.Text("uid")),
            Is.EqualTo(Enumerable.Range(1, 3).Select(n => $"hearing-{id}-round-{n}@localhost"))
        );
        Assert.That(events[0].Text("summary"), Is.EqualTo("Høringsfrist: " + body.Text("title")));
        Assert.That(
            events[0].Text("description"),
            Does.StartWith("Svarfrist: ut lørdag 28. mars 2026 (norsk tid)\n\nksd\n\nFørste andre; tredje, fjerde\n\nhttp")
        );
        Assert.That(events[1].Text("description"), Does.StartWith("Svarfrist: fredag 10. april 2026 kl. 12.00 (norsk tid)"));
        Assert.That(events[0].Text("stamp"), Is.EqualTo("2026-03-02T11:00:00Z"));
        Assert.That(events[0].Text("url"), Does.StartWith($"http://localhost/hearings/{id}/"));
    }

    [Test]
    public async Task Calendar_AMovedDeadline_IsTheSameEvent_AndAWithdrawnHearingCancelsIt()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(closesOn: "2026-05-29");
        var before = await Event(app);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.Extend(id, new { closesOn = "2026-06-12", reason = "Mer tid." }).Json(200);
        var moved = await Event(app);
        Assert.That(moved.Text("uid"), Is.EqualTo(before.Text("uid")));
        Assert.That((before.Number("sequence"), moved.Number("sequence")), Is.EqualTo((0, 1)));
        Assert.That(moved.Text("end"), Is.EqualTo("2026-06-12T22:00:00.000Z"));
        Assert.That(moved.Text("stamp"), Is.EqualTo("2026-03-03T11:00:00Z"));
        Assert.That(moved.Text("status"), Is.EqualTo("CONFIRMED"));
        await app.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/withdraw", new { reason = "Trukket." }).Json(200);
        Assert.That((await Event(app)).Text("status"), Is.EqualTo("CANCELLED"));
    }

    [Test]
    public async Task OneDeadline_OfAHearingThatTheReaderMayNotKnow_IsNotThere()
    {
        await using var app = new TestApp();
        var draft = await app.Draft();
        await app.AddRound(draft, new { opensAt = "2026-03-02T10:00:00Z", closesOn = "2026-05-29" }).Json(201);
        await app.Anonymous.GetAsync($"/hearings/{draft}/deadline.ics").Json(404);
        await app.Anonymous.GetAsync("/hearings/1/deadline.ics").Json(404);
        using var wrong = await app.Anonymous.GetAsync("/hearings/x/deadline.ics");
        Assert.That((int)wrong.StatusCode, Is.EqualTo(404));
    }

    /// <summary>Whoever has put it into a calendar, and follows all deadlines too, has one event and no other.</summary>
    [Test]
    public async Task OneDeadline_IsTheVeryEventOfTheWholeCalendar_AndIsMovedWithIt()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(closesOn: "2026-05-29");
        await app.OpenHearing(closesOn: "2026-05-29");
        var address = $"/hearings/{id}/deadline.ics";
        var page = await app.Page(await app.AddressOf(id));
        Assert.That(page.Href("Legg fristen i kalenderen"), Is.EqualTo(address));
        var before = await Event(app, address);
        var whole = (await Judge.Calendar(await app.Anonymous.GetStringAsync(Address)))["events"]!.AsArray();
        Assert.That(whole.Select(one => one!.ToJsonString()), Does.Contain(before.ToJsonString()));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.Extend(id, new { closesOn = "2026-06-12", reason = "Mer tid." }).Json(200);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var moved = await Event(app, address);
        Assert.That(moved.Text("uid"), Is.EqualTo(before.Text("uid")));
        Assert.That((before.Number("sequence"), moved.Number("sequence")), Is.EqualTo((0, 1)));
        Assert.That(moved.Text("end"), Is.EqualTo("2026-06-12T22:00:00.000Z"));

        app.Clock.Advance(TimeSpan.FromDays(300));
        Assert.That((await Event(app, address)).Text("uid"), Is.EqualTo(before.Text("uid")), "long after, too");
        Assert.That((await app.Page(await app.AddressOf(id))).Href("Legg fristen i kalenderen"), Is.Null, "it has passed");
    }

    [Test]
    public async Task OneDeadline_WithSeveralRounds_IsTheNextOne()
    {
        await using var app = new TestApp();
        var id = await app.Draft(Given.Hearing(kind: "input"));
        await app.AddRound(id, new { opensAt = "2026-03-02T10:00:00Z", closesOn = "2026-03-28" }).Json(201);
        await app.AddRound(id, new { opensAt = "2026-04-01T10:00:00Z", closesAt = "2026-04-10T10:00:00Z" }).Json(201);
        await app.Publish(id).Json(200);
        var address = $"/hearings/{id}/deadline.ics";
        Assert.That((await Event(app, address)).Text("end"), Is.EqualTo("2026-03-28T23:00:00.000Z"));
        app.Clock.Advance(TimeSpan.FromDays(28));
        Assert.That((await Event(app, address)).Text("end"), Is.EqualTo("2026-04-10T10:00:00.000Z"));
    }

    [Test]
    public async Task Calendar_KeepsAPassedDeadlineForAWhile()
    {
        await using var app = new TestApp();
        await app.OpenHearing(closesOn: "2026-03-10");
        app.Clock.Advance(TimeSpan.FromDays(60));
        await Event(app);
        app.Clock.Advance(TimeSpan.FromDays(60));
        Assert.That((await Judge.Calendar(await app.Anonymous.GetStringAsync(Address)))["events"]!.AsArray(), Is.Empty);
    }

    /// <summary>Unfolded and unescaped, any title is there again, and no line is too long.</summary>
    [Property]
    public bool Write_AnyTitle_FoldsWithinCharacters_AndLosesNothing(NonNull<string> title)
    {
        var clean = PlainText.Normalise(title.Get);
        var calendar = new CalendarFile("Navn");
        calendar.Add(
            new CalendarEvent
            {
                Uid = "a@b",
                Sequence = 0,
                ChangedAt = DateTimeOffset.UnixEpoch,
                Starts = DateTimeOffset.UnixEpoch,
                Ends = DateTimeOffset.UnixEpoch,
                Summary = clean,
                Description = "",
                Url = "https://example.org/",
                Cancelled = false,
            }
        );
        var bytes = calendar.Write();
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var lines = strict.GetString(bytes).Split("\r\n");
        var unfolded = strict.GetString(bytes).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        var summary = unfolded.Single(line => line.StartsWith("SUMMARY:", StringComparison.Ordinal))["SUMMARY:".Length..];
        var read = System.Text.RegularExpressions.Regex.Replace(
            summary,
            @"\\(.)",
            escaped => escaped.Groups[1].Value == "n" ? "\n" : escaped.Groups[1].Value,
            System.Text.RegularExpressions.RegexOptions.Singleline,
            TimeSpan.FromSeconds(1)
        );
        return read == clean && lines.All(line => strict.GetByteCount(line) <= 75);
    }

    private static async Task<JsonNode> Event(TestApp app, string address = Address) =>
        (await Judge.Calendar(await app.Anonymous.GetStringAsync(address)))["events"]!.AsArray().Single()!;
}
