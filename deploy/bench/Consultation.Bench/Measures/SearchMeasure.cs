using System.Text.Json.Nodes;
using Consultation.Bench.Load;
using Consultation.Bench.Product;
using Consultation.Bench.Replies;
using Consultation.Bench.Results;

namespace Consultation.Bench.Measures;

/// <summary>Full-text search in all replies of the hearing, one searcher at a time, as staff so that no cache answers.</summary>
internal static class SearchMeasure
{
    private const int Words = 500;

    /// <summary>Milliseconds that the 95th percentile may take; the design asks it of a million replies.</summary>
    private static readonly Asked AtMost = Asked.AtMost(200);

    public static async Task<Figure> MeasureAsync(ProductRun run, Settings settings, CancellationToken cancellationToken)
    {
        await EnsureSearchesAsync(run, cancellationToken);
        var words = new ReplyGenerator(settings.Seed).SearchWords(Words);
        var requests = words
            .Select(word => $"{run.Filled.Api}/replies?scope=all&limit=20&q={Uri.EscapeDataString(word)}")
            .Select(target => RawRequest.Get(run.Server.Address, target, run.Key))
            .ToArray();
        var side = new Side(run.Server, n => requests[n % requests.Length]);
        var alone = settings with { Connections = 1 };
        await Versus.TurnAsync(side, settings.WarmUp, alone, cancellationToken);
        var turn = await Versus.TurnAsync(side, TimeSpan.FromSeconds(settings.Seconds), alone, cancellationToken);
        var times = turn.Load.Times.ToPercentiles();
        return new Figure
        {
            What = "full-text search, p95",
            Replies = run.Replies,
            Unit = "ms",
            Product = times.P95,
            ProductMilliseconds = times,
            ProductProcessor = turn.Processor.TotalMicroseconds / turn.Load.Done,
            Asked = AtMost,
            Note =
                $"{Words} words by Zipf, one at a time; slowest {times.Max:0} ms"
                + (turn.Load.RefusedCount > 0 ? $"; NOT 2xx: {turn.Load.RefusedCount}" : ""),
        };
    }

    /// <summary>A list that overlooks <c>q</c> would be quick for nothing.</summary>
    private static async Task EnsureSearchesAsync(ProductRun run, CancellationToken cancellationToken)
    {
        async Task<int> FoundAsync(string word)
        {
            var path = $"hearings/{run.Filled.Id}/replies?scope=all&limit=20&q={word}";
            return ((JsonArray)(await run.Staff.SendAsync(HttpMethod.Get, path, null, cancellationToken))["items"]!).Count;
        }
        if (await FoundAsync("departementet") == 0)
            throw new BenchException("a word that stands in most replies is found in none");
        if (await FoundAsync("qxzvw") > 0)
            throw new BenchException("a word that stands in no reply is found: the list does not search");
    }
}
