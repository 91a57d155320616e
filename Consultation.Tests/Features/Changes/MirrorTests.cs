using System.Text.Json.Nodes;
using Consultation.Api.Features.Replies;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Changes;

/// <summary>Whatever happens to hearings and replies, and whenever a mirror looks: when all has settled it holds what the source shows.</summary>
public sealed class MirrorTests
{
    private const int Steps = 70;

    [Test]
    public async Task Mirror_AfterARandomHistory_EqualsTheSource([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        await using var app = new TestApp();
        var history = new RandomHistory(app, await app.Holder("administrator"), random);
        var mirror = new SampleMirror(app.Anonymous);
        for (var step = 1; step <= Steps; step++)
        {
            await history.Step();
            app.Clock.Advance(TimeSpan.FromSeconds(random.Next(2)));
            switch (random.Next(8))
            {
                case 0:
                    app.Clock.Advance(TimeSpan.FromHours(random.Next(1, 30)));
                    break;
                case 1:
                    await app.DoDueWork();
                    break;
                case 2:
                    await mirror.Follow(random.Next(1, 100));
                    break;
            }
            if (step is Steps / 2 or Steps)
            {
                await Settle(app, history);
                await mirror.Follow(random.Next(1, 100));
                await AssertEqual(app, mirror, history);
            }
        }
    }

    /// <summary>Until nothing is left to do: what passes meanwhile (a deadline) has its work too, which a mirror hears of only then.</summary>
    private static async Task Settle(TestApp app, RandomHistory history)
    {
        do
        {
            app.Clock.Advance(TimeSpan.FromSeconds(10));
        } while (await app.DoDueWork() > 0);
        var errors = await app.Database.Read(db => db.All<string>("select LastError from Outbox where LastError is not null"));
        Assert.That(errors, Is.Empty, () => string.Join('\n', history.Done));
        Assert.That(await app.Database.Read(Counters.Stored), Is.EqualTo(await app.Database.Read(Counters.Counted)));
    }

    private static async Task AssertEqual(TestApp app, SampleMirror mirror, RandomHistory history)
    {
        var source = await Source(app);
        var story = string.Join('\n', history.Done);
        Assert.That(mirror.Held.Keys, Is.EquivalentTo(source.Keys), story);
        Assert.Multiple(() =>
        {
            foreach (var (id, shown) in source)
            {
                Assert.That(mirror.Held[id].ToJsonString(), Is.EqualTo(shown.ToJsonString()), () => $"{id}\n{story}");
            }
        });
    }

    /// <summary>All that is public: hearings, and whatever is answered at a reply's number, placeholders too.</summary>
    private static async Task<Dictionary<string, JsonNode>> Source(TestApp app)
    {
        var shown = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var hearing in await app.Anonymous.AllPages("/api/v1/hearings?limit=100"))
        {
            var id = hearing.Text("id");
            var own = $"/api/v1/hearings/{id}";
            shown[id] = SampleMirror.Kept(await app.Anonymous.GetAsync(own).Json(200));
            var listed = await app.Anonymous.AllPages($"{own}/replies?limit=100");
            foreach (var reply in await app.Staff.AllPages($"{own}/replies?scope=all&limit=100"))
            {
                var number = reply.Number("number");
                using var answer = await app.Anonymous.GetAsync($"{own}/replies/{number}");
                if (answer.IsSuccessStatusCode)
                {
                    shown[$"{id}/{number}"] = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
                }
            }
            Assert.That(listed.Select(reply => $"{id}/{reply.Number("number")}"), Is.SubsetOf(shown.Keys));
        }
        return shown;
    }
}
