using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>The program sends what it measures to whoever the standard variables name, writes its log as JSON, and neither tells of people.</summary>
public sealed class TelemetryExportTests
{
    private const string Name = "Gunnhild Vårvik";
    private const string Email = "gunnhild.vaarvik@privat.example";
    private const string Words = "Jeg bor i Skogbrynet og sover dårlig";
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    [Test]
    public async Task MetricsAndSpans_Arrive_WithoutAnythingOfAnybody()
    {
        var folder = Directory.CreateTempSubdirectory("consultation-otlp-").FullName;
        await using var collector = new Collector();
        string log;
        string[] secrets;
        await using (
            var program = await RunningProgram.Start(
                folder,
                null,
                ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
                ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
                ("OTEL_BSP_SCHEDULE_DELAY", "200"),
                ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=proving"),
                ("Logging__Console__FormatterName", "json"),
                ("Logging__Console__FormatterOptions__IncludeScopes", "true")
            )
        )
        {
            secrets = [.. await Use(program), Name, Email, "Skogbrynet", TestApp.BootstrapKey];
            string[] metrics =
            [
                "Consultation",
                "consultation.request.duration",
                "consultation.lane.batch",
                "consultation.outbox.age",
                "http.server.request.duration",
                "kestrel.active_connections",
                "dotnet.gc.collections",
                "deployment.environment.name",
            ];
            await collector.Has("/v1/metrics", metrics, Most);
            await collector.Has("/v1/traces", ["Consultation", "SendReply", "GET /api/v1/receipts/{reference}", "consultation"], Most);
            log = program.Log;
        }
        Directory.Delete(folder, recursive: true);
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')).ToArray();
        Assert.That(lines.Select(line => JsonNode.Parse(line)!.Text("Message")), Has.Some.StartsWith("Applied migrations"));
        Assert.Multiple(() =>
        {
            foreach (var secret in secrets)
            {
                Assert.That(collector.All, Does.Not.Contain(secret).IgnoreCase);
                Assert.That(log, Does.Not.Contain(secret).IgnoreCase);
            }
        });
    }

    /// <summary>Opens a hearing, sends a reply and looks its receipt up; answers what is secret of that.</summary>
    private static async Task<string[]> Use(RunningProgram program)
    {
        var hearing = (await program.Staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing()).Json(201)).Text("id");
        var now = TimeProvider.System.GetUtcNow();
        var round = new { opensAt = now, closesOn = now.AddDays(90).ToString("yyyy-MM-dd", null) };
        await program.Staff.PostAsJsonAsync($"/api/v1/hearings/{hearing}/rounds", round).Json(201);
        await program.Staff.PostAsync($"/api/v1/hearings/{hearing}/publish", null).Json(200);
        var reply = Given.Reply(Words, Name);
        reply["sender"]!["email"] = Email;
        var receipt = await program.Anonymous.Send(hearing, reply).Json(201);
        var reference = receipt.Text("reference");
        await program.Anonymous.GetAsync("/api/v1/receipts/" + reference).Json(200);
        using var page = await program.Anonymous.GetAsync("/receipts/" + reference);
        Assert.That((int)page.StatusCode, Is.EqualTo(200));
        using var wrong = await program.Anonymous.GetAsync("/staff/link/" + reference);
        return [reference, receipt.Text("editUrl").Split('#')[1]];
    }
}
