using System.Text.Json.Nodes;
using Consultation.Domain;
using Consultation.Tests.Features.Campaigns;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>What a newcomer finds: the real program, in Development, on an empty folder.</summary>
[NonParallelizable]
public sealed class ExampleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly (string, string) Development = ("ASPNETCORE_ENVIRONMENT", "Development");

    [Test]
    public async Task Start_InDevelopment_HasThreeHearings_AndAddsNothingAgain()
    {
        var folder = Directory.CreateTempSubdirectory("consultation-example-").FullName;
        try
        {
            JsonNode[] before;
            await using (var program = await RunningProgram.Start(folder, settings: [Development]))
            {
                before = await Hearings(program);
                Assert.That(
                    before.Select(hearing => hearing.Text("status")),
                    Is.EqualTo(["open", "underReview", "concluded"]),
                    program.Log
                );
                Assert.That(before.Sum(hearing => hearing["counts"]!.Number("received")), Is.InRange(75, 90));
                await Open_IsOfAllKinds(program, before[0]);
                await UnderReview_HasReports_AndWhatWaits(program, before[1]);
                await Concluded_IsCorrected_AndAnswered(program, before[2]);
                Assert.That(program.Log, Does.Not.Contain("fail:"));
            }
            await using (var again = await RunningProgram.Start(folder, settings: [Development]))
            {
                var after = await Hearings(again);
                Assert.That(after.Select(Told), Is.EqualTo(before.Select(Told)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Start_InProduction_HasNone()
    {
        var folder = Directory.CreateTempSubdirectory("consultation-example-").FullName;
        try
        {
            await using var program = await RunningProgram.Start(folder);
            Assert.That(await Hearings(program), Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Open_IsOfAllKinds(RunningProgram program, JsonNode hearing)
    {
        var id = hearing.Text("id");
        Assert.That(Shown(hearing), Is.EqualTo((Redacted: 1, Withheld: 1, Withdrawn: 1, InReview: 0)));
        var whole = await Read(program, $"/api/v1/hearings/{id}");
        var paragraphs = whole["documents"]!.AsArray().Sum(document => document!["paragraphs"]!.AsArray().Count);
        Assert.That(paragraphs, Is.GreaterThan(20));
        Assert.That(whole["questions"]!.AsArray().Select(question => question!.Text("kind")).Distinct(), Has.Exactly(5).Items);
        var replies = await program.Anonymous.AllPages($"/api/v1/hearings/{id}/replies");
        Assert.That(
            replies.Select(reply => reply["sender"]!.Text("type")).Distinct(),
            Is.EquivalentTo(["person", "organisation", "publicBody"])
        );
        Assert.That(replies.Select(reply => reply.Text("language")).Distinct(), Is.SupersetOf(["nb", "nn", "en", "se"]));
        var hidden = Enumerable.Range(1, hearing["counts"]!.Number("received")).Except(replies.Select(reply => reply.Number("number")));
        var placeholders = new List<string>();
        foreach (var number in hidden)
        {
            placeholders.Add((await Read(program, $"/api/v1/hearings/{id}/replies/{number}")).Text("publication"));
        }
        Assert.That(placeholders, Is.EquivalentTo(["withheld", "withdrawn"]));
        var (redacted, attached, commented, answered) = (0, 0, 0, 0);
        foreach (var number in replies.Select(reply => reply.Number("number")))
        {
            var reply = await Read(program, $"/api/v1/hearings/{id}/replies/{number}");
            redacted += reply["text"]?.GetValue<string>().Contains(Redaction.Mark, StringComparison.Ordinal) == true ? 1 : 0;
            attached += reply["attachments"]?.AsArray().Count ?? 0;
            commented += reply["comments"]?.AsArray().Count ?? 0;
            answered += reply["answers"]?.AsArray().Count ?? 0;
        }
        Assert.That((redacted, attached), Is.EqualTo((1, 1)));
        Assert.That(commented, Is.GreaterThan(8));
        Assert.That(answered, Is.GreaterThan(25));
        var campaign = await Poll.Until(async () => (await program.Anonymous.Campaigns(id)).FirstOrDefault(), Patience, "the campaign");
        Assert.That((campaign.Text("kind"), campaign.Number("size")), Is.EqualTo(("nearIdentical", 12)));
    }

    private static async Task UnderReview_HasReports_AndWhatWaits(RunningProgram program, JsonNode hearing)
    {
        Assert.That(Shown(hearing), Is.EqualTo((Redacted: 1, Withheld: 1, Withdrawn: 0, InReview: 2)));
        Assert.That(hearing["counts"]!.Number("late"), Is.EqualTo(1));
        var answered = await Read(program, $"/api/v1/hearings/{hearing.Text("id")}/replies/8");
        Assert.That(answered["ministryAnswer"]!.Text("answeredBy"), Is.EqualTo("Jorunn Vestvatn"));
        var rounds = hearing["rounds"]!.AsArray();
        Assert.That(rounds.Select(round => round!.Text("status")), Is.EqualTo(["closed", "closed"]));
        Assert.That(rounds[1]!["shortDeadlineReason"], Is.Not.Null);
        foreach (var round in (int[])[1, 2])
        {
            var report = await Read(program, $"/api/v1/hearings/{hearing.Text("id")}/rounds/{round}/report");
            var compiled = report["compiledAt"]!.GetValue<DateTimeOffset>();
            Assert.That(compiled - rounds[round - 1]!["closesAt"]!.GetValue<DateTimeOffset>(), Is.LessThan(TimeSpan.FromDays(4)));
        }
    }

    private static async Task Concluded_IsCorrected_AndAnswered(RunningProgram program, JsonNode hearing)
    {
        Assert.That(Shown(hearing), Is.EqualTo((Redacted: 0, Withheld: 0, Withdrawn: 0, InReview: 0)));
        Assert.That(hearing["counts"]!.Number("published") + hearing["counts"]!.Number("awaitingDeadline"), Is.EqualTo(20));
        Assert.That(hearing["outcome"]!["links"]!.AsArray(), Has.Count.EqualTo(2));
        var whole = await Read(program, $"/api/v1/hearings/{hearing.Text("id")}");
        var paper = whole["documents"]![0]!;
        Assert.That(paper["versions"]!.AsArray()[1]!.Text("notice"), Does.Contain("50 meter"));
        await Read(program, $"/api/v1/hearings/{hearing.Text("id")}/rounds/1/report");
        Assert.That(await program.Anonymous.AllPages($"/api/v1/hearings/{hearing.Text("id")}/replies"), Has.Count.EqualTo(20));
    }

    private static (int Redacted, int Withheld, int Withdrawn, int InReview) Shown(JsonNode hearing)
    {
        var counts = hearing["counts"]!;
        return (counts.Number("publishedRedacted"), counts.Number("withheld"), counts.Number("withdrawn"), counts.Number("inReview"));
    }

    private static string Told(JsonNode hearing) => hearing.Text("id") + hearing["counts"]!.ToJsonString();

    private static async Task<JsonNode[]> Hearings(RunningProgram program) =>
        [.. (await Read(program, "/api/v1/hearings"))["items"]!.AsArray().Select(hearing => hearing!)];

    private static Task<JsonNode> Read(RunningProgram program, string address) => program.Anonymous.GetAsync(address).Json(200);
}
