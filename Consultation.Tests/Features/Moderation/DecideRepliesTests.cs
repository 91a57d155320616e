using Consultation.Tests.Http;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Moderation;

/// <summary>A queue worked off at once.</summary>
public sealed class DecideRepliesTests
{
    private static object Body(string decision, string? ground, params (int Number, int Version)[] replies) =>
        new
        {
            decision,
            ground,
            replies = replies.Select(reply => new { number = reply.Number, version = reply.Version }),
        };

    [Test]
    public async Task DecideAll_WhoeverMayNot_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var body = Body("publish", null, (1, 1));
        var analyst = await app.Holder("analyst", "ksd");
        var foreigner = await app.Holder("administrator", "kld");
        await Problems.Expect(await app.Anonymous.DecideAll(id, body), 401, "unauthorized");
        await Problems.Expect(await analyst.DecideAll(id, body), 403, "forbidden");
        await Problems.Expect(await foreigner.DecideAll(id, body), 404, "not_found");
        await app.Staff.DecideAll(id, Body("redact", "privacy", (1, 1))).Json(422);
        await app.Staff.DecideAll(id, Body("withhold", null, (1, 1))).Json(422);
        await app.Staff.DecideAll(id, Body("publish", null, (1, 1), (1, 1))).Json(422);
        await app.Staff.DecideAll(id, Body("publish", null, [.. Enumerable.Range(1, 101).Select(number => (number, 1))])).Json(422);
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(404);
    }

    [Test]
    public async Task DecideAll_DecidesEachByItself_AndTellsWhichWereRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        var withNumber = Given.Reply("Jeg er 10915596784.");
        withNumber["notANationalId"] = true;
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await app.Anonymous.Send(id, withNumber).Json(201);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var answer = await app.Staff.DecideAll(id, Body("publish", null, (1, 1), (2, 1), (3, 2), (4, 1), (9, 1))).Json(200);
        Assert.That(
            answer["decided"]!.ToJsonString(),
            Is.EqualTo("""[{"number":1,"publication":"published","pending":null},{"number":4,"publication":"published","pending":null}]""")
        );
        Assert.That(
            answer["refused"]!.AsArray().Select(one => (one!.Number("number"), one!.Text("code"))),
            Is.EqualTo(((int, string)[])[(2, "reply.national_id"), (3, "reply.changed"), (9, "not_found")])
        );
        var counts = (await app.Hearing(id))["counts"]!;
        Assert.That((counts.Number("published"), counts.Number("inReview")), Is.EqualTo((2, 2)));
        answer = await app.Staff.DecideAll(id, Body("withhold", "spam", (3, 1), (4, 1))).Json(200);
        Assert.That(answer["decided"]!.AsArray().Select(one => one!["pending"]!.GetValue<string>()), Is.All.EqualTo("secondPerson"));
        var second = await app.Holder("caseOfficer", "ksd");
        answer = await second.DecideAll(id, Body("withhold", "spam", (3, 1), (4, 1))).Json(200);
        Assert.That(answer["decided"]!.AsArray().Select(one => one!["pending"]), Is.All.Null);
    }
}
