using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class ListHearingsTests
{
    private const string List = "/api/v1/hearings";
    private static readonly string[] Statuses = ["planned", "open", "underReview", "concluded", "withdrawn", "draft"];

    private static async Task<string> Planned(TestApp app, string closesAt, string ministry = "ksd")
    {
        var id = await app.Draft(Given.Hearing(kind: "input", ministry: ministry));
        await app.AddRound(id, new { opensAt = "2026-03-03T00:00:00Z", closesAt }).Json(201);
        await app.Publish(id).Json(200);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        return id;
    }

    private static IEnumerable<string> Ids(IEnumerable<JsonNode?> items) => items.Select(item => item!.Text("id"));

    [Test]
    public async Task List_NeverShowsDrafts_NorDocuments()
    {
        await using var app = new TestApp();
        await app.Draft();
        var id = await app.OpenHearing();
        foreach (var client in new[] { app.Anonymous, app.Staff })
        {
            var items = (await client.GetAsync(List).Json(200))["items"]!.AsArray();
            Assert.That(Ids(items), Is.EqualTo([id]));
            Assert.That(items[0]!["documents"], Is.Null);
            Assert.That(items[0]!["rounds"]!.AsArray(), Has.Count.EqualTo(1));
            Assert.That((await client.GetAsync(List + "?status=draft").Json(200))["items"]!.AsArray(), Is.Empty);
        }
    }

    [Test]
    public async Task List_FiltersAndSorts()
    {
        await using var app = new TestApp();
        var last = await Planned(app, "2026-03-20T12:00:00Z", "kld");
        var first = await Planned(app, "2026-03-10T12:00:00Z");
        var middle = await Planned(app, "2026-03-15T12:00:00Z");
        var ordinary = await app.OpenHearing(closesOn: "2026-04-14");

        async Task<IEnumerable<string>> Get(string query) =>
            Ids((await app.Anonymous.GetAsync(List + query).Json(200))["items"]!.AsArray());

        Assert.That(await Get(""), Is.EqualTo([ordinary, middle, first, last]));
        Assert.That(await Get("?sort=newest"), Is.EqualTo([ordinary, middle, first, last]));
        Assert.That(await Get("?sort=deadline"), Is.EqualTo([first, middle, last, ordinary]));
        Assert.That(await Get("?status=planned&sort=deadline"), Is.EqualTo([first, middle, last]));
        Assert.That(await Get("?status=open"), Is.EqualTo([ordinary]));
        Assert.That(await Get("?ministry=kld"), Is.EqualTo([last]));
        Assert.That(await Get("?ministry=none"), Is.Empty);
        Assert.That(await Get("?kind=ordinary"), Is.EqualTo([ordinary]));
        Assert.That(await Get("?closesBefore=2026-03-15T12:00:00Z"), Is.EqualTo([first]));
        Assert.That(await Get("?closesBefore=2026-03-15T12:00:00.001Z&sort=deadline"), Is.EqualTo([first, middle]));
        // The same instant, told in another zone.
        Assert.That(await Get("?closesBefore=2026-03-15T05:00:00-07:00"), Is.EqualTo([first]));
        Assert.That(await Get("?closesBefore=2026-03-15T14:00:00%2B02:00"), Is.EqualTo([first]));

        app.Clock.MoveTo(new DateTimeOffset(2026, 3, 12, 0, 0, 0, TimeSpan.Zero));
        Assert.That(await Get("?sort=deadline"), Is.EqualTo([middle, last, ordinary, first]), "what has no deadline left comes last");
        Assert.That(await Get("?status=underReview"), Is.EqualTo([first]));
        Assert.That(await Get("?closesBefore=2026-03-16T00:00:00Z"), Is.EqualTo([middle]));
    }

    [TestCase("?limit=0", 422)]
    [TestCase("?limit=101", 422)]
    [TestCase("?limit=many", 400)]
    [TestCase("?cursor=***", 422)]
    [TestCase("?cursor=bm90LWEtY3Vyc29y", 422)]
    [TestCase("?cursor=aGVhcmluZ3MubmV3ZXN0fDk5OTk5OTk5OTk5OTk5OTk5fDE", 422)] // an instant beyond the calendar
    [TestCase("?status=Open", 400)]
    [TestCase("?status=1", 400)]
    [TestCase("?status=open,planned", 400)]
    [TestCase("?sort=oldest", 400)]
    [TestCase("?closesBefore=soon", 400)]
    [TestCase("?closesBefore=2026-03-15T12:00:00", 400)]
    public async Task List_WithBadParameter_IsRefused(string query, int status)
    {
        await using var app = new TestApp();
        var answer = await app.Anonymous.GetAsync(List + query).Json(status);
        if (query.StartsWith("?cursor", StringComparison.Ordinal))
        {
            Assert.That(answer.Text("code"), Is.EqualTo("cursor.invalid"));
        }
    }

    [Test]
    public async Task List_WithTheCursorOfAnotherList_IsRefused()
    {
        await using var app = new TestApp();
        await Planned(app, "2026-03-20T12:00:00Z");
        await Planned(app, "2026-03-21T12:00:00Z");
        var cursor = (await app.Anonymous.GetAsync(List + "?limit=1").Json(200)).Text("next");
        await app.Anonymous.GetAsync($"{List}?limit=1&cursor={cursor}").Json(200);
        var answer = await app.Anonymous.GetAsync($"{List}?sort=deadline&cursor={cursor}").Json(422);
        Assert.That(answer.Text("code"), Is.EqualTo("cursor.invalid"));
    }

    [TestCase("newest")]
    [TestCase("deadline")]
    public async Task List_PageByPage_ShowsEachOnce_WhileNewOnesComeIn(string sort)
    {
        await using var app = new TestApp();
        var before = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            // Pairs share a deadline, so that only the id parts them.
            before.Add(await Planned(app, $"2026-03-{10 + (i / 2)}T12:00:00Z"));
        }
        var seen = Ids(await app.Anonymous.AllPages($"{List}?limit=2&sort={sort}", () => Planned(app, "2026-03-11T12:00:00Z"))).ToArray();
        Assert.That(seen, Is.Unique);
        Assert.That(seen, Is.SupersetOf(before));
    }

    [Test]
    public async Task List_ByStatus_AgreesWithTheHearingsThemselves_OverManyRoundsAndInstants()
    {
        await using var app = new TestApp();
        var chance = new Random(20260302);
        var start = app.Clock.GetUtcNow();
        for (var i = 0; i < 25; i++)
        {
            var id = await app.Draft(Given.Hearing(kind: "input"));
            var at = start.AddHours(chance.Next(0, 30));
            for (var round = 0; round < chance.Next(1, 4); round++)
            {
                var closes = at.AddHours(chance.Next(1, 24));
                await app.AddRound(id, new { opensAt = at, closesAt = closes }).Json(201);
                at = closes.AddHours(chance.Next(0, 20));
            }
            await app.Publish(id).Json(200);
        }
        var seen = new HashSet<string>();
        for (var hour = 0; hour < 110; hour += 11)
        {
            app.Clock.MoveTo(start.AddHours(hour));
            var listed = 0;
            foreach (var status in Statuses)
            {
                var items = (await app.Anonymous.GetAsync($"{List}?limit=100&status={status}").Json(200))["items"]!.AsArray();
                Assert.That(items.Select(item => item!.Text("status")), Is.All.EqualTo(status), $"hour {hour}");
                listed += items.Count;
                if (items.Count > 0)
                {
                    seen.Add(status);
                }
            }
            Assert.That(listed, Is.EqualTo(25), $"hour {hour}");
        }
        Assert.That(seen, Is.EquivalentTo(["planned", "open", "underReview"]));
    }

    [Test]
    public async Task List_TellsItsWordsInTheDescription()
    {
        await using var app = new TestApp();
        var description = (await app.Anonymous.GetFromJsonAsync<JsonNode>("/openapi/v1.json"))!;
        var parameters = description["paths"]!["/api/v1/hearings"]!["get"]!["parameters"]!.AsArray();
        var status = parameters.Single(parameter => parameter!.Text("name") == "status")!;
        Assert.That(status["schema"]!["enum"]!.AsArray().Select(word => word!.GetValue<string>()), Does.Contain("underReview"));
        Assert.That(status["required"], Is.Null);
    }
}
