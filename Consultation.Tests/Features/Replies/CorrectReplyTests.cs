using System.Text.Json.Nodes;
using Consultation.Tests.Support;
using static Consultation.Tests.Support.Uploads;

namespace Consultation.Tests.Features.Replies;

public sealed class CorrectReplyTests
{
    private static async Task<(string Id, string Token)> Sent(
        TestApp app,
        string publication = "immediate",
        string late = "reject",
        JsonObject? reply = null
    )
    {
        var id = await app.OpenHearing(publication, late);
        var receipt = await app.Anonymous.Send(id, reply ?? Given.Reply()).Json(201);
        Assert.That(receipt.Text("editUrl"), Does.EndWith($"/replies/1/edit#{receipt.Text("editToken")}"));
        return (id, receipt.Text("editToken"));
    }

    private static Task<JsonNode> Get(TestApp app, string id, string scope = "") =>
        (scope.Length > 0 ? app.Staff : app.Anonymous).GetAsync($"/api/v1/hearings/{id}/replies/1{scope}").Json(200);

    /// <summary>As a decision of staff leaves it in the tables.</summary>
    private static Task<int> Decide(TestApp app, string publication) =>
        app.Database.Write(async db =>
        {
            await db.Run(
                """
                insert into ModerationDecision (Id, ReplyId, HearingId, RoundId, Version, Decision, Was, Becomes, DecidedBy, DecidedAt)
                select 1, Id, HearingId, RoundId, Version, 'publish', Publication, @Publication, 'x', UpdatedAt from Reply
                """,
                new { Publication = publication }
            );
            await db.Run("update RoundCounter set InReview = 0, Published = 1 where InReview = 1");
            return await db.Run("update Reply set Publication = @Publication", new { Publication = publication });
        });

    [TestCase(null)]
    [TestCase("")]
    [TestCase("nonsense")]
    public async Task Correct_WithoutTheRightToken_IsRefused(string? token)
    {
        await using var app = new TestApp();
        var (id, mine) = await Sent(app);
        var other = (await app.Anonymous.Send(id, Given.Reply()).Json(201)).Text("editToken");
        foreach (var given in new[] { token, other, mine[..^1], mine + "A", mine.ToUpperInvariant() })
        {
            Assert.That(
                (await app.Anonymous.Correct(id, 1, Given.Reply("Rettet."), given).Json(403)).Text("code"),
                Is.EqualTo("reply.token_invalid")
            );
            Assert.That((await app.Anonymous.Withdraw(id, 1, given).Json(403)).Text("code"), Is.EqualTo("reply.token_invalid"));
        }
        // A staff key is no sender's token.
        await app.Staff.Correct(id, 1, Given.Reply("Rettet."), null).Json(403);
        await app.Anonymous.Correct(id, 9, Given.Reply("Rettet."), mine).Json(404);
        Assert.That((await Get(app, id)).Number("version"), Is.EqualTo(1));
        DataFiles.AssertNoneHolds(app, mine);
    }

    [Test]
    public async Task Correct_AfterTheDeadline_IsRefused_UnlessLateRepliesAreTaken_AndThenItIsLate()
    {
        await using var app = new TestApp();
        var (id, token) = await Sent(app);
        var (other, otherToken) = await Sent(app, late: "accept");
        app.Clock.MoveTo(await app.Deadline(id));
        Assert.That((await app.Anonymous.Correct(id, 1, Given.Reply("Sent."), token).Json(409)).Text("code"), Is.EqualTo("round.closed"));
        Assert.That((await app.Anonymous.Withdraw(id, 1, token).Json(409)).Text("code"), Is.EqualTo("round.closed"));
        var receipt = await app.Anonymous.Correct(other, 1, Given.Reply("Sent."), otherToken).Json(200);
        Assert.That(receipt["late"]!.GetValue<bool>(), Is.True);
        Assert.That((await app.Hearing(other))["counts"]!.Number("late"), Is.EqualTo(1));
    }

