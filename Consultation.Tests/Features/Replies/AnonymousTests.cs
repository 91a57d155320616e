using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Replies;

public sealed class AnonymousTests
{
    private static JsonObject Reply()
    {
        var reply = Given.Reply("Uten navn.", "Hemmelig Hansen", "organisation");
        reply["sender"]!["email"] = "hemmelig@example.no";
        reply["sender"]!["organisationNumber"] = "974760673";
        reply["sender"]!["onBehalfOf"] = "Hemmelig nabo";
        reply["sender"]!["anonymous"] = true;
        return reply;
    }

    private static async Task<string> OpenHearing(TestApp app)
    {
        var body = Given.Hearing(kind: "input");
        body["allowAnonymous"] = true;
        var id = await app.Draft(body);
        await app.AddRound(id, new { opensAt = app.Clock.GetUtcNow(), closesOn = "2026-05-29" }).Json(201);
        await app.Publish(id).Json(200);
        return id;
    }

    [Test]
    public async Task Send_AnonymousWhereTheHearingForbidsIt_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var answer = await app.Anonymous.Send(id, Reply()).Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("reply.anonymous_not_allowed"));
        Assert.That(answer["errors"]!["sender.anonymous"], Is.Not.Null);
    }

    [Test]
    public async Task Send_Anonymous_KeepsNothingThatTellsWhoItIs()
    {
        await using var app = new TestApp();
        var id = await OpenHearing(app);
        await app.Anonymous.Send(id, Reply(), "key-1").Json(201);
        var seen = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);
        Assert.That(seen["sender"]!.ToJsonString(), Is.EqualTo("""{"type":"organisation","verified":"none"}"""));
        var all = await app.Staff.GetStringAsync($"/api/v1/hearings/{id}/replies.jsonl?scope=all");
        Assert.That(all, Does.Contain("Uten navn.").And.Not.Contain("emmelig").And.Not.Contain("974760673"));
        DataFiles.AssertNoneHolds(app, "emmelig");
        DataFiles.AssertNoneHolds(app, "974760673");
        Assert.That(DataFiles.AnyHolds(app, "Uten navn."), Is.True, "else the look itself is blind");
    }

    [Test]
    public async Task Send_AnonymousAgain_UnderTheSameKey_GivesTheSameReceipt()
    {
        await using var app = new TestApp();
        var id = await OpenHearing(app);
        var first = await app.Anonymous.Send(id, Reply(), "key-1").Json(201);
        var again = await app.Anonymous.Send(id, Reply(), "key-1").Json(201);
        Assert.That(again.ToJsonString(), Is.EqualTo(first.ToJsonString()));
    }
}
