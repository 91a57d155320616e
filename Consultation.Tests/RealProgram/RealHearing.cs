using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>One real hearing of 647 comments in a running program, seen from outside.</summary>
internal sealed class RealHearing(RunningProgram program, string id)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public const string Ministry = "cms";

    public string Id => id;
    public string Api => "/api/v1/hearings/" + id;
    public HttpClient Public => program.Anonymous;
    public HttpClient Staff => program.Staff;

    /// <summary>A client with a key of its own, of this role in the hearing's ministry. Dispose of it.</summary>
    public async Task<HttpClient> Holder(string role)
    {
        var body = new
        {
            name = role,
            role,
            ministry = Ministry,
        };
        var key = (await Staff.PostAsJsonAsync("/api/v1/keys", body).Json(201)).Text("key");
        var client = new HttpClient { BaseAddress = program.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Published, with one round that has been open for a while.</summary>
    public static async Task<RealHearing> Open(RunningProgram program, string data, DateTimeOffset closesAt)
    {
        var body = Given.Hearing(ministry: Ministry);
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
        await program.Staff.PostAsync($"/api/v1/hearings/{hearing.Text("id")}/publish", null).Json(200);
        return new RealHearing(program, hearing.Text("id"));
    }

    public async Task<JsonNode> Import(string data)
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
        var import = (await Staff.PostAsync($"{Api}/imports", form).Json(202)).Text("id");
        return await Poll.Until(
            async () =>
            {
                var state = await Staff.GetAsync($"{Api}/imports/{import}").Json(200);
                return state.Text("status") is "done" or "failed" ? state : null;
            },
            Patience,
            "the import"
        );
    }

    /// <summary>On a slow machine the deadline comes too soon after the import: it is extended, as a ministry would.</summary>
    public async Task<DateTimeOffset> RoomToSend(DateTimeOffset closesAt)
    {
        var soonest = TimeProvider.System.GetUtcNow().AddSeconds(6);
        if (closesAt >= soonest)
        {
            return closesAt;
        }
        var extension = new { closesAt = soonest, reason = "The import took its time." };
        var extended = await Staff.PostAsJsonAsync($"{Api}/rounds/1/extend", extension).Json(200);
        return extended["rounds"]![0]!["closesAt"]!.GetValue<DateTimeOffset>();
    }

    public async Task<List<int>> ReadAll()
    {
        var seen = new List<int>();
        string? cursor = null;
        do
        {
            var page = await Public.GetAsync($"{Api}/replies?limit=50&cursor={cursor}").Json(200);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!.Number("number")));
            cursor = page["next"]?.GetValue<string>();
        } while (cursor is not null);
        return seen;
    }

    /// <summary>The export's rows, by number.</summary>
    public async Task<Dictionary<int, JsonNode>> Rows()
    {
        var lines = await Public.GetStringAsync(Api + "/replies.jsonl");
        return lines
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .ToDictionary(row => row.Number("number"));
    }

    /// <summary>The round's report as its ministry sees it, once the job has made it.</summary>
    public Task<JsonNode> Report() =>
        Poll.Until(
            async () =>
            {
                using var response = await Staff.GetAsync(Api + "/rounds/1/report");
                return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonNode>() : null;
            },
            Patience,
            "the job's report"
        );

    /// <summary>Counts records by walking the quotes: line breaks inside cells do not count.</summary>
    public async Task<int> CsvRecords()
    {
        var csv = await Public.GetStringAsync(Api + "/replies.csv");
        var (records, quoted) = (0, false);
        foreach (var letter in csv)
        {
            quoted ^= letter == '"';
            records += letter == '\n' && !quoted ? 1 : 0;
        }
        return records;
    }
}
