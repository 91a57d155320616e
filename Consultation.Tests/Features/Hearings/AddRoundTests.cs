using System.Net.Http.Json;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class AddRoundTests
{
    private const string Opens = "2026-03-03T08:00:00Z";

    [Test]
    public async Task AddRound_Anonymous_IsUnauthorized_OfForeignMinistry_IsNotFound()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        var foreigner = await app.Holder("caseOfficer", "kld");
        var round = new { opensAt = Opens, closesOn = "2026-05-29" };
        await app.Anonymous.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", round).Json(401);
        await foreigner.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", round).Json(404);
        await app.AddRound("1", round).Json(404);
    }

    [Test]
    public async Task AddRound_WithAllFields_GivesThemBack()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        var round = await app.AddRound(
                id,
                new
                {
                    opensAt = "2026-03-03T09:00:00+01:00",
                    closesAt = "2026-03-10T12:00:00.250Z",
                    timeZone = "America/New_York",
                    lateReplies = "accept",
                    shortDeadlineReason = "EØS-frist.",
                }
            )
            .Json(201);
        Assert.That(
            round.ToJsonString(),
            Is.EqualTo(
                """
                {"number":1,"opensAt":"2026-03-03T08:00:00Z","closesAt":"2026-03-10T12:00:00.25Z","timeZone":"America/New_York","status":"planned","lateReplies":"accept","shortDeadlineReason":"E\u00D8S-frist.","history":[]}
                """
            )
        );
        var second = await app.AddRound(id, new { opensAt = "2026-04-01T08:00:00Z", closesOn = "2026-06-01" }).Json(201);
        Assert.That(second.Number("number"), Is.EqualTo(2));
        Assert.That(second.Text("timeZone"), Is.EqualTo("Europe/Oslo"));
        Assert.That(second.Text("lateReplies"), Is.EqualTo("reject"));
    }

    // The nights when clocks change in Oslo: to summer time on 29 March, back on 25 October.
    [TestCase("2026-03-13", "Europe/Oslo", "2026-03-13T23:00:00Z")]
    [TestCase("2026-03-28", "Europe/Oslo", "2026-03-28T23:00:00Z")]
    [TestCase("2026-03-29", "Europe/Oslo", "2026-03-29T22:00:00Z")]
    [TestCase("2026-10-24", "Europe/Oslo", "2026-10-24T22:00:00Z")]
    [TestCase("2026-10-25", "Europe/Oslo", "2026-10-25T23:00:00Z")]
    [TestCase("2026-03-13", "Pacific/Auckland", "2026-03-13T11:00:00Z")]
    [TestCase("2026-03-13", "America/St_Johns", "2026-03-14T02:30:00Z")]
    public async Task AddRound_WithDate_ClosesAtTheFollowingLocalMidnight(string day, string zone, string closesAt)
    {
        await using var app = new TestApp();
        var id = await app.Draft(Given.Hearing(kind: "input"));
        var round = new
        {
            opensAt = Opens,
            closesOn = day,
            timeZone = zone,
        };
        Assert.That((await app.AddRound(id, round).Json(201)).Text("closesAt"), Is.EqualTo(closesAt));
    }

    [Test]
    public async Task AddRound_WithBadFields_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        var both = new
        {
            opensAt = Opens,
            closesAt = "2026-05-29T00:00:00Z",
            closesOn = "2026-05-29",
            timeZone = "Norway",
        };
        Assert.That(
            (await app.AddRound(id, both).Json(422))["errors"]!.AsObject().Select(field => field.Key),
            Is.EquivalentTo(["closesAt", "timeZone"])
        );
        await app.AddRound(id, new { opensAt = Opens }).Json(422);
        await app.AddRound(id, new { closesOn = "2026-05-29" }).Json(400);
        await app.AddRound(id, new { opensAt = "2026-03-03T08:00:00", closesOn = "2026-05-29" }).Json(400);
        await app.AddRound(id, new { opensAt = Opens, closesOn = "2026-02-30" }).Json(400);
        var endOfTime = await app.AddRound(id, new { opensAt = Opens, closesOn = "9999-12-31" }).Json(422);
        Assert.That(endOfTime["errors"]!["closesOn"], Is.Not.Null);
        var backwards = await app.AddRound(id, new { opensAt = Opens, closesAt = Opens }).Json(422);
        Assert.That(backwards.Text("code"), Is.EqualTo("round.closes_before_opening"));
    }

    [Test]
    public async Task AddRound_ShorterThanSixWeeks_NeedsAReason_ToTheDay()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        var answer = await app.AddRound(id, new { opensAt = Opens, closesOn = "2026-04-13" }).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("round.short_deadline_needs_reason"));
        await app.AddRound(
                id,
                new
                {
                    opensAt = Opens,
                    closesOn = "2026-04-13",
                    shortDeadlineReason = " \t",
                }
            )
            .Json(422);
        await app.AddRound(id, new { opensAt = Opens, closesOn = "2026-04-14" }).Json(201);
    }

    [Test]
    public async Task AddRound_ToAPublishedHearing_IsJudgedFromNow_WhenItHasOpened()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(closesOn: "2026-04-14");
        app.Clock.MoveTo(new DateTimeOffset(2026, 4, 20, 10, 0, 0, TimeSpan.Zero));
        var earlier = new { opensAt = "2026-04-15T00:00:00Z", closesOn = "2026-05-28" };
        Assert.That((await app.AddRound(id, earlier).Json(422)).Text("code"), Is.EqualTo("round.short_deadline_needs_reason"));
        await app.AddRound(id, new { opensAt = "2026-04-15T00:00:00Z", closesOn = "2026-06-01" }).Json(201);
        Assert.That((await app.Hearing(id)).Text("status"), Is.EqualTo("open"));
    }

    [Test]
    public async Task AddRound_OfAPlanTooShort_IsRefused_WhateverTheReason()
    {
        await using var app = new TestApp();
        var id = await app.Draft(Given.Hearing(kind: "plan"));
        var round = new
        {
            opensAt = Opens,
            closesOn = "2026-04-13",
            shortDeadlineReason = "Det haster.",
        };
        Assert.That((await app.AddRound(id, round).Json(422)).Text("code"), Is.EqualTo("round.plan_too_short"));
    }

    [TestCase("input")]
    [TestCase("limited")]
    public async Task AddRound_OfAHearingWithoutLeastLength_MayBeShort(string kind)
    {
        await using var app = new TestApp();
        var id = await app.Draft(Given.Hearing(kind: kind));
        await app.AddRound(id, new { opensAt = Opens, closesAt = "2026-03-03T08:00:01Z" }).Json(201);
    }

    [Test]
    public async Task AddRound_OverAnother_IsConflict_FromItsEndOn_IsFine()
    {
        await using var app = new TestApp();
        var id = await app.Draft(Given.Hearing(kind: "input"));
        await app.AddRound(id, new { opensAt = Opens, closesAt = "2026-03-10T08:00:00Z" }).Json(201);
        var over = new { opensAt = "2026-03-10T07:59:59.999Z", closesAt = "2026-03-11T08:00:00Z" };
        Assert.That((await app.AddRound(id, over).Json(409)).Text("code"), Is.EqualTo("round.overlaps"));
        await app.AddRound(id, new { opensAt = "2026-03-10T08:00:00Z", closesAt = "2026-03-11T08:00:00Z" }).Json(201);
    }
}