    [Test]
    public async Task Correct_OfAReplyNobodyDecidedOn_IsPublishedAtOnce_AndTheOldVersionIsKept()
    {
        await using var app = new TestApp();
        var (id, token) = await Sent(app, reply: Reply(await app.Token(), await app.Token(Png, "kart.png")));
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var corrected = Reply("keep:1", await app.Token(Jpeg, "nytt.jpg"));
        corrected["text"] = "Jeg er uenig.";
        corrected["sender"]!["name"] = "Åse Ødegaard";
        corrected["sender"]!["email"] = "ny@example.no";
        corrected["version"] = 1;
        var receipt = await app.Anonymous.Correct(id, 1, corrected, token).Json(200);
        Assert.That((receipt.Number("number"), receipt.Number("version"), receipt.Text("publication")), Is.EqualTo((1, 2, "published")));
        Assert.That(receipt.Text("receivedAt"), Is.EqualTo("2026-03-02T11:00:00Z"));
        var seen = await Get(app, id);
        Assert.That(
            (seen.Text("text"), seen.Number("version"), seen["sender"]!.Text("name")),
            Is.EqualTo(("Jeg er uenig.", 2, "Åse Ødegaard"))
        );
        Assert.That(seen.Text("sha256"), Is.EqualTo(receipt.Text("sha256")));
        Assert.That(seen.Text("updatedAt"), Is.EqualTo("2026-03-02T11:05:00Z"));
        Assert.That(seen["attachments"]!.AsArray().Select(file => file!.Text("fileName")), Is.EqualTo(["kart.png", "nytt.jpg"]));
        Assert.That(await app.Database.Read(db => db.First<int>("select count(*) from ReplyVersion where Version = 1")), Is.EqualTo(1));
        var changes = (await app.Anonymous.GetAsync("/api/v1/changes").Json(200))["items"]!.AsArray();
        Assert.That(changes.Last()!.Text("change"), Is.EqualTo("updated"));
        var stale = await app.Anonymous.Correct(id, 1, corrected, token).Json(409);
        Assert.That(stale.Text("code"), Is.EqualTo("reply.changed"));
        var check = await app.Anonymous.GetAsync($"/api/v1/receipts/{receipt.Text("reference")}").Json(200);
        Assert.That(check.Text("sha256"), Is.EqualTo(receipt.Text("sha256")));
    }

    [Test]
    public async Task Correct_TheSameAgain_IsNoNewVersion()
    {
        await using var app = new TestApp();
        var (id, token) = await Sent(app);
        var first = await app.Anonymous.Correct(id, 1, Given.Reply("Rettet."), token).Json(200);
        var again = await app.Anonymous.Correct(id, 1, Given.Reply("Rettet."), token).Json(200);
        Assert.That(again.ToJsonString(), Is.EqualTo(first.ToJsonString()));
        Assert.That((await Get(app, id)).Number("version"), Is.EqualTo(2));
    }

    [Test]
    public async Task Correct_OfAReplyThatStaffDecidedOn_WaitsToBeRead_AndTheApprovedVersionStaysUp()
    {
        await using var app = new TestApp();
        var (id, token) = await Sent(app, "reviewed");
        await Decide(app, "published");
        var receipt = await app.Anonymous.Correct(id, 1, Given.Reply("Rettet."), token).Json(200);
        Assert.That((receipt.Number("version"), receipt.Text("publication")), Is.EqualTo((2, "inReview")));
        var seen = await Get(app, id);
        Assert.That(
            (seen.Text("text"), seen.Number("version"), seen.Text("publication")),
            Is.EqualTo(("Jeg er enig i forslaget.", 1, "published"))
        );
        var all = await Get(app, id, "?scope=all");
        Assert.That((all.Text("text"), all.Number("version"), all.Number("publishedVersion")), Is.EqualTo(("Rettet.", 2, 1)));
        var waiting = await app.Staff.GetAsync($"/api/v1/hearings/{id}/replies?scope=all&publication=inReview").Json(200);
        Assert.That(waiting["items"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await app.Anonymous.Correct(id, 1, Given.Reply("Rettet igjen."), token).Json(200)).Number("version"), Is.EqualTo(3));
        Assert.That((await Get(app, id)).Text("text"), Is.EqualTo("Jeg er enig i forslaget."));
    }

