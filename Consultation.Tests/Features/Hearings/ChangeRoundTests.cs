using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class ChangeRoundTests
{
    private static Task<HttpResponseMessage> Change(HttpClient client, string id, object change, int round = 1) =>
        client.PatchAsJsonAsync($"/api/v1/hearings/{id}/rounds/{round}", change);

    [Test]
    public async Task Change_Anonymous_IsUnauthorized_ByAnalyst_IsForbidden_OfForeignMinistry_IsNotFound()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        await app.AddRound(id, new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-05-29" }).Json(201);
        var change = new { lateReplies = "accept" };
        await Change(app.Anonymous, id, change).Json(401);
        await Change(await app.Holder("analyst", "ksd"), id, change).Json(403);
        await Change(await app.Holder("caseOfficer", "kld"), id, change).Json(404);
        await Change(app.Staff, id, change, round: 2).Json(404);
    }

    [Test]
    public async Task Change_OfADraft_AddsTheReasonThatWasMissing_AtPublishing()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        await app.AddRound(id, new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-04-14" }).Json(201);
        app.Clock.Advance(TimeSpan.FromDays(3));
        Assert.That((await app.Publish(id).Json(422)).Text("code"), Is.EqualTo("round.short_deadline_needs_reason"));
        var hearing = await Change(app.Staff, id, new { shortDeadlineReason = "EØS-frist." }).Json(200);
        var round = hearing["rounds"]![0]!;
        Assert.That(round.Text("shortDeadlineReason"), Is.EqualTo("EØS-frist."));
        Assert.That(round.Text("closesAt"), Is.EqualTo("2026-04-14T22:00:00Z"));
        Assert.That(round.Text("opensAt"), Is.EqualTo("2026-03-03T08:00:00Z"));
        await app.Publish(id).Json(200);
        Assert.That(
            (await Change(app.Staff, id, new { shortDeadlineReason = "En annen." }).Json(409)).Text("code"),
            Is.EqualTo("hearing.already_published")
        );
    }

    [Test]
    public async Task Change_IsJudgedAsANewRound()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        await app.AddRound(id, new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-05-29" }).Json(201);
        await app.AddRound(id, new { opensAt = "2026-06-03T08:00:00Z", closesOn = "2026-08-29" }).Json(201);
        Assert.That(
            (await Change(app.Staff, id, new { closesOn = "2026-03-20" }).Json(422)).Text("code"),
            Is.EqualTo("round.short_deadline_needs_reason")
        );
        Assert.That((await Change(app.Staff, id, new { closesOn = "2026-06-20" }).Json(409)).Text("code"), Is.EqualTo("round.overlaps"));
        Assert.That(
            (await Change(app.Staff, id, new { opensAt = "2026-05-30T08:00:00Z" }).Json(422)).Text("code"),
            Is.EqualTo("round.closes_before_opening")
        );
        await Change(app.Staff, id, new { closesOn = "2026-05-20", closesAt = "2026-05-20T08:00:00Z" }).Json(422);
        await Change(app.Staff, id, new { timeZone = "Norge" }).Json(422);
        var hearing = await Change(
                app.Staff,
                id,
                new
                {
                    closesOn = "2026-05-20",
                    timeZone = "Europe/London",
                    lateReplies = "accept",
                }
            )
            .Json(200);
        var round = hearing["rounds"]![0]!;
        Assert.That(
            (round.Text("closesAt"), round.Text("timeZone"), round.Text("lateReplies")),
            Is.EqualTo(("2026-05-20T23:00:00Z", "Europe/London", "accept"))
        );
        await Change(app.Staff, id, new { closesOn = "2026-03-20", shortDeadlineReason = "Haster." }).Json(200);
        var without = JsonNode.Parse("""{ "shortDeadlineReason": null }""")!;
        Assert.That((await Change(app.Staff, id, without).Json(422)).Text("code"), Is.EqualTo("round.short_deadline_needs_reason"));
    }

    [Test]
    public async Task AddRound_InThePast_ToAPublishedHearing_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(kind: "input", closesOn: "2026-03-10");
        app.Clock.Advance(TimeSpan.FromDays(30));
        var past = new { opensAt = "2026-03-15T08:00:00Z", closesAt = "2026-03-20T08:00:00Z" };
        Assert.That((await app.AddRound(id, past).Json(422)).Text("code"), Is.EqualTo("round.deadline_passed"));
        Assert.That((await app.Hearing(id))["rounds"]!.AsArray(), Has.Count.EqualTo(1));
    }
}
