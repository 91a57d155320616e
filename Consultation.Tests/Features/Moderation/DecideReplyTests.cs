using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Tests.Http;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Moderation;

public sealed class DecideReplyTests
{
    [Test]
    public async Task Decide_WhoeverMayNot_IsRefusedAndChangesNothing()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var analyst = await app.Holder("analyst", "ksd");
        var foreigner = await app.Holder("administrator", "kld");
        await Problems.Expect(await app.Anonymous.Decide(id, "withhold", ground: "spam"), 401, "unauthorized");
        await Problems.Expect(await analyst.Decide(id, "withhold", ground: "spam"), 403, "forbidden");
        await Problems.Expect(await foreigner.Decide(id, "withhold", ground: "spam"), 404, "not_found");
        await Problems.Expect(await app.Staff.Decide(id, "withhold", number: 2, ground: "spam"), 404, "not_found");
        Assert.That((await app.Reply(id)).Text("publication"), Is.EqualTo("published"));
        var officer = await app.Holder("caseOfficer", "ksd");
        await officer.Decide(id, "withhold", ground: "spam").Json(200);
    }

    [Test]
    public async Task Decide_WhatTheInputMustHold_IsToldByField()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply("Mitt svar")).Json(201);

        async Task AssertField(Task<HttpResponseMessage> sending, string field)
        {
            var problem = await sending.Json(422);
            Assert.That(problem["errors"]!.AsObject().Select(one => one.Key), Is.EqualTo((string[])[field]));
        }

        await AssertField(app.Staff.Decide(id, "withhold"), "ground");
        await AssertField(app.Staff.Decide(id, "redact", redactions: ("text", 0, 4)), "ground");
        await AssertField(app.Staff.Decide(id, "redact", ground: "privacy"), "redactions");
        await AssertField(app.Staff.Decide(id, "withhold", ground: "privacy", redactions: ("text", 0, 4)), "redactions");
        await AssertField(app.Staff.Decide(id, "redact", ground: "privacy", redactions: ("text", 5, 5)), "redactions");
        await Problems.Expect(
            await app.Staff.Decide(id, "redact", ground: "privacy", redactions: ("comment:1", 0, 1)),
            422,
            "redaction.out_of_range"
        );
        await app.Staff.Decide(id, "delete").Json(400);
        await app.Staff.Decide(id, "withhold", ground: "dislike").Json(400);
        Assert.That((await app.Reply(id)).Text("text"), Is.EqualTo("Mitt svar"));
    }

    [Test]
    public async Task Publish_InReview_MakesItPublic_AndLogsIt()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(404);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var decided = await app.Staff.Decide(id, "publish").Json(200);
        Assert.That(decided.ToJsonString(), Is.EqualTo("""{"publication":"published","pending":null}"""));
        Assert.That((await app.Reply(id)).Text("text"), Is.EqualTo("Jeg er enig i forslaget."));
        Assert.That(await app.Changes(), Is.EqualTo((string[])["published"]));
        await Problems.Expect(await app.Staff.Decide(id, "publish"), 409, "moderation.not_possible");
        await Problems.Expect(await app.Staff.Decide(id, "restore"), 409, "moderation.not_possible");
        await AssertCountersHold(app, id, ("published", 1));
    }

    [Test]
    public async Task Decide_AboutAnotherVersion_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await Problems.Expect(await app.Staff.Decide(id, "publish", version: 2), 409, "reply.changed");
        await Problems.Expect(await app.Staff.Decide(id, "withhold", version: 0, ground: "spam"), 409, "reply.changed");
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(404);
    }

    [Test]
    public async Task Redact_Published_TakesTheWordsOut_KeepsTheOriginal_AndRestoreBringsThemBack()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var receipt = await app.Anonymous.Send(id, Given.Reply("Naboen Per Hansen bråker om natten.")).Json(201);
        var decided = await (await app.Staff.Redact(id, "Per Hansen")).Answer(200);
        Assert.That(decided.ToJsonString(), Is.EqualTo("""{"publication":"publishedRedacted","pending":null}"""));
        var seen = await app.Reply(id);
        Assert.That(seen.Text("text"), Is.EqualTo("Naboen █████ bråker om natten."));
        Assert.That(seen.Text("sha256"), Is.EqualTo(receipt.Text("sha256")), "the receipt is of what was sent");
        var item = (await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200))["items"]![0]!;
        Assert.That(item.Text("excerpt"), Is.EqualTo("Naboen █████ bråker om natten."));

        // Positions are those of what was sent, whatever is redacted already.
        await app.Staff.Decide(id, "redact", ground: "defamation", redactions: [("text", 0, 6), ("text", 18, 6)]).Json(200);
        Assert.That((await app.Reply(id)).Text("text"), Is.EqualTo("█████ Per Hansen █████ om natten."));
        Assert.That(
            (await app.Anonymous.GetAsync($"/api/v1/receipts/{receipt.Text("reference")}").Json(200)).Text("publication"),
            Is.EqualTo("publishedRedacted")
        );
        await AssertCountersHold(app, id, ("publishedRedacted", 1));

        await app.Staff.Decide(id, "restore").Json(200);
        seen = await app.Reply(id);
        Assert.That(seen.Text("text"), Is.EqualTo("Naboen Per Hansen bråker om natten."));
        Assert.That(seen.Text("publication"), Is.EqualTo("published"));
        Assert.That(await app.Changes(), Is.EqualTo((string[])["published", "redacted", "redacted", "updated"]));
        await AssertCountersHold(app, id, ("published", 1));
    }

    [Test]
    public async Task Redact_NameOfAnOrganisation_HidesItsNumberToo_AndRestoreShowsBoth()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = Given.Reply(name: "Per Hansens Båtbyggeri", type: "organisation");
        reply["sender"]!["organisationNumber"] = "971040238";
        await app.Anonymous.Send(id, reply).Json(201);
        await app.Staff.Decide(id, "redact", ground: "privacy", redactions: ("sender.name", 0, 22)).Json(200);
        var sender = (await app.Reply(id))["sender"]!;
        Assert.That(sender.Text("name"), Is.EqualTo("█████"));
        Assert.That(sender["organisationNumber"], Is.Null);
        var staff = await app.Staff.GetStringAsync($"/api/v1/hearings/{id}/replies.csv?scope=all");
        Assert.That(staff, Does.Not.Contain("971040238").And.Not.Contain("Hansen"));

        await app.Staff.Decide(id, "redact", ground: "privacy", redactions: ("text", 0, 3)).Json(200);
        sender = (await app.Reply(id))["sender"]!;
        Assert.That((sender.Text("name"), sender.Text("organisationNumber")), Is.EqualTo(("Per Hansens Båtbyggeri", "971040238")));
        await app.Staff.Decide(id, "redact", ground: "privacy", redactions: ("sender.name", 0, 3)).Json(200);
        await app.Staff.Decide(id, "restore").Json(200);
        sender = (await app.Reply(id))["sender"]!;
        Assert.That((sender.Text("name"), sender.Text("organisationNumber")), Is.EqualTo(("Per Hansens Båtbyggeri", "971040238")));
    }

    [Test]
    public async Task Redact_WhatAwaitsTheDeadline_ShowsNothingBefore_AndTheRedactedFormAtTheInstant()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("afterDeadline");
        await app.Anonymous.Send(id, Given.Reply("Naboen Per Hansen bråker.")).Json(201);
        await app.Anonymous.Send(id, Given.Reply("Et annet svar.")).Json(201);
        Assert.That((await (await app.Staff.Redact(id, "Per Hansen")).Answer(200)).Text("publication"), Is.EqualTo("awaitingDeadline"));
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(404);
        await AssertCountersHold(app, id, ("awaitingDeadline", 2));
        Assert.That(await app.Changes(), Is.Empty);
        Assert.That(await List(app.Staff, id, "?scope=all&publication=awaitingDeadline"), Is.EqualTo((int[])[2, 1]));
        var ledger = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/moderation-ledger").Json(200);
        Assert.That(ledger["items"]!.AsArray(), Is.Empty, "what is not public yet is not told of");

        var closesAt = await app.Deadline(id);
        app.Clock.MoveTo(closesAt);
        var seen = await app.Reply(id);
        Assert.That((seen.Text("publication"), seen.Text("text")), Is.EqualTo(("publishedRedacted", "Naboen █████ bråker.")));
        await AssertCountersHold(app, id, ("published", 1), ("publishedRedacted", 1));
        Assert.That(await List(app.Staff, id, "?scope=all&publication=publishedRedacted"), Is.EqualTo((int[])[1]));
        Assert.That(await List(app.Staff, id, "?scope=all&publication=published"), Is.EqualTo((int[])[2]));
        Assert.That(await app.Anonymous.GetStringAsync($"/api/v1/hearings/{id}/replies.csv"), Does.Contain("publishedRedacted"));

        await app.Extend(id, new { closesAt = closesAt.AddDays(7), reason = "Mer tid." }).Json(200);
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(404);
        await app.Staff.Decide(id, "restore").Json(200);
        await AssertCountersHold(app, id, ("awaitingDeadline", 2));
        app.Clock.MoveTo(closesAt.AddDays(7));
        Assert.That((await app.Reply(id)).Text("text"), Is.EqualTo("Naboen Per Hansen bråker."));
        await AssertCountersHold(app, id, ("published", 2));
    }

    [Test]
    public async Task Publish_WithANationalIdentityNumber_IsRefusedUntilItIsRedactedOrSaidToBeNone()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = Given.Reply("Jeg er 10915596784, og telefonen er 12345678901.");
        reply["notANationalId"] = true;
        await app.Anonymous.Send(id, reply).Json(201);
        await app.Anonymous.Send(id, reply.DeepClone()).Json(201);
        var problem = await app.Staff.Decide(id, "publish").Json(422);
        Assert.That(problem.Text("code"), Is.EqualTo("reply.national_id"));
        Assert.That(problem["errors"]!.AsObject().Select(one => one.Key), Is.EqualTo((string[])["text"]));
        await Problems.Expect(
            await app.Staff.Decide(id, "redact", ground: "nationalId", redactions: ("text", 0, 3)),
            422,
            "reply.national_id"
        );
        await app.Staff.Decide(id, "redact", ground: "nationalId", redactions: ("text", 7, 11)).Json(200);
        Assert.That((await app.Reply(id)).Text("text"), Is.EqualTo("Jeg er █████, og telefonen er 12345678901."));
        await Problems.Expect(await app.Staff.Decide(id, "restore"), 422, "reply.national_id");

        var anyway = new
        {
            decision = "publish",
            version = 1,
            notANationalId = true,
        };
        await app.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/replies/2/moderation", anyway).Json(200);
        Assert.That((await app.Reply(id, 2)).Text("text"), Does.Contain("10915596784"));
    }

    private static async Task<int[]> List(HttpClient client, string id, string query) =>
        [
            .. (await client.GetAsync($"/api/v1/hearings/{id}/replies{query}").Json(200))["items"]!
                .AsArray()
                .Select(item => item!.Number("number")),
        ];

    private static async Task AssertCountersHold(TestApp app, string id, params (string State, int Count)[] expected)
    {
        Assert.That(await app.Database.Read(Counters.Stored), Is.EqualTo(await app.Database.Read(Counters.Counted)));
        var counts = (await app.Staff.GetAsync($"/api/v1/hearings/{id}").Json(200))["counts"]!;
        string[] states = ["inReview", "awaitingDeadline", "published", "publishedRedacted", "withheld", "withdrawn"];
        Assert.That(states.Select(state => (state, counts.Number(state))).Where(one => one.Item2 > 0), Is.EquivalentTo(expected));
    }
}
