using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class PublishHearingTests
{
    [Test]
    public async Task Publish_Anonymous_IsUnauthorized_OfForeignMinistry_IsNotFound()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        var foreigner = await app.Holder("administrator", "kld");
        await app.Anonymous.PostAsync($"/api/v1/hearings/{id}/publish", null).Json(401);
        await foreigner.PostAsync($"/api/v1/hearings/{id}/publish", null).Json(404);
    }

    [Test]
    public async Task Publish_WithoutDocumentOrRound_IsIncomplete()
    {
        await using var app = new TestApp();
        var bare = Given.Hearing();
        bare.Remove("documents");
        var withoutDocument = await app.Draft(bare);
        await app.AddRound(withoutDocument, new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-05-29" }).Json(201);
        var withoutRound = await app.Draft();
        Assert.That((await app.Publish(withoutDocument).Json(409)).Text("code"), Is.EqualTo("hearing.incomplete"));
        Assert.That((await app.Publish(withoutRound).Json(409)).Text("code"), Is.EqualTo("hearing.incomplete"));
    }

    [Test]
    public async Task Publish_Twice_IsConflict()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        Assert.That((await app.Publish(id).Json(409)).Text("code"), Is.EqualTo("hearing.already_published"));
    }

    [Test]
    public async Task Publish_LaterThanTheOpening_IsJudgedFromNow()
    {
        await using var app = new TestApp();
        var id = await app.Draft();
        // 42 days from the opening on 3 March.
        await app.AddRound(id, new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-04-14" }).Json(201);
        app.Clock.MoveTo(new DateTimeOffset(2026, 3, 4, 8, 0, 0, TimeSpan.Zero));
        var answer = await app.Publish(id).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("round.short_deadline_needs_reason"));
        await app.Extend(id, new { closesOn = "2026-04-15", reason = "Vi ble forsinket." }).Json(200);
        await app.Publish(id).Json(200);
    }

    [Test]
    public async Task Publish_WhenTheRoundIsOver_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.Draft(Given.Hearing(kind: "input"));
        await app.AddRound(id, new { opensAt = "2026-03-02T12:00:00Z", closesAt = "2026-03-02T13:00:00Z" }).Json(201);
        app.Clock.MoveTo(new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero));
        Assert.That((await app.Publish(id).Json(422)).Text("code"), Is.EqualTo("round.deadline_passed"));
    }

    [Test]
    public async Task Status_FollowsTheClock_WithoutAnyJob()
    {
        await using var app = new TestApp();
        var id = await app.Draft(Given.Hearing(kind: "input"));
        await app.AddRound(id, new { opensAt = "2026-03-03T08:00:00Z", closesAt = "2026-03-04T08:00:00Z" }).Json(201);
        await app.AddRound(id, new { opensAt = "2026-03-05T08:00:00Z", closesAt = "2026-03-06T08:00:00Z" }).Json(201);
        Assert.That((await app.Publish(id).Json(200)).Text("status"), Is.EqualTo("planned"));
        foreach (
            var (at, hearing, rounds) in new[]
            {
                ("2026-03-03T07:59:59.999Z", "planned", "planned planned"),
                ("2026-03-03T08:00:00Z", "open", "open planned"),
                ("2026-03-04T07:59:59.999Z", "open", "open planned"),
                ("2026-03-04T08:00:00Z", "underReview", "closed planned"),
                ("2026-03-05T08:00:00Z", "open", "closed open"),
                ("2026-03-06T08:00:00Z", "underReview", "closed closed"),
            }
        )
        {
            app.Clock.MoveTo(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
            var seen = await app.Hearing(id);
            Assert.That(seen.Text("status"), Is.EqualTo(hearing), at);
            Assert.That(string.Join(' ', seen["rounds"]!.AsArray().Select(round => round!.Text("status"))), Is.EqualTo(rounds), at);
            var listed = await app.Anonymous.GetAsync($"/api/v1/hearings?status={hearing}").Json(200);
            Assert.That(listed["items"]!.AsArray().Select(item => item!.Text("id")), Is.EqualTo([id]), at);
        }
    }
}
