using System.Net.Http.Json;
using Consultation.Tests.Http;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Moderation;

/// <summary>Withholding hides at once and takes two people.</summary>
public sealed class WithholdTests
{
    private const string Pending = """{"publication":"withheld","pending":"secondPerson"}""";
    private const string Settled = """{"publication":"withheld","pending":null}""";

    [Test]
    public async Task Withhold_HidesAtOnce_AndWaitsForSomebodyElse()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        // Two keys of one name are two people.
        var first = await app.Holder("caseOfficer", "ksd");
        var second = await app.Holder("caseOfficer", "ksd");

        Assert.That((await first.Decide(id, "withhold", ground: "hate").Json(200)).ToJsonString(), Is.EqualTo(Pending));
        Assert.That((await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200))["items"]!.AsArray(), Is.Empty);
        await Problems.Expect(await first.Decide(id, "withhold", ground: "hate"), 403, "moderation.second_person_needed");
        await Problems.Expect(await second.Decide(id, "withhold", version: 2, ground: "hate"), 409, "reply.changed");
        await Problems.Expect(await second.Decide(id, "withhold", ground: "spam"), 422, "moderation.ground_differs");
        Assert.That((await History(app, id))["pending"]!.GetValue<string>(), Is.EqualTo("secondPerson"));

        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That((await second.Decide(id, "withhold", ground: "hate").Json(200)).ToJsonString(), Is.EqualTo(Settled));
        var history = await History(app, id);
        Assert.That(history["pending"], Is.Null);
        var decision = history["decisions"]!.AsArray().Single()!;
        Assert.That(decision.Text("confirmedBy"), Is.EqualTo("caseOfficer ksd"));
        Assert.That(decision.Instant("confirmedAt") - decision.Instant("at"), Is.EqualTo(TimeSpan.FromHours(1)));
        await Problems.Expect(await first.Decide(id, "withhold", ground: "hate"), 409, "moderation.not_possible");
        Assert.That(await app.Changes(), Is.EqualTo((string[])["published", "withheld", "withheld"]), "the placeholder tells when");
        Assert.That((await app.Hearing(id))["counts"]!.Number("withheld"), Is.EqualTo(1));
    }

    [TestCase("immediate", null, "published")]
    [TestCase("immediate", "redact", "publishedRedacted")]
    [TestCase("reviewed", null, "inReview")]
    [TestCase("reviewed", "publish", "published")]
    [TestCase("afterDeadline", "redact", "awaitingDeadline")]
    public async Task Restore_Withheld_TakesItBackToWhatItWas(string rule, string? before, string was)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(rule);
        await app.Anonymous.Send(id, Given.Reply("Naboen Per Hansen bråker.")).Json(201);
        if (before == "redact")
        {
            await (await app.Staff.Redact(id, "Per Hansen")).Answer(200);
        }
        else if (before == "publish")
        {
            await app.Staff.Decide(id, "publish").Json(200);
        }
        await app.Staff.Decide(id, "withhold", ground: "spam").Json(200);
        var second = await app.Holder("caseOfficer", "ksd");
        Assert.That((await second.Decide(id, "restore").Json(200)).Text("publication"), Is.EqualTo(was));
        var all = (await app.Staff.GetAsync($"/api/v1/hearings/{id}/replies?scope=all").Json(200))["items"]![0]!;
        Assert.That(all.Text("publication"), Is.EqualTo(was));
        Assert.That(all.Text("excerpt").Contains("Per Hansen", StringComparison.Ordinal), Is.EqualTo(before != "redact"));
        Assert.That((await app.Hearing(id))["counts"]!.Number(was), Is.EqualTo(1));
        if (was.StartsWith("published", StringComparison.Ordinal))
        {
            Assert.That((await app.Reply(id)).Text("publication"), Is.EqualTo(was));
        }
        else
        {
            await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(404);
        }
    }

    /// <summary>Redact rather than withhold: whoever finds a milder way may take it at once.</summary>
    [Test]
    public async Task Withheld_MayBeRedactedOrPublishedInstead()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        await app.Anonymous.Send(id, Given.Reply("Naboen Per Hansen bråker.")).Json(201);
        await app.Staff.Decide(id, "withhold", ground: "defamation").Json(200);
        await (await app.Staff.Redact(id, "Per Hansen")).Answer(200);
        Assert.That((await app.Reply(id)).Text("text"), Is.EqualTo("Naboen █████ bråker."));
        await app.Staff.Decide(id, "withhold", ground: "defamation").Json(200);
        await app.Staff.Decide(id, "publish").Json(200);
        Assert.That((await app.Reply(id)).Text("text"), Is.EqualTo("Naboen Per Hansen bråker."));
        Assert.That(await app.Changes(), Is.EqualTo((string[])["withheld", "published", "withheld", "published"]));
    }

    [Test]
    public async Task History_TellsEverything_ButRestrictedOriginalsOnlyToModerators()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = Given.Reply("Jeg er 10915596784.");
        reply["notANationalId"] = true;
        await app.Anonymous.Send(id, reply).Json(201);
        await app.Anonymous.Send(id, Given.Reply("Naboen Per Hansen bråker.")).Json(201);
        var analyst = await app.Holder("analyst", "ksd");
        var foreigner = await app.Holder("administrator", "kld");
        var address = $"/api/v1/hearings/{id}/replies/1/moderation";
        await Problems.Expect(await app.Anonymous.GetAsync(address), 401, "unauthorized");
        await Problems.Expect(await foreigner.GetAsync(address), 404, "not_found");
        await Problems.Expect(await app.Staff.GetAsync($"/api/v1/hearings/{id}/replies/9/moderation"), 404, "not_found");

        var before = (await app.Staff.GetAsync(address).Json(200))["versions"]![0]!;
        Assert.That(before["identityNumbers"]!.ToJsonString(), Is.EqualTo("""[{"field":"text","start":7,"length":11}]"""));
        var decision = new
        {
            decision = "redact",
            version = 1,
            ground = "nationalId",
            legalBasis = "Offentlegforskrifta § 7 d",
            note = "Sendt inn ved et uhell.",
            redactions = before["identityNumbers"],
        };
        await app.Staff.PostAsJsonAsync(address, decision).Json(200);

        var seen = await app.Staff.GetAsync(address).Json(200);
        Assert.That((seen.Text("publication"), seen.Text("ground")), Is.EqualTo(("publishedRedacted", "nationalId")));
        var version = seen["versions"]!.AsArray().Single()!;
        Assert.That(version["content"]!.Text("text"), Is.EqualTo("Jeg er 10915596784."));
        Assert.That(version["restricted"]!.GetValue<bool>(), Is.True);
        var row = seen["decisions"]!.AsArray().Single()!;
        Assert.That((row.Text("was"), row.Text("becomes"), row.Text("by")), Is.EqualTo(("inReview", "publishedRedacted", "bootstrap")));
        Assert.That((row.Text("legalBasis"), row.Text("note")), Is.EqualTo((decision.legalBasis, decision.note)));
        Assert.That(row["redactions"]!.ToJsonString(), Is.EqualTo("""[{"field":"text","start":7,"length":11}]"""));

        var forAnalyst = await analyst.GetAsync(address).Json(200);
        Assert.That(forAnalyst.ToJsonString(), Does.Not.Contain("10915596784"));
        Assert.That(forAnalyst["versions"]![0]!["restricted"]!.GetValue<bool>(), Is.True);
        var plain = await analyst.GetAsync($"/api/v1/hearings/{id}/replies/2/moderation").Json(200);
        Assert.That(plain["versions"]![0]!["content"]!.Text("text"), Is.EqualTo("Naboen Per Hansen bråker."));
    }

    private static Task<System.Text.Json.Nodes.JsonNode> History(TestApp app, string id) =>
        app.Staff.GetAsync($"/api/v1/hearings/{id}/replies/1/moderation").Json(200);
}
