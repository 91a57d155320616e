using System.Net.Http.Json;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class CloseRoundTests
{
    [Test]
    public async Task Close_Anonymous_IsUnauthorized_ByAnalyst_IsForbidden_OfForeignMinistry_IsNotFound()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var analyst = await app.Holder("analyst", "ksd");
        var foreigner = await app.Holder("caseOfficer", "kld");
        var change = new { reason = "Trukket." };
        await app.Anonymous.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds/1/close", change).Json(401);
        await analyst.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds/1/close", change).Json(403);
        await foreigner.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds/1/close", change).Json(404);
    }

    [Test]
    public async Task Close_PlannedOrDraftOrClosed_IsConflict()
    {
        await using var app = new TestApp();
        var draft = await app.Draft();
        await app.AddRound(draft, new { opensAt = "2026-03-01T08:00:00Z", closesOn = "2026-05-29" }).Json(201);
        Assert.That((await app.Close(draft, new { reason = "?" }).Json(409)).Text("code"), Is.EqualTo("round.not_open"));

        var id = await app.OpenHearing();
        await app.AddRound(id, new { opensAt = "2026-06-01T08:00:00Z", closesOn = "2026-08-29" }).Json(201);
        Assert.That((await app.Close(id, new { reason = "?" }, round: 2).Json(409)).Text("code"), Is.EqualTo("round.not_open"));
        await app.Close(id, new { reason = "" }).Json(422);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Close(id, new { reason = "Nå." }).Json(200);
        Assert.That((await app.Close(id, new { reason = "Igjen." }).Json(409)).Text("code"), Is.EqualTo("round.closed"));
    }

    [Test]
    public async Task Close_ClosesNow_WithThePublicReason_AndRefusesWhatComesAfter()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        app.Clock.Advance(TimeSpan.FromDays(3));
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await app.Close(id, new { reason = "Saken er trukket." }).Json(200);

        var round = (await app.Hearing(id))["rounds"]![0]!;
        Assert.That(round.Text("status"), Is.EqualTo("closed"));
        Assert.That(round.Text("closesAt"), Is.EqualTo("2026-03-05T11:00:00.001Z"));
        Assert.That(round["history"]![0]!.Text("reason"), Is.EqualTo("Saken er trukket."));
        Assert.That((await app.Anonymous.Send(id, Given.Reply()).Json(409)).Text("code"), Is.EqualTo("round.closed"));
        var replies = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200);
        Assert.That(replies["items"]![0]!["late"]!.GetValue<bool>(), Is.False);
    }
}
