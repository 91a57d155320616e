using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Replies;

public sealed class DeadlineTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Test]
    public async Task Send_BeforeTheOpening_IsRefused_AtTheOpening_IsTaken()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        await app.AddRound(id, new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-05-29" }).Json(201);
        await app.Publish(id).Json(200);
        app.Clock.MoveTo(new DateTimeOffset(2026, 3, 3, 7, 59, 59, 999, TimeSpan.Zero));
        Assert.That((await app.Anonymous.Send(id, Given.Reply()).Json(409)).Text("code"), Is.EqualTo("round.not_open"));
        app.Clock.Advance(Millisecond);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
    }

    [Test]
    public async Task Send_AtTheDeadline_IsRefused_OneMillisecondBefore_IsTaken()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var closesAt = await app.Deadline(id);
        app.Clock.MoveTo(closesAt - Millisecond);
        var receipt = await app.Anonymous.Send(id, Given.Reply()).Json(201);
        Assert.That(receipt["late"]!.GetValue<bool>(), Is.False);
        app.Clock.MoveTo(closesAt);
        Assert.That((await app.Anonymous.Send(id, Given.Reply()).Json(409)).Text("code"), Is.EqualTo("round.closed"));
        // Staff have no longer time than others.
        await app.Staff.Send(id, Given.Reply()).Json(409);
    }

    [Test]
    public async Task Send_AtTheDeadlineOfARoundThatTakesLateReplies_IsLate()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(lateReplies: "accept");
        var closesAt = await app.Deadline(id);
        app.Clock.MoveTo(closesAt - Millisecond);
        Assert.That((await app.Anonymous.Send(id, Given.Reply()).Json(201))["late"]!.GetValue<bool>(), Is.False);
        app.Clock.MoveTo(closesAt);
        Assert.That((await app.Anonymous.Send(id, Given.Reply()).Json(201))["late"]!.GetValue<bool>(), Is.True);
        Assert.That((await app.Hearing(id))["counts"]!.Number("late"), Is.EqualTo(1));
    }

    [Test]
    public async Task Send_AfterTwoRounds_BelongsToTheOneThatClosedLast()
    {
        await using var app = new TestApp();
        var id = await app.Draft(Given.Hearing(kind: "input"));
        await app.AddRound(
                id,
                new
                {
                    opensAt = "2026-03-10T08:00:00Z",
                    closesAt = "2026-03-11T08:00:00Z",
                    lateReplies = "accept",
                }
            )
            .Json(201);
        // Added last, though it is the earlier one.
        await app.AddRound(id, new { opensAt = "2026-03-03T08:00:00Z", closesAt = "2026-03-04T08:00:00Z" }).Json(201);
        await app.Publish(id).Json(200);
        app.Clock.MoveTo(new DateTimeOffset(2026, 3, 12, 0, 0, 0, TimeSpan.Zero));
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var seen = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);
        Assert.That(seen.Number("round"), Is.EqualTo(1));
    }

    [Test]
    public async Task Send_BegunBeforeTheDeadline_ArrivingAfter_IsOnTime()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var closesAt = await app.Deadline(id);
        app.Clock.MoveTo(closesAt - Millisecond);
        using var slow = new SlowJson(Given.Reply(new string('a', 300_000)));
        var sending = app.Anonymous.PostAsync($"/api/v1/hearings/{id}/replies", slow);
        await slow.Begun;
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        slow.Finish();
        var receipt = await sending.Json(201);
        Assert.That(receipt["late"]!.GetValue<bool>(), Is.False);
        Assert.That(receipt.Instant("receivedAt"), Is.EqualTo(closesAt - Millisecond));
    }

    [Test]
    public async Task Send_WhoseBodyTakesLongerThanItMay_IsTimedOut_AndNothingIsKept()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        using var slow = new SlowJson(Given.Reply(new string('a', 300_000)));
        var sending = app.Anonymous.PostAsync($"/api/v1/hearings/{id}/replies", slow);
        await slow.Begun;
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        slow.Finish();
        Assert.That((await sending.Json(408)).Text("code"), Is.EqualTo("request.timeout"));
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.Zero);
    }
}
