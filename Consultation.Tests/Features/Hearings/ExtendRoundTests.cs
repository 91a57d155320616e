using System.Net.Http.Json;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class ExtendRoundTests
{
    [Test]
    public async Task Extend_Anonymous_IsUnauthorized_OfForeignMinistry_IsNotFound()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var foreigner = await app.Holder("administrator", "kld");
        var change = new { closesOn = "2026-06-30", reason = "Flere ba om det." };
        await app.Anonymous.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds/1/extend", change).Json(401);
        await foreigner.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds/1/extend", change).Json(404);
        await app.Extend(id, change, round: 2).Json(404);
    }

    [Test]
    public async Task Extend_NotLater_OrWithoutReason_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(closesOn: "2026-05-29");
        var same = await app.Extend(id, new { closesOn = "2026-05-29", reason = "Samme." }).Json(422);
        Assert.That(same.Text("code"), Is.EqualTo("round.not_later"));
        Assert.That(same["errors"]!["closesAt"], Is.Not.Null);
        await app.Extend(id, new { closesOn = "2026-05-28", reason = "Før." }).Json(422);
        await app.Extend(id, new { closesOn = "2026-06-28", reason = " " }).Json(422);
        await app.Extend(id, new { closesOn = "2026-06-28" }).Json(400);
        await app.Extend(id, new { reason = "Når?" }).Json(422);
        await app.Extend(id, new { closesOn = "9999-12-31", reason = "Alltid." }).Json(422);
        app.Clock.MoveTo(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));
        var passed = await app.Extend(id, new { closesOn = "2026-06-28", reason = "For sent." }).Json(422);
        Assert.That(passed.Text("code"), Is.EqualTo("round.deadline_passed"));
    }

    [Test]
    public async Task Extend_OverTheNextRound_IsConflict()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(kind: "input", closesOn: "2026-03-10");
        await app.AddRound(id, new { opensAt = "2026-03-20T08:00:00Z", closesOn = "2026-03-30" }).Json(201);
        var answer = await app.Extend(id, new { closesOn = "2026-03-20", reason = "Mer tid." }).Json(409);
        Assert.That(answer.Text("code"), Is.EqualTo("round.overlaps"));
    }

    [Test]
    public async Task Extend_TellsThePublicWhatChangedAndWhy()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(closesOn: "2026-05-29");
        await app.Extend(id, new { closesOn = "2026-06-12", reason = "Flere ba om mer tid." }).Json(200);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.Extend(id, new { closesAt = "2026-06-30T10:00:00Z", reason = "Enda mer." }).Json(200);
        var round = (await app.Hearing(id))["rounds"]![0]!;
        Assert.That(round.Text("closesAt"), Is.EqualTo("2026-06-30T10:00:00Z"));
        Assert.That(
            round["history"]!.ToJsonString(),
            Is.EqualTo(
                """
                [{"was":"2026-05-29T22:00:00Z","is":"2026-06-12T22:00:00Z","reason":"Flere ba om mer tid.","at":"2026-03-02T11:00:00Z"},{"was":"2026-06-12T22:00:00Z","is":"2026-06-30T10:00:00Z","reason":"Enda mer.","at":"2026-03-03T11:00:00Z"}]
                """
            )
        );
    }

    [Test]
    public async Task Extend_OfAClosedRound_OpensItAgain_AndJudgesLateAnew()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(lateReplies: "accept", closesOn: "2026-05-29");
        var closesAt = await app.Deadline(id);
        await app.Anonymous.Send(id, Given.Reply("I tide.")).Json(201);
        app.Clock.MoveTo(closesAt + TimeSpan.FromDays(2));
        Assert.That((await app.Anonymous.Send(id, Given.Reply("For sent.")).Json(201))["late"]!.GetValue<bool>(), Is.True);
        app.Clock.Advance(TimeSpan.FromDays(5));
        await app.Anonymous.Send(id, Given.Reply("Altfor sent.")).Json(201);
        Assert.That((await app.Hearing(id))["counts"]!.Number("late"), Is.EqualTo(2));

        // The fourth day after the first deadline lies between the two late replies; now is past both, so later than now.
        var hearing = await app.Extend(id, new { closesAt = closesAt.AddDays(10), reason = "Åpnes på nytt." }).Json(200);
        Assert.That(hearing.Text("status"), Is.EqualTo("open"));
        Assert.That(hearing["rounds"]![0]!.Text("status"), Is.EqualTo("open"));
        Assert.That(hearing["counts"]!.Number("late"), Is.Zero);
        var replies = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200);
        Assert.That(replies["items"]!.AsArray().Select(reply => reply!["late"]!.GetValue<bool>()), Is.All.False);
        await app.Anonymous.Send(id, Given.Reply("I tide igjen.")).Json(201);
    }

    [Test]
    public async Task Extend_OfAPlanStillTooShort_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(kind: "plan", closesOn: "2026-04-13");
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.Close(id, new { reason = "Feil i kartet." }).Json(200);
        var answer = await app.Extend(id, new { closesOn = "2026-04-12", reason = "Kartet er rettet." }).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("round.plan_too_short"));
        await app.Extend(id, new { closesOn = "2026-04-13", reason = "Kartet er rettet." }).Json(200);
    }
}
