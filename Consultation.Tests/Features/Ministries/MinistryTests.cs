using System.Net.Http.Json;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Ministries;

public sealed class MinistryTests
{
    private static Task<HttpResponseMessage> Save(HttpClient client, string code, object body) =>
        client.PutAsJsonAsync("/api/v1/ministries/" + code, body);

    [Test]
    public async Task Save_ByAnyoneButAnAdministratorOfAll_IsRefused()
    {
        await using var app = new TestApp();
        var body = new { name = "Klima- og miljødepartementet" };
        await Save(app.Anonymous, "kld", body).Json(401);
        await Save(await app.Holder("administrator", "kld"), "kld", body).Json(403);
        await Save(await app.Holder("caseOfficer"), "kld", body).Json(403);
    }

    [Test]
    public async Task Save_WithBadFields_IsRefused()
    {
        await using var app = new TestApp();
        await Save(app.Staff, "kld", new { name = " " }).Json(422);
        await Save(app.Staff, "kld", new { name = "Klima", leastDays = -1 }).Json(422);
        await Save(app.Staff, "kld", new { name = "Klima", leastDays = 366 }).Json(422);
    }

    [Test]
    public async Task List_ShowsThoseThatHavePublished_ByName()
    {
        await using var app = new TestApp();
        await Save(app.Staff, "taus", new { name = "Aldri hørt" }).Json(200);
        await app.OpenHearing(ministry: "kld");
        await app.OpenHearing(ministry: "hod");
        await Save(app.Staff, "kld", new { name = "Klima" }).Json(200);
        await Save(app.Staff, "hod", new { name = "Helse" }).Json(200);
        var items = (await app.Anonymous.GetAsync("/api/v1/ministries").Json(200))["items"]!.AsArray();
        Assert.That(items.Select(item => item!.Text("name")), Is.EqualTo(["Helse", "Klima"]));
    }

    [Test]
    public async Task Save_ANewName_ShowsOnTheHearingsAtOnce()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(ministry: "kld");
        Assert.That((await app.Hearing(id))["ministry"]!.Text("name"), Is.EqualTo("kld"));
        await Save(app.Staff, "kld", new { name = "Klima" }).Json(200);
        Assert.That((await app.Hearing(id))["ministry"]!.Text("name"), Is.EqualTo("Klima"));
    }

    [Test]
    public async Task LeastDays_AreTheRuleOfTheMinistrysRounds_AlsoAfterANewName()
    {
        await using var app = new TestApp();
        var id = await app.Draft(Given.Hearing(ministry: "hurdal"));
        await Save(app.Staff, "hurdal", new { name = "Hurdal", leastDays = 28 }).Json(200);
        await Save(app.Staff, "hurdal", new { name = "Hurdal kommune" }).Json(200);
        var answer = await app.AddRound(id, new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-03-30" }).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("round.short_deadline_needs_reason"));
        await app.AddRound(id, new { opensAt = "2026-03-03T08:00:00Z", closesOn = "2026-03-31" }).Json(201);
    }
}
