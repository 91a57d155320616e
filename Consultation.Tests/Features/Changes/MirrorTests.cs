using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Changes;

/// <summary>Whatever happens to hearings and replies, and whenever a mirror looks: in the end it holds what the source shows.</summary>
public sealed class MirrorTests
{
    private static readonly string[] Publications = ["immediate", "afterDeadline", "reviewed", "afterDeadline"];

    [FsCheck.NUnit.Property(MaxTest = 12, QuietOnSuccess = true)]
    public bool Mirror_AfterARandomHistory_EqualsTheSource(int seed)
    {
        Run(new Random(seed)).GetAwaiter().GetResult();
        return true;
    }

    private static async Task Run(Random random)
    {
        await using var app = new TestApp();
        var mirror = new SampleMirror(app.Anonymous);
        var hearings = new List<string>();
        for (var step = 0; step < 60; step++)
        {
            await Do(random.Next(14), random, app, hearings, mirror);
        }
        // The jobs catch up, and what is kept for everybody is no longer a second old.
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await app.DoDueWork();
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await mirror.Follow(random.Next(1, 100));
        var source = await Source(app);
        Assert.That(mirror.Held.Keys, Is.EquivalentTo(source.Keys));
        Assert.Multiple(() =>
        {
            foreach (var (id, shown) in source)
            {
                Assert.That(mirror.Held[id].ToJsonString(), Is.EqualTo(shown.ToJsonString()), id);
            }
        });
    }

    private static async Task Do(int act, Random random, TestApp app, List<string> hearings, SampleMirror mirror)
    {
        var now = app.Clock.GetUtcNow();
        if (hearings.Count == 0 || act == 0)
        {
            var body = Given.Hearing(Publications[random.Next(Publications.Length)], "input");
            body["lateReplies"] = random.Next(2) == 0 ? "accept" : "reject";
            hearings.Add(await app.Draft(body));
            return;
        }
        var id = hearings[random.Next(hearings.Count)];
        var own = $"/api/v1/hearings/{id}";
        using var answer = act switch
        {
            1 => await app.AddRound(id, new { opensAt = now.AddHours(random.Next(-20, 20)), closesAt = now.AddHours(random.Next(20, 60)) }),
            2 => await app.Publish(id),
            3 => await app.Extend(id, new { closesAt = now.AddHours(random.Next(1, 90)), reason = "Flere ba om det." }),
            4 => await app.Close(id, new { reason = "Alle har svart." }),
            5 => await app.Staff.PutAsJsonAsync("/api/v1/ministries/ksd", new { name = $"Departement {random.Next(9)}" }),
            6 => await app.Anonymous.GetAsync(own),
            7 => await Import(app, own, now.AddHours(random.Next(-40, 40))),
            _ => await app.Anonymous.Send(id, Given.Reply($"Svar {random.Next()}")),
        };
        Assert.That((int)answer.StatusCode, Is.LessThan(500));
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
    }

    /// <summary>One reply with a received date of its own: late or not, it is judged anew when the deadline moves.</summary>
    private static async Task<HttpResponseMessage> Import(TestApp app, string hearing, DateTimeOffset receivedAt)
    {
        var comment = new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["id"] = "C-" + receivedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                ["type"] = "comments",
                ["attributes"] = new JsonObject
                {
                    ["comment"] = "Et svar utenfra.",
                    ["firstName"] = "Kari",
                    ["receiveDate"] = receivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                },
            },
        };
        using var form = new MultipartFormDataContent
        {
            { new StringContent(comment.ToJsonString()), "file", "comment.json" },
            { new StringContent("{\"format\": \"regulations.gov\"}"), "mapping" },
        };
        return await app.Staff.PostAsync($"{hearing}/imports", form);
    }

    /// <summary>All that is public, found by the lists.</summary>
    private static async Task<Dictionary<string, JsonNode>> Source(TestApp app)
    {
        var shown = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var hearing in await app.Anonymous.AllPages("/api/v1/hearings?limit=100"))
        {
            var id = hearing.Text("id");
            shown[id] = SampleMirror.Kept(await app.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200));
            foreach (var reply in await app.Anonymous.AllPages($"/api/v1/hearings/{id}/replies?limit=100"))
            {
                var number = reply.Number("number");
                shown[$"{id}/{number}"] = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies/{number}").Json(200);
            }
        }
        return shown;
    }
}
