using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Hearings;

public sealed class SubjectTests
{
    private static async Task<Dictionary<string, JsonNode>> Subjects(TestApp app) =>
        (await app.Anonymous.GetAsync("/api/v1/subjects").Json(200))["items"]!
            .AsArray()
            .ToDictionary(item => item!.Text("code"), item => item!);

    private static async Task<string> Open(TestApp app, params string[] subjects)
    {
        var body = Given.Hearing();
        body["subjects"] = new JsonArray([.. subjects.Select(subject => (JsonNode)subject)]);
        var id = await app.Draft(body);
        await app.AddRound(id, new { opensAt = app.Clock.GetUtcNow(), closesOn = "2026-05-29" }).Json(201);
        return id;
    }

    [Test]
    public async Task List_NamesTheUsualOnes_InTheLanguages()
    {
        await using var app = new TestApp();
        var all = await Subjects(app);
        Assert.That(all, Has.Count.GreaterThanOrEqualTo(12));
        Assert.That(
            all["education"].ToJsonString(),
            Is.EqualTo(
                """
                {"code":"education","name":"Utdanning og forskning","names":{"nb":"Utdanning og forskning","nn":"Utdanning og forsking","en":"Education and research","se":"Oahpahus ja dutkan"}}
                """
            )
        );
        Assert.That(all.Values.Select(item => item["names"]!["nn"]), Has.None.Null);
    }

    [Test]
    public async Task List_ShowsOthersByTheirCode_OnceAHearingWithThemIsPublished()
    {
        await using var app = new TestApp();
        var id = await Open(app, "romfart", "health");
        Assert.That((await Subjects(app)).Keys, Does.Not.Contain("romfart"), "a draft tells nobody what is coming");
        await app.Publish(id).Json(200);
        var subject = (await Subjects(app))["romfart"];
        Assert.That(subject.ToJsonString(), Is.EqualTo("""{"code":"romfart","name":"romfart","names":{}}"""));
        Assert.That((await Subjects(app)).Keys, Is.Unique);
    }

    [Test]
    public async Task Hearings_AreFoundByTheirSubject()
    {
        await using var app = new TestApp();
        var first = await Open(app, "romfart", "health");
        var second = await Open(app, "health");
        var third = await Open(app);
        foreach (var id in (string[])[first, second, third])
        {
            await app.Publish(id).Json(200);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        async Task<string[]> Found(string query) =>
            [.. (await app.Anonymous.GetAsync("/api/v1/hearings?" + query).Json(200))["items"]!.AsArray().Select(item => item!.Text("id"))];
        Assert.That(await Found("subject=health"), Is.EqualTo([second, first]));
        Assert.That(await Found("subject=romfart&sort=deadline"), Is.EqualTo([first]));
        Assert.That(await Found("subject=%25"), Is.Empty);
        Assert.That(await Found(""), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task Ministries_HaveNamesInTheLanguages()
    {
        await using var app = new TestApp();
        await app.OpenHearing(ministry: "kld");
        var body = new
        {
            name = "Klima- og miljødepartementet",
            names = new { nn = "Klima- og miljødepartementet", en = "Ministry of Climate and Environment" },
        };
        await app.Staff.PutAsJsonAsync("/api/v1/ministries/kld", body).Json(200);
        var renamed = await app.Staff.PutAsJsonAsync("/api/v1/ministries/kld", new { name = "Miljødepartementet" }).Json(200);
        const string expected =
            """{"nb":"Milj\u00F8departementet","nn":"Klima- og milj\u00F8departementet","en":"Ministry of Climate and Environment"}""";
        Assert.That(renamed["names"]!.ToJsonString(), Is.EqualTo(expected));
        var listed = (await app.Anonymous.GetAsync("/api/v1/ministries").Json(200))["items"]!.AsArray().Single()!;
        Assert.That(listed["names"]!.ToJsonString(), Is.EqualTo(expected));
        await app.Staff.PutAsJsonAsync("/api/v1/ministries/kld", new { name = "M", names = new { norsk = "M" } }).Json(422);
    }
}
