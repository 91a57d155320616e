using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Consultation.Bench.Product;
using Consultation.Bench.Replies;

namespace Consultation.Bench.Storms.Soak;

/// <summary>
/// What a busy day brings, at a fixed rate: readers of what is kept and of what is made, searchers, senders, those who correct, staff, and
/// now and then an export and a report. They come from two thousand addresses, as told by a proxy, so the limits of each are in use.
/// </summary>
internal sealed class MixedLoad(HttpClient http, ProductRun run, int seed, double pace)
{
    private const int Addresses = 2000;
    private const int ReceiptsKept = 500;

    private readonly ReplyGenerator generator = new(seed + 1);
    private readonly string[] words = new ReplyGenerator(seed).SearchWords(500);
    private readonly ConcurrentQueue<Sent> sent = new();

    public IReadOnlyList<Paced> Kinds() =>
        [
            new("read what is kept", 16 * pace, (n, token) => GetAsync(Kept[n % Kept.Length], n, token)),
            new("read a reply", 8 * pace, (n, token) => GetAsync($"{run.Filled.Page}/replies/{Number(n)}", n, token)),
            new("search", 3 * pace, (n, token) => GetAsync(Search(n), n, token)),
            new("send", 6 * pace, SendAsync),
            new("correct", 2 * pace, CorrectAsync),
            new("staff read", 3 * pace, (n, token) => GetAsync(Staff[n % Staff.Length], n, token, isStaff: true)),
            new("export", pace / 60, (n, token) => GetAsync($"{run.Intake.Api}/replies.csv?scope=all", n, token, isStaff: true)),
            new("report", pace / 60, ReportAsync),
        ];

    private string[] Kept => [run.Filled.Page, run.Intake.Page, $"{run.Intake.Page}/replies", $"{run.Filled.Api}/replies?limit=50", "/"];

    private string[] Staff =>
        [
            $"{run.Intake.Api}/replies?scope=all&limit=50",
            $"{run.Intake.Api}/replies?scope=all&publication=inReview",
            $"{run.Filled.Api}/campaigns",
        ];

    private string Search(long n) =>
        $"{(n % 2 == 0 ? run.Filled.Page : run.Filled.Api)}/replies?q={Uri.EscapeDataString(words[n % words.Length])}";

    private string Number(long n) => (1 + (n * 7919 % run.Replies)).ToString(CultureInfo.InvariantCulture);

    private async Task<int> GetAsync(string path, long n, CancellationToken cancellationToken, bool isStaff = false)
    {
        using var request = From(n, new HttpRequestMessage(HttpMethod.Get, path));
        if (isStaff)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", run.Key);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await body.CopyToAsync(Stream.Null, cancellationToken);
        return (int)answer.StatusCode;
    }

    private async Task<int> SendAsync(long n, CancellationToken cancellationToken)
    {
        using var request = From(n, new HttpRequestMessage(HttpMethod.Post, $"{run.Intake.Api}/replies") { Content = Body(n) });
        using var answer = await http.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            var receipt = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
            sent.Enqueue(new Sent((int)receipt["number"]!, (string)receipt["editToken"]!, n));
            if (sent.Count > ReceiptsKept)
                sent.TryDequeue(out _);
        }
        return (int)answer.StatusCode;
    }

    /// <summary>Another text under the same sender; until somebody has sent there is nothing to correct, and that is well too.</summary>
    private async Task<int> CorrectAsync(long n, CancellationToken cancellationToken)
    {
        if (!sent.TryDequeue(out var own))
            return 200;
        var body = generator.Reply(own.N);
        body = body with { Position = "withRemarks", Text = $"Rettet. {body.Text}" };
        using var request = From(
            n,
            new HttpRequestMessage(HttpMethod.Put, $"{run.Intake.Api}/replies/{own.Number}") { Content = Json(body) }
        );
        request.Headers.Add("Reply-Token", own.Token);
        using var answer = await http.SendAsync(request, cancellationToken);
        return (int)answer.StatusCode;
    }

    private async Task<int> ReportAsync(long n, CancellationToken cancellationToken)
    {
        using var request = From(n, new HttpRequestMessage(HttpMethod.Post, $"{run.Intake.Api}/rounds/1/report"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", run.Key);
        using var answer = await http.SendAsync(request, cancellationToken);
        return (int)answer.StatusCode;
    }

    private static HttpRequestMessage From(long n, HttpRequestMessage request)
    {
        var address = n * 31 % Addresses;
        request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"10.1.{address / 250}.{1 + (address % 250)}"));
        return request;
    }

    private ByteArrayContent Body(long n) => Json(generator.Reply(n));

    private static ByteArrayContent Json(ReplyBody body) =>
        new(body.ToUtf8()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private sealed record Sent(int Number, string Token, long N);
}
