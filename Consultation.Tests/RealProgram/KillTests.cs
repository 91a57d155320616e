using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>What survives when the program dies without warning.</summary>
public sealed class KillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Test]
    public async Task KilledInAStormAtTheDeadline_EachAcknowledgedReplyIsThereOnce_AndTheRoundIsReported()
    {
        var folder = Directory.CreateTempSubdirectory("consultation-kill-").FullName;
        var receipts = new ConcurrentBag<JsonNode>();
        string id;
        await using (var program = await RunningProgram.Start(folder))
        {
            var closesAt = TimeProvider.System.GetUtcNow().AddSeconds(8);
            id = await Open(program, closesAt);
            var storm = Storm(program, id, receipts);
            await Poll.UntilInstant(closesAt.AddMilliseconds(20));
            await program.Kill();
            await storm;
        }
        Assert.That(receipts, Has.Count.GreaterThan(50), "a storm that was no storm shows nothing");

        await using var restarted = await RunningProgram.Start(folder);
        var listed = await Listed(restarted, id);
        Assert.That(listed, Is.Unique);
        Assert.That(receipts.Select(receipt => receipt.Number("number")), Is.Unique.And.SubsetOf(listed));
        foreach (var receipt in receipts.Take(20))
        {
            var kept = await restarted.Anonymous.GetAsync($"/api/v1/receipts/{receipt.Text("reference")}").Json(200);
            Assert.That(kept.Text("sha256"), Is.EqualTo(receipt.Text("sha256")));
        }
        var hearing = await restarted.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200);
        Assert.That(hearing["counts"]!.Number("received"), Is.EqualTo(listed.Count), "the counters are of the same transactions");
        Assert.That(hearing.Text("status"), Is.EqualTo("underReview"));

        // The closing job had no time to run, or was killed while it did: it runs now, and the report after it, once.
        var report = await Poll.Until(() => Report(restarted, id), Patience, "the report after the restart");
        Assert.That(report.Number("replies"), Is.EqualTo(listed.Count));
        await restarted.Kill();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> Open(RunningProgram program, DateTimeOffset closesAt)
    {
        var id = (await program.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(kind: "input")).Json(201)).Text("id");
        var round = new { opensAt = TimeProvider.System.GetUtcNow().AddMinutes(-1), closesAt };
        await program.Staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", round).Json(201);
        await program.Staff.PostAsync($"/api/v1/hearings/{id}/publish", null).Json(200);
        return id;
    }

    /// <summary>Sixteen senders, each sending one reply after the other until the program is gone; bounded in count.</summary>
    private static Task Storm(RunningProgram program, string id, ConcurrentBag<JsonNode> receipts) =>
        Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(sender =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < 5_000; i++)
                        {
                            try
                            {
                                using var response = await program.Anonymous.Send(id, Given.Reply($"Svar {sender}-{i}"), $"{sender}-{i}");
                                if (response.IsSuccessStatusCode)
                                {
                                    receipts.Add((await response.Content.ReadFromJsonAsync<JsonNode>())!);
                                }
                            }
                            catch (HttpRequestException)
                            {
                                return; // Killed: this one was not acknowledged.
                            }
                        }
                    })
                )
        );

    private static async Task<List<int>> Listed(RunningProgram program, string id)
    {
        var numbers = new List<int>();
        string? cursor = null;
        do
        {
            var page = await program.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies?limit=100&cursor={cursor}").Json(200);
            numbers.AddRange(page["items"]!.AsArray().Select(item => item!.Number("number")));
            cursor = page["next"]?.GetValue<string>();
        } while (cursor is not null);
        return numbers;
    }

    private static async Task<JsonNode?> Report(RunningProgram program, string id)
    {
        using var response = await program.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report");
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonNode>() : null;
    }
}
