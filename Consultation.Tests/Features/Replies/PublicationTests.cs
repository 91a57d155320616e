using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Replies;

/// <summary>When a reply becomes public, by the hearing's rule.</summary>
public sealed class PublicationTests
{
    private static async Task<string> Sent(HttpClient client, string hearing, string type = "person") =>
        (await client.Send(hearing, Given.Reply(type: type)).Json(201)).Text("publication");

    [Test]
    public async Task VerifiedImmediate_PublishesOnlyPublicBodiesThatTheMinistryVouchesFor()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("verifiedImmediate");
        var officer = await app.Holder("caseOfficer", "ksd");
        Assert.That(await Sent(app.Anonymous, id, "publicBody"), Is.EqualTo("inReview"));
        Assert.That(await Sent(app.Anonymous, id), Is.EqualTo("inReview"));
        Assert.That(await Sent(officer, id), Is.EqualTo("inReview"));
        Assert.That(await Sent(officer, id, "organisation"), Is.EqualTo("inReview"));
        Assert.That(await Sent(officer, id, "publicBody"), Is.EqualTo("published"));
        Assert.That(await Sent(app.Staff, id, "publicBody"), Is.EqualTo("published"));
        var seen = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/5").Json(200);
        Assert.That(seen["sender"]!.Text("verified"), Is.EqualTo("staff"));
    }

    [Test]
    public async Task VerifiedImmediate_KeysThatMayNotSpeakForTheMinistry_VouchForNobody()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("verifiedImmediate");
        var analyst = await app.Holder("analyst", "ksd");
        var foreigner = await app.Holder("administrator", "kld");
        Assert.That(await Sent(analyst, id, "publicBody"), Is.EqualTo("inReview"));
        Assert.That(await Sent(foreigner, id, "publicBody"), Is.EqualTo("inReview"));
        var seen = await app.Staff.GetAsync($"/api/v1/hearings/{id}/replies?scope=all").Json(200);
        Assert.That(seen["items"]!.AsArray().Select(item => item!["sender"]!.Text("verified")), Is.All.EqualTo("none"));
    }

    [Test]
    public async Task Reviewed_PublishesNothingUnread()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        Assert.That(await Sent(app.Anonymous, id), Is.EqualTo("inReview"));
        Assert.That(await Sent(app.Staff, id, "publicBody"), Is.EqualTo("inReview"));
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(404);
        Assert.That((await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200))["items"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task AfterDeadline_ShowsNothingBefore_AndEverythingAtTheInstant_WithoutAJob()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("afterDeadline");
        Assert.That(await Sent(app.Anonymous, id), Is.EqualTo("awaitingDeadline"));
        Assert.That(await Sent(app.Anonymous, id, "publicBody"), Is.EqualTo("awaitingDeadline"));
        var closesAt = await app.Deadline(id);

        async Task AssertShown(int listed, string publication)
        {
            var list = (await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200))["items"]!.AsArray();
            Assert.That(list.Select(item => item!.Text("publication")), Is.EqualTo(Enumerable.Repeat("published", listed)));
            await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(listed > 0 ? 200 : 404);
            var csv = await app.Anonymous.GetStringAsync($"/api/v1/hearings/{id}/replies.csv");
            Assert.That(csv.Split("\r\n"), Has.Length.EqualTo(listed + 2));
            var counts = (await app.Hearing(id))["counts"]!;
            Assert.That(counts.Number("published"), Is.EqualTo(listed));
            Assert.That(counts.Number("awaitingDeadline"), Is.EqualTo(2 - listed));
            Assert.That(counts.Number("received"), Is.EqualTo(2));
            var all = (await app.Staff.GetAsync($"/api/v1/hearings/{id}/replies?scope=all").Json(200))["items"]!.AsArray();
            Assert.That(all.Select(item => item!.Text("publication")), Is.All.EqualTo(publication));
        }

        app.Clock.MoveTo(closesAt.AddMilliseconds(-1));
        await AssertShown(0, "awaitingDeadline");
        app.Clock.MoveTo(closesAt);
        await AssertShown(2, "published");
        await app.Extend(id, new { closesAt = closesAt.AddDays(7), reason = "Mer tid." }).Json(200);
        await AssertShown(0, "awaitingDeadline");
    }

    [Test]
    public async Task AfterDeadline_LateReply_IsPublishedAtOnce_AndItsReceiptSaysSo()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("afterDeadline", "accept");
        app.Clock.MoveTo(await app.Deadline(id));
        var receipt = await app.Anonymous.Send(id, Given.Reply()).Json(201);
        Assert.That(receipt.Text("publication"), Is.EqualTo("published"));
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);
    }
}
