using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Imports;

public sealed class ImportTests
{
    private static readonly byte[] One = Zips.Of(Zips.Comment("X-1", "A reply."));

    [Test]
    public async Task Import_WithoutKey_IsUnauthorized_ByAnalyst_IsForbidden_ByForeignStaff_IsNotFound()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Import(id, One).Json(401);
        await (await app.Holder("analyst", "ksd")).Import(id, One).Json(403);
        var foreigner = await app.Holder("administrator", "kld");
        await foreigner.Import(id, One).Json(404);
        var import = (await app.Staff.Import(id, One).Json(202)).Text("id");
        await foreigner.GetAsync($"/api/v1/hearings/{id}/imports/{import}").Json(404);
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/imports/{import}").Json(401);
        var other = await app.OpenHearing();
        await app.Staff.GetAsync($"/api/v1/hearings/{other}/imports/{import}").Json(404);
        await app.DoDueWork();
        Assert.That(Directory.EnumerateFiles(Path.Combine(app.DataDirectory, "imports")), Is.Empty, "no file is left behind");
    }

    [TestCase("""{ "format": "docx" }""", 422)]
    [TestCase("""{ "format": "regulations.gov", "round": 9 }""", 422)]
    [TestCase("""{ "format": "regulations.gov", "channel": " " }""", 422)]
    [TestCase("{ }", 400)]
    [TestCase("null", 400)]
    [TestCase("{", 400)]
    [TestCase(null, 400)]
    public async Task Import_WithBadMapping_IsRefused_AndKeepsNoFile(string? mapping, int status)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Staff.Import(id, One, mapping).Json(status);
        var folder = Path.Combine(app.DataDirectory, "imports");
        Assert.That(Directory.Exists(folder) ? Directory.GetFiles(folder) : [], Is.Empty);
    }

    [Test]
    public async Task Import_WithMappingAsAPartOfItsOwn_IsQueuedThenDone()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var import = (await app.Staff.Import(id, One, asPart: true).Json(202)).Text("id");
        Assert.That((await app.Import(id, import)).Text("status"), Is.EqualTo("queued"));
        await app.DoDueWork();
        var done = await app.Import(id, import);
        Assert.That(done.Text("status"), Is.EqualTo("done"));
        Assert.That(done.Numbers(), Is.EqualTo([1, 1, 0, 0]));
    }

    [Test]
    public async Task Import_TakesReplies_AndNamesEveryRowThatIsNone()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("verifiedImmediate");
        var done = await app.Imported(
            id,
            Zips.Of(
                Zips.Comment("X-1", "First.<br/>Second &amp;amp; third."),
                Zips.Comment("X-2", null).With("withdrawn", true).With("reasonWithdrawn", "Not translated."),
                Zips.Comment("X-3", " <p> </p> "),
                "not json",
                """{ "data": { "id": "X-5", "type": "documents", "attributes": { "comment": "Hei" } } }""",
                Zips.Comment("X-6", "An organisation.", organisation: "The Org"),
                Zips.Comment("X-7", "A public body.").With("govAgency", "The Agency"),
                Zips.Comment("X-8", "No name.", first: "Anonymous", last: "Anonymous")
            )
        );
        Assert.That(done.Text("status"), Is.EqualTo("done"));
        Assert.That(done.Numbers(), Is.EqualTo([8, 4, 4, 0]));
        var errors = done["errors"]!.AsArray();
        Assert.That(
            errors.Select(error => (error!.Number("row"), error!.Text("code"))),
            Is.EqualTo([(2, "row.withdrawn"), (3, "row.empty"), (4, "row.unreadable"), (5, "row.not_a_reply")])
        );
        Assert.That(errors[0]!.Text("message"), Does.Contain("Not translated."));
        Assert.That(errors[2]!.Text("source"), Is.EqualTo("comments/004.json"));

        var replies = await app.Anonymous.AllPages($"/api/v1/hearings/{id}/replies?sort=oldest");
        Assert.That(
            replies.Select(reply => (reply["sender"]!.Text("type"), reply["sender"]!["name"]?.GetValue<string>())),
            Is.EqualTo([("person", "Kari Nordmann"), ("organisation", "The Org"), ("publicBody", "The Agency"), ("person", null)])
        );
        Assert.That(replies.Select(reply => reply["sender"]!.Text("verified")), Is.All.EqualTo("staff"));
        var first = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1").Json(200);
        Assert.That(first.Text("text"), Is.EqualTo("First.\nSecond & third."));
        Assert.That(first.Text("receivedAt"), Is.EqualTo("2022-10-09T04:00:00Z"), "earlier than the opening is fine");
        Assert.That(first["late"]!.GetValue<bool>(), Is.False);
        Assert.That((await app.Hearing(id))["counts"]!.Number("received"), Is.EqualTo(4));
    }

    [Test]
    public async Task Import_KnownExternalIds_AddNothing_InTheSameFileOrALaterOne()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var first = await app.Imported(
            id,
            Zips.Of(Zips.Comment("X-1", "One."), Zips.Comment("X-2", "Two."), Zips.Comment("X-1", "Again."))
        );
        Assert.That(first.Numbers(), Is.EqualTo([3, 2, 0, 1]));
        var second = await app.Imported(id, Zips.Of(Zips.Comment("X-2", "Two."), Zips.Comment("X-3", "Three.")));
        Assert.That(second.Numbers(), Is.EqualTo([2, 1, 0, 1]));
        Assert.That(await app.Anonymous.AllPages($"/api/v1/hearings/{id}/replies"), Has.Count.EqualTo(3));
        var other = await app.OpenHearing();
        Assert.That((await app.Imported(other, Zips.Of(Zips.Comment("X-1", "One.")))).Numbers(), Is.EqualTo([1, 1, 0, 0]));
    }

    [Test]
    public async Task Import_JudgesLateByTheRoundsEnd_ToTheMillisecond()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(closesOn: "2026-05-29");
        await app.Imported(
            id,
            Zips.Of(
                Zips.Comment("X-1", "In time.").With("receiveDate", "2026-05-29T21:59:59.999Z"),
                Zips.Comment("X-2", "Too late.").With("receiveDate", "2026-05-29T22:00:00Z")
            )
        );
        var replies = await app.Anonymous.AllPages($"/api/v1/hearings/{id}/replies?sort=oldest");
        Assert.That(replies.Select(reply => reply["late"]!.GetValue<bool>()), Is.EqualTo([false, true]));
        Assert.That((await app.Hearing(id))["counts"]!.Number("late"), Is.EqualTo(1));
    }

    [TestCase("immediate", "published")]
    [TestCase("verifiedImmediate", "published")]
    [TestCase("reviewed", "inReview")]
    [TestCase("afterDeadline", "awaitingDeadline")]
    public async Task Import_FollowsTheHearingsRule_AndAnIdentityNumberGoesToReview(string rule, string publication)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(rule);
        var done = await app.Imported(
            id,
            Zips.Of(
                Zips.Comment("X-1", "Fine."),
                Zips.Comment("X-2", "I am 13097248022."),
                Zips.Comment("X-3", "Hi.", organisation: "13097248022")
            )
        );
        Assert.That(done.Numbers(), Is.EqualTo([3, 3, 0, 0]));
        var replies = await app.Staff.AllPages($"/api/v1/hearings/{id}/replies?scope=all&sort=oldest");
        Assert.That(replies.Select(reply => reply.Text("publication")), Is.EqualTo([publication, "inReview", "inReview"]));
    }

    [Test]
    public async Task Import_OfAFileThatCannotBeRead_Fails_AndIsNotTriedAgain()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var import = (await app.Staff.Import(id, "PK not a zip"u8.ToArray()).Json(202)).Text("id");
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        Assert.That((await app.Import(id, import)).Text("status"), Is.EqualTo("failed"));
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await app.DoDueWork(), Is.Zero);
    }

    [Test]
    public async Task Import_OfOneJsonFile_IsOneRow()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var done = await app.Imported(id, System.Text.Encoding.UTF8.GetBytes(Zips.Comment("X-1", "Alone.").ToJsonString()));
        Assert.That(done.Numbers(), Is.EqualTo([1, 1, 0, 0]));
    }

    [Test]
    public async Task Import_NamesARound_ElseTakesTheLast()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(kind: "input", closesOn: "2026-03-10");
        await app.AddRound(id, new { opensAt = "2026-03-20T08:00:00Z", closesOn = "2026-03-30" }).Json(201);
        await app.Imported(id, One);
        await app.Imported(id, Zips.Of(Zips.Comment("X-2", "Two.")), """{ "format": "regulations.gov", "round": 1, "channel": "post" }""");
        var replies = await app.Anonymous.AllPages($"/api/v1/hearings/{id}/replies?sort=oldest");
        Assert.That(replies.Select(reply => reply.Number("round")), Is.EqualTo([2, 1]));
        var all = await app.Staff.GetStringAsync($"/api/v1/hearings/{id}/replies.jsonl?scope=all");
        Assert.That(all, Does.Contain("\"channel\":\"import\"").And.Contain("\"channel\":\"post\""));
    }
}
