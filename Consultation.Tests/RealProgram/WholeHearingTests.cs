using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>The whole job on one real hearing: open, import, read, send, close, report, export.</summary>
public sealed class WholeHearingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Test]
    public async Task RealHearing_FromOpeningToExport()
    {
        var data = Repository.RealData("us-cms-2022");
        var folder = Directory.CreateTempSubdirectory("consultation-whole-").FullName;
        await using var program = await RunningProgram.Start(folder);
        var closesAt = TimeProvider.System.GetUtcNow().AddSeconds(30);
        var hearing = await Open(program, data, closesAt);
        var id = hearing.Text("id");

        var first = await Import(program, id, data);
        Assert.Multiple(() =>
        {
            Assert.That(first.Number("read"), Is.EqualTo(647));
            Assert.That(first.Number("accepted"), Is.EqualTo(646));
            Assert.That(first.Number("rejected"), Is.EqualTo(1));
            Assert.That(first["errors"]![0]!.Text("source"), Does.Contain("CMS-2022-0163-0034"));
            Assert.That(first["errors"]![0]!.Text("message"), Does.Contain("unable to translate"));
        });
        var read = await ReadAll(program, id);
        Assert.That(read, Has.Count.EqualTo(646).And.Unique);
        Assert.That(await Texts(program, id), Has.None.Contains("&amp;").And.None.Contains("<br").And.None.Contains("&#39;"));

        closesAt = await RoomToSend(program, id, closesAt);
        await program.Anonymous.Send(id, Given.Reply("I support a national directory.", "Kari Nordmann")).Json(201);
        var organisation = Given.Reply("", "Kartverket", "organisation");
        organisation["position"] = "withoutRemarks";
        organisation["sender"]!["organisationNumber"] = "971 040 238";
        await program.Anonymous.Send(id, organisation).Json(201);
        await Poll.UntilInstant(closesAt.AddSeconds(-1));
        var last = await program.Anonymous.Send(id, Given.Reply("Just in time.", "Digdir", "publicBody")).Json(201);
        Assert.That(last["late"]!.GetValue<bool>(), Is.False);
        await Poll.UntilInstant(closesAt);
        var late = await program.Anonymous.Send(id, Given.Reply("Too late.")).Json(409);
        Assert.That(late.Text("code"), Is.EqualTo("round.closed"));

        var report = await Poll.Until(() => Report(program, id), Patience, "the job's report");
        Assert.Multiple(() =>
        {
            Assert.That(report.Number("replies"), Is.EqualTo(649));
            Assert.That(report["bySenderType"]!.AsObject().Sum(type => type.Value!.GetValue<int>()), Is.EqualTo(649));
            Assert.That(report["byDay"]!.AsArray().Sum(day => day!.Number("count")), Is.EqualTo(649));
            Assert.That(report.Number("withRemarks") + report.Number("withoutRemarks"), Is.EqualTo(649));
        });
        var again = await Import(program, id, data);
        Assert.That((again.Number("accepted"), again.Number("skipped")), Is.EqualTo((0, 646)));
        var lines = (await program.Anonymous.GetStringAsync($"/api/v1/hearings/{id}/replies.jsonl")).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        Assert.That(lines, Has.Length.EqualTo(649));
        Assert.That(
            CsvRecords(await program.Anonymous.GetStringAsync($"/api/v1/hearings/{id}/replies.csv")),
            Is.EqualTo(650),
            "with the header"
        );
        var closed = await program.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200);
        Assert.That((closed.Text("status"), closed["counts"]!.Number("received")), Is.EqualTo(("underReview", 649)));
        await program.Kill();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<JsonNode> Open(RunningProgram program, string data, DateTimeOffset closesAt)
    {
        var body = Given.Hearing(ministry: "cms");
        body["title"] = "Request for Information; National Directory of Healthcare Providers & Services";
        body["language"] = "en";
        var html = await File.ReadAllTextAsync(Path.Combine(data, "CMS-2022-0163-0001_content.htm"));
        body["documents"]![0]!["html"] = html;
        body["documents"]![0]!.AsObject().Remove("markdown");
        var hearing = await program.Staff.PostAsJsonAsync("/api/v1/hearings", body).Json(201);
        Assert.That(hearing["documents"]![0]!["paragraphs"]!.AsArray(), Has.Count.GreaterThan(50));
        var round = new
        {
            opensAt = closesAt.AddMinutes(-5),
            closesAt,
            shortDeadlineReason = "A hearing on a stopwatch.",
        };
        await program.Staff.PostAsJsonAsync($"/api/v1/hearings/{hearing.Text("id")}/rounds", round).Json(201);
        return await program.Staff.PostAsync($"/api/v1/hearings/{hearing.Text("id")}/publish", null).Json(200);
    }

    private static async Task<JsonNode> Import(RunningProgram program, string hearing, string data)
    {
        using var zip = new MemoryStream();
        ZipFile.CreateFromDirectory(Path.Combine(data, "comments"), zip, CompressionLevel.Fastest, includeBaseDirectory: false);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(zip.ToArray()), "file", "comments.zip" },
            {
                new StringContent("""{"format":"regulations.gov"}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
                "mapping"
            },
        };
        var id = (await program.Staff.PostAsync($"/api/v1/hearings/{hearing}/imports", form).Json(202)).Text("id");
        return await Poll.Until(
            async () =>
            {
                var import = await program.Staff.GetAsync($"/api/v1/hearings/{hearing}/imports/{id}").Json(200);
                return import.Text("status") is "done" or "failed" ? import : null;
            },
            Patience,
            "the import"
        );
    }

    /// <summary>On a slow machine the deadline comes too soon after the import: it is extended, as a ministry would.</summary>
    private static async Task<DateTimeOffset> RoomToSend(RunningProgram program, string hearing, DateTimeOffset closesAt)
    {
        var soonest = TimeProvider.System.GetUtcNow().AddSeconds(6);
        if (closesAt >= soonest)
        {
            return closesAt;
        }
        var extension = new { closesAt = soonest, reason = "The import took its time." };
        var extended = await program.Staff.PostAsJsonAsync($"/api/v1/hearings/{hearing}/rounds/1/extend", extension).Json(200);
        return extended["rounds"]![0]!["closesAt"]!.GetValue<DateTimeOffset>();
    }

    private static async Task<List<int>> ReadAll(RunningProgram program, string hearing)
    {
        var seen = new List<int>();
        string? cursor = null;
        do
        {
            var page = await program.Anonymous.GetAsync($"/api/v1/hearings/{hearing}/replies?limit=50&cursor={cursor}").Json(200);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!.Number("number")));
            cursor = page["next"]?.GetValue<string>();
        } while (cursor is not null);
        return seen;
    }

    private static async Task<string[]> Texts(RunningProgram program, string hearing)
    {
        var lines = await program.Anonymous.GetStringAsync($"/api/v1/hearings/{hearing}/replies.jsonl");
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.Text("text"))];
    }

    private static async Task<JsonNode?> Report(RunningProgram program, string hearing)
    {
        using var response = await program.Staff.GetAsync($"/api/v1/hearings/{hearing}/rounds/1/report");
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonNode>() : null;
    }

    /// <summary>Counts records by walking the quotes: line breaks inside cells do not count.</summary>
    private static int CsvRecords(string csv)
    {
        var (records, quoted) = (0, false);
        foreach (var letter in csv)
        {
            quoted ^= letter == '"';
            records += letter == '\n' && !quoted ? 1 : 0;
        }
        return records;
    }
}
