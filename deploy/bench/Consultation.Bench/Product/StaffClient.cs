using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Consultation.Bench.Storms.Deadline;

namespace Consultation.Bench.Product;

/// <summary>The few staff calls of the HTTP contract that the bench needs.</summary>
internal sealed class StaffClient : IDisposable
{
    private readonly HttpClient http;

    public StaffClient(Uri server, string key)
    {
        http = new HttpClient { BaseAddress = new Uri(server, "/api/v1/"), Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Makes and publishes an open hearing whose replies are public at once.</summary>
    public async Task<HearingUnderLoad> OpenHearingAsync(string title, string paper, CancellationToken cancellationToken) =>
        await OpenAsync(title, paper, TimeProvider.System.GetUtcNow().AddDays(60), "reject", cancellationToken);

    /// <summary>The same with a deadline at an instant, to the second; late replies are taken or refused.</summary>
    public async Task<HearingAtDeadline> OpenUntilAsync(
        string title,
        DateTimeOffset deadline,
        bool takesLate,
        CancellationToken cancellationToken
    )
    {
        const string Paper = "## Forslag\n\nVi foreslår en frist.";
        var hearing = await OpenAsync(title, Paper, deadline, takesLate ? "accept" : "reject", cancellationToken);
        return new HearingAtDeadline(hearing.Id, hearing.Page, takesLate);
    }

    public async Task CloseAsync(string hearing, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Post, $"hearings/{hearing}/rounds/1/close", new { reason = "Målingen er over." }, cancellationToken);

    /// <summary>How many replies the product says that it has received.</summary>
    public async Task<int> ReceivedAsync(string hearing, CancellationToken cancellationToken) =>
        (int)(await SendAsync(HttpMethod.Get, $"hearings/{hearing}", null, cancellationToken))["counts"]!["received"]!;

    /// <summary>Brings a file in and waits until it is read; answers how many rows were accepted.</summary>
    public async Task<int> ImportAsync(string hearing, string file, object mapping, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(file);
        using var form = new MultipartFormDataContent
        {
            { new StreamContent(content), "file", Path.GetFileName(file) },
            { JsonContent.Create(mapping), "mapping" },
        };
        using var answer = await http.PostAsync(new Uri($"hearings/{hearing}/imports", UriKind.Relative), form, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new BenchException($"POST imports answered {(int)answer.StatusCode}: {text}");
        var import = (string)JsonNode.Parse(text)!["id"]!;
        while (true)
        {
            var state = await SendAsync(HttpMethod.Get, $"hearings/{hearing}/imports/{import}", null, cancellationToken);
            switch ((string?)state["status"])
            {
                case "done":
                    return (int)state["accepted"]!;
                case "failed":
                    throw new BenchException($"the import failed: {state}");
            }
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>Hands in comma-separated values with the columns name and text; answers the import's id.</summary>
    public async Task<string> BeginImportAsync(string hearing, byte[] csv, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(csv), "file", "rows.csv" },
            {
                new StringContent("""{ "format": "csv", "fields": { "text": "text", "name": ["name"] } }""", null, "application/json"),
                "mapping"
            },
        };
        using var answer = await http.PostAsync(new Uri($"hearings/{hearing}/imports", UriKind.Relative), form, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? (string)JsonNode.Parse(text)!["id"]!
            : throw new BenchException($"POST imports answered {(int)answer.StatusCode}: {text}");
    }

    /// <summary>The text of each reply that is stored.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync(string hearing, CancellationToken cancellationToken)
    {
        var lines = await http.GetStringAsync(new Uri($"hearings/{hearing}/replies.jsonl?scope=all", UriKind.Relative), cancellationToken);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["text"]!)];
    }

    /// <summary>Sizes of the campaigns found, the first hundred.</summary>
    public async Task<IReadOnlyList<int>> CampaignSizesAsync(string hearing, CancellationToken cancellationToken)
    {
        var list = await SendAsync(HttpMethod.Get, $"hearings/{hearing}/campaigns?limit=100", null, cancellationToken);
        return [.. ((JsonArray)list["items"]!).Select(item => (int)item!["size"]!)];
    }

    /// <summary>Asks for a report and waits until it is compiled.</summary>
    public async Task CompileReportAsync(string hearing, CancellationToken cancellationToken)
    {
        var before = await CompiledAtAsync(hearing, cancellationToken);
        await SendAsync(HttpMethod.Post, $"hearings/{hearing}/rounds/1/report", null, cancellationToken);
        while (string.Equals(await CompiledAtAsync(hearing, cancellationToken), before, StringComparison.Ordinal))
            await Task.Delay(100, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    /// <exception cref="BenchException">The product answered other than 2xx.</exception>
    public async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new BenchException($"{method} {path} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>Null where there is no such thing (yet).</summary>
    /// <exception cref="BenchException">The product answered other than 2xx and 404.</exception>
    public async Task<JsonNode?> FindAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)
            : throw new BenchException($"GET {path} answered {(int)answer.StatusCode}: {text}");
    }

    private async Task<HearingUnderLoad> OpenAsync(
        string title,
        string paper,
        DateTimeOffset closesAt,
        string lateReplies,
        CancellationToken cancellationToken
    )
    {
        var now = TimeProvider.System.GetUtcNow();
        var hearing = await SendAsync(
            HttpMethod.Post,
            "hearings",
            new
            {
                title,
                summary = "Måling av hvor raskt svar tas imot, leses og hentes ut.",
                language = "nb",
                kind = "input",
                ministry = "bench",
                publication = "immediate",
                lateReplies,
                documents = new[]
                {
                    new
                    {
                        kind = "paper",
                        title = "Høringsnotat",
                        markdown = paper,
                    },
                },
                questions = Array.Empty<object>(),
            },
            cancellationToken
        );
        var id = (string)hearing["id"]!;
        await SendAsync(
            HttpMethod.Post,
            $"hearings/{id}/rounds",
            new { opensAt = Instant(now.AddMinutes(-1)), closesAt = Instant(closesAt) },
            cancellationToken
        );
        var published = await SendAsync(HttpMethod.Post, $"hearings/{id}/publish", null, cancellationToken);
        return new HearingUnderLoad(id, PathOf((string?)published["url"] ?? (string)hearing["url"]!));
    }

    private async Task<string?> CompiledAtAsync(string hearing, CancellationToken cancellationToken) =>
        (string?)(await FindAsync($"hearings/{hearing}/rounds/1/report?scope=all", cancellationToken))?["compiledAt"];

    private static string PathOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var whole) && !whole.IsFile ? whole.PathAndQuery : url;

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A hearing that is measured: its id and the path of its page.</summary>
internal sealed record HearingUnderLoad(string Id, string Page)
{
    public string Api => $"/api/v1/hearings/{Id}";
}
