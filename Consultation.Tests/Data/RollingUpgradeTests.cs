using System.Text.Json.Nodes;
using Consultation.Api.Data;
using Consultation.Api.Example;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Data;

/// <summary>
/// While nodes are upgraded one after the other, and after going back, this program works on a schema to which the next release has added.
/// </summary>
public sealed class RollingUpgradeTests
{
    [Test]
    public async Task TheNextReleasesSchema_MadeWhileThisProgramRuns_IsWorkedOn_AndStartedOn()
    {
        await using var app = new TestApp();
        await app.Anonymous.GetAsync("/api/v1/hearings").Json(200);
        using (var connection = app.OpenDatabase())
        {
            Assert.That(NextRelease.Expand(connection), Is.GreaterThan(30));
        }
        await OpenExamples(app);
        foreach (var mayMigrate in (string[])["true", "false"])
        {
            await using var restarted = app.Second(("MigrateAtStart", mayMigrate));
            await IsWhole(restarted);
        }
        await IsWhole(app);
    }

    /// <summary>Three hearings by the commands that people use: rounds, replies, corrections, decisions, campaigns, reports, answers, an outcome.</summary>
    private static async Task OpenExamples(TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsJob("test");
        await scope.ServiceProvider.GetRequiredService<ExampleHearings>().OpenIfEmpty();
        await app.DoDueWork();
    }

    private static async Task IsWhole(TestApp app)
    {
        var hearings = (await app.Anonymous.GetAsync("/api/v1/hearings").Json(200))["items"]!.AsArray();
        Assert.That(hearings, Has.Count.EqualTo(3));
        foreach (var hearing in hearings.OfType<JsonNode>())
        {
            var api = $"/api/v1/hearings/{hearing.Text("id")}";
            var counts = (await app.Anonymous.GetAsync(api).Json(200))["counts"]!;
            Assert.That(await app.Staff.AllPages($"{api}/replies?scope=all"), Has.Count.EqualTo(counts.Number("received")));
            foreach (
                var address in (string[])
                    [$"{api}/replies.csv", $"{api}/replies.jsonl", $"/hearings/{hearing.Text("id")}/{hearing.Text("slug")}"]
            )
            {
                using var answer = await app.Anonymous.GetAsync(address);
                Assert.That(answer.IsSuccessStatusCode, Is.True, address);
            }
        }
        var open = hearings.OfType<JsonNode>().Single(hearing => hearing.Text("status") == "open");
        var receipt = await app.Anonymous.Send(open.Text("id"), Given.Reply("Jeg sender mens noden byttes.")).Json(201);
        Assert.That(receipt.Number("number"), Is.Positive);
        Assert.That(await app.DoDueWork(), Is.Not.Negative);
        using var health = await app.Anonymous.GetAsync("/health/ready");
        Assert.That(health.IsSuccessStatusCode, Is.True);
    }
}