    [Test]
    public async Task Correct_ToSomethingThatMustBeRead_LeavesWhatIsPublicUp()
    {
        await using var app = new TestApp();
        var (id, token) = await Sent(app);
        var reply = Given.Reply("Nummeret er 13097248022.");
        Assert.That((await app.Anonymous.Correct(id, 1, reply, token).Json(422)).Text("code"), Is.EqualTo("reply.national_id"));
        reply["notANationalId"] = true;
        Assert.That((await app.Anonymous.Correct(id, 1, reply, token).Json(200)).Text("publication"), Is.EqualTo("inReview"));
        Assert.That((await Get(app, id)).Text("text"), Is.EqualTo("Jeg er enig i forslaget."));
        Assert.That((await app.Anonymous.Correct(id, 1, Given.Reply("Uten nummer."), token).Json(200)).Number("version"), Is.EqualTo(3));
        Assert.That((await Get(app, id)).Text("text"), Is.EqualTo("Uten nummer."));
    }

    [Test]
    public async Task Correct_WhoSentIt_IsNotVouchedForByWhoeverVouchedBefore()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("verifiedImmediate");
        var reply = Given.Reply(name: "Hurdal kommune", type: "publicBody");
        var token = (await app.Staff.Send(id, reply).Json(201)).Text("editToken");
        Assert.That((await Get(app, id))["sender"]!.Text("verified"), Is.EqualTo("staff"));
        reply["text"] = "Samme avsender.";
        Assert.That((await app.Anonymous.Correct(id, 1, reply, token).Json(200)).Text("publication"), Is.EqualTo("published"));
        reply["sender"]!["name"] = "Helt andre";
        Assert.That((await app.Anonymous.Correct(id, 1, reply, token).Json(200)).Text("publication"), Is.EqualTo("inReview"));
        Assert.That((await Get(app, id))["sender"]!.Text("name"), Is.EqualTo("Hurdal kommune"));
    }

    [Test]
    public async Task Withdraw_LeavesAPlaceholder_OnceAndForAll()
    {
        await using var app = new TestApp();
        var (id, token) = await Sent(app, reply: Reply(await app.Token()));
        for (var i = 0; i < 2; i++)
        {
            var answer = await app.Anonymous.Withdraw(id, 1, token).Json(200);
            Assert.That(answer.Text("publication"), Is.EqualTo("withdrawn"));
        }
        var seen = await Get(app, id);
        Assert.That(seen.Text("publication"), Is.EqualTo("withdrawn"));
        Assert.That(seen["sender"]!.Text("name"), Is.EqualTo("Åse Ødegård"));
        foreach (var field in new[] { "text", "answers", "comments", "attachments" })
        {
            Assert.That(seen[field], Is.Null, field);
        }
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/1/attachments/0").Json(404);
        Assert.That((await app.Anonymous.GetStringAsync($"/api/v1/hearings/{id}/replies.csv")), Does.Not.Contain("enig"));
        Assert.That((await Get(app, id, "?scope=all")).Text("text"), Is.EqualTo("Jeg er enig i forslaget."));
        Assert.That(
            (await app.Anonymous.Correct(id, 1, Given.Reply("Likevel."), token).Json(409)).Text("code"),
            Is.EqualTo("reply.withdrawn")
        );
        var counts = (await app.Hearing(id))["counts"]!;
        Assert.That((counts.Number("received"), counts.Number("withdrawn"), counts.Number("published")), Is.EqualTo((1, 1, 0)));
        var changes = (await app.Anonymous.GetAsync("/api/v1/changes").Json(200))["items"]!.AsArray();
        Assert.That(changes.Count(change => change!.Text("change") == "withdrawn"), Is.EqualTo(1));
    }

    [Test]
    public async Task Withdraw_OfAReplyThatWasNeverPublic_MakesNoNamePublic()
    {
        await using var app = new TestApp();
        var (id, token) = await Sent(app, "reviewed");
        await app.Anonymous.Withdraw(id, 1, token).Json(200);
        var seen = await Get(app, id);
        Assert.That(seen.ToJsonString(), Does.Not.Contain("deg"));
        Assert.That(seen["sender"]!["name"], Is.Null);
        var changes = (await app.Anonymous.GetAsync("/api/v1/changes").Json(200))["items"]!.AsArray();
        Assert.That(changes.Last()!.Text("change"), Is.EqualTo("withdrawn"), "the placeholder is public");
    }
}
