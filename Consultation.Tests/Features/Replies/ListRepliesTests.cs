using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Replies;

public sealed class ListRepliesTests
{
    private static int[] Numbers(IEnumerable<JsonNode?> items) => [.. items.Select(item => item!.Number("number"))];

    private static async Task<int[]> List(HttpClient client, string hearing, string query = "") =>
        Numbers((await client.GetAsync($"/api/v1/hearings/{hearing}/replies{query}").Json(200))["items"]!.AsArray());

    [Test]
    public async Task List_Everything_IsForbiddenWithoutAKey_AndNotFoundForForeignStaff()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("reviewed");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var foreigner = await app.Holder("administrator", "kld");
        foreach (var address in new[] { "replies?scope=all", "replies/1?scope=all", "replies.csv?scope=all", "replies.jsonl?scope=all" })
        {
            await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/{address}").Json(401);
            await foreigner.GetAsync($"/api/v1/hearings/{id}/{address}").Json(404);
        }
        Assert.That(await List(foreigner, id), Is.Empty);
        Assert.That(await List(await app.Holder("analyst", "ksd"), id, "?scope=all"), Is.EqualTo([1]));
    }

    [Test]
    public async Task List_OfADraftOrAnUnknownHearing_IsNotFound()
    {
        await using var app = new TestApp();
        var draft = await app.Draft();
        await app.Anonymous.GetAsync($"/api/v1/hearings/{draft}/replies").Json(404);
        await app.Anonymous.GetAsync("/api/v1/hearings/1/replies").Json(404);
        await app.Anonymous.GetAsync("/api/v1/hearings/x/replies").Json(404);
        Assert.That(await List(app.Staff, draft), Is.Empty);
    }

    [Test]
    public async Task List_Filters()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(kind: "input", closesOn: "2026-03-10");
        await app.AddRound(id, new { opensAt = "2026-03-20T08:00:00Z", closesOn = "2026-03-30" }).Json(201);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await app.Anonymous.Send(id, Given.Reply(type: "organisation")).Json(201);
        var silent = Given.Reply(type: "publicBody");
        silent["position"] = "withoutRemarks";
        await app.Anonymous.Send(id, silent).Json(201);
        var held = Given.Reply("010190 12345"); // no identity number: its check digits are wrong
        await app.Anonymous.Send(id, held).Json(201);
        app.Clock.MoveTo(new DateTimeOffset(2026, 3, 21, 0, 0, 0, TimeSpan.Zero));
        await app.Anonymous.Send(id, Given.Reply()).Json(201);

        Assert.That(await List(app.Anonymous, id), Is.EqualTo([5, 4, 3, 2, 1]));
        Assert.That(await List(app.Anonymous, id, "?sort=oldest"), Is.EqualTo([1, 2, 3, 4, 5]));
        Assert.That(await List(app.Anonymous, id, "?senderType=organisation"), Is.EqualTo([2]));
        Assert.That(await List(app.Anonymous, id, "?senderType=publicBody&position=withoutRemarks"), Is.EqualTo([3]));
        Assert.That(await List(app.Anonymous, id, "?position=withRemarks&sort=oldest"), Is.EqualTo([1, 2, 4, 5]));
        Assert.That(await List(app.Anonymous, id, "?round=2"), Is.EqualTo([5]));
        Assert.That(await List(app.Anonymous, id, "?round=3"), Is.Empty);
        Assert.That(await List(app.Staff, id, "?scope=all&publication=inReview"), Is.Empty);
        Assert.That(await List(app.Staff, id, "?scope=all&publication=published&limit=2"), Is.EqualTo([5, 4]));
    }

    [Test]
    public async Task List_FilterByPublication_IsByWhatIsShown()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("afterDeadline");
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        Assert.That(await List(app.Staff, id, "?scope=all&publication=awaitingDeadline"), Is.EqualTo([1]));
        Assert.That(await List(app.Staff, id, "?scope=all&publication=published"), Is.Empty);
        app.Clock.MoveTo(await app.Deadline(id));
        Assert.That(await List(app.Staff, id, "?scope=all&publication=awaitingDeadline"), Is.Empty);
        Assert.That(await List(app.Staff, id, "?scope=all&publication=published"), Is.EqualTo([1]));
    }

    [TestCase("?limit=0", 422)]
    [TestCase("?limit=101", 422)]
    [TestCase("?cursor=%20", 422)]
    [TestCase("?cursor=cmVwbGllcy5uZXdlc3R8eA", 422)]
    [TestCase("?sort=deadline", 400)]
    [TestCase("?scope=everything", 400)]
    [TestCase("?senderType=0", 400)]
    public async Task List_WithBadParameter_IsRefused(string query, int status)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies{query}").Json(status);
    }

    [Test]
    public async Task List_WithTheCursorOfAnotherListOrOrder_IsRefused()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var other = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var cursor = (await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?limit=1").Json(200)).Text("next");
        foreach (var address in new[] { $"hearings/{id}/replies?sort=oldest&", $"hearings/{other}/replies?", "hearings?" })
        {
            var answer = await app.Anonymous.GetAsync($"/api/v1/{address}cursor={cursor}").Json(422);
            Assert.That(answer.Text("code"), Is.EqualTo("cursor.invalid"));
        }
    }

    [TestCase("newest")]
    [TestCase("oldest")]
    public async Task List_PageByPage_ShowsEachOnce_WhileNewOnesComeIn(string sort)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => app.Anonymous.Send(id, Given.Reply()).Json(201)));
        var coming = 3;
        var seen = Numbers(
            await app.Anonymous.AllPages(
                $"/api/v1/hearings/{id}/replies?limit=2&sort={sort}",
                () => coming-- > 0 ? app.Anonymous.Send(id, Given.Reply()).Json(201) : Task.CompletedTask
            )
        );
        Assert.That(seen, Is.EqualTo(sort == "newest" ? Enumerable.Range(1, 7).Reverse() : Enumerable.Range(1, 10)));
    }

    [Test]
    public async Task List_ShowsAnExcerpt_CutAtAWord_AndCountsAddUp()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply(string.Join(' ', Enumerable.Repeat("havnestøy", 60)))).Json(201);
        var item = (await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200))["items"]![0]!;
        Assert.That(item.Text("excerpt"), Has.Length.LessThanOrEqualTo(280).And.EndsWith("havnestøy…"));
        Assert.That(item["text"], Is.Null);
        var counts = (await app.Hearing(id))["counts"]!;
        string[] states = ["published", "publishedRedacted", "inReview", "awaitingDeadline", "withheld", "withdrawn"];
        Assert.That(states.Sum(counts.Number), Is.EqualTo(counts.Number("received")));
        Assert.That(counts.Number("withRemarks") + counts.Number("withoutRemarks"), Is.EqualTo(counts.Number("received")));
    }
}
