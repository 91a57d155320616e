using System.Text.Json.Nodes;
using Consultation.Bench.Load;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Measures;

/// <summary>Reading lists and pages against bare Kestrel with the same bytes, compressed the same.</summary>
internal static class ReadMeasure
{
    private const int PageSize = 50;
    private const int MostPages = 20;
    private static readonly Asked CachedAtLeast = Asked.RatioAtLeast(0.8);
    private static readonly Asked NotCachedAtLeast = Asked.RatioAtLeast(0.2);

    public static Task<Figure> CachedListAsync(ProductRun run, Settings settings, CancellationToken cancellationToken) =>
        CachedAsync("list of 50 replies, cached", $"{run.Filled.Api}/replies?limit={PageSize}", run, settings, cancellationToken);

    public static Task<Figure> CachedFrontPageAsync(ProductRun run, Settings settings, CancellationToken cancellationToken) =>
        CachedAsync("front page, cached", "/", run, settings, cancellationToken);

    public static Task<Figure> CachedHearingPageAsync(ProductRun run, Settings settings, CancellationToken cancellationToken) =>
        CachedAsync("hearing page, cached", run.Filled.Page, run, settings, cancellationToken);

    /// <summary>Staff lists are nobody else's, so no cache may hold them; several pages down the list are read by turns.</summary>
    public static async Task<Figure> NotCachedListAsync(ProductRun run, Settings settings, CancellationToken cancellationToken)
    {
        var targets = await StaffPagesAsync(run, cancellationToken);
        return await NotCachedAsync(
            "list of 50 replies, not cached",
            n => targets[(int)(n % targets.Count)],
            run,
            run.Server,
            run.Key,
            settings,
            cancellationToken
        );
    }

    /// <param name="anew">The product, told to keep no answer.</param>
    public static Task<Figure> NotCachedPageAsync(
        string what,
        string page,
        ProductRun run,
        ServerProcess anew,
        Settings settings,
        CancellationToken cancellationToken
    ) => NotCachedAsync(what, _ => page, run, anew, null, settings, cancellationToken);

    private static async Task<Figure> CachedAsync(
        string what,
        string path,
        ProductRun run,
        Settings settings,
        CancellationToken cancellationToken
    )
    {
        using var connection = new RawConnection(run.Server.Address);
        var target = await FinalTargetAsync(connection, run, path, cancellationToken);
        var request = RawRequest.Get(run.Server.Address, target);
        await KeepAsync(connection, request, target, cancellationToken);
        var kept = await KeepAsync(connection, request, target, cancellationToken);

        await using var bare = await BareServers.BytesAsync(settings, Only(target, kept), cancellationToken);
        var bareRequest = RawRequest.Get(bare.Address, target);
        var figure = await Versus.MeasureAsync(
            new Side(run.Server, _ => request),
            new Side(bare, _ => bareRequest),
            settings,
            cancellationToken
        );
        return figure with
        {
            What = what,
            Replies = run.Replies,
            Asked = CachedAtLeast,
            Note = Join(Describe(kept), kept.Header("Age") is null ? "no Age header: perhaps not from a cache" : "", figure.Note),
        };
    }

    private static async Task<Figure> NotCachedAsync(
        string what,
        Func<long, string> targetAt,
        ProductRun run,
        ServerProcess server,
        string? key,
        Settings settings,
        CancellationToken cancellationToken
    )
    {
        using var connection = new RawConnection(server.Address);
        byte[] RequestAt(long n) => RawRequest.Get(server.Address, targetAt(n), key);
        await KeepAsync(connection, RequestAt(0), targetAt(0), cancellationToken);
        var kept = await KeepAsync(connection, RequestAt(1), targetAt(1), cancellationToken);
        if (kept.Header("Age") is not null)
            throw new BenchException("found no way round the cache");

        await using var bare = await BareServers.BytesAsync(settings, Only("/", kept), cancellationToken);
        var bareRequest = RawRequest.Get(bare.Address, "/", key);
        var figure = await Versus.MeasureAsync(
            new Side(server, n => RequestAt(n + 2)),
            new Side(bare, _ => bareRequest),
            settings,
            cancellationToken
        );
        return figure with { What = what, Replies = run.Replies, Asked = NotCachedAtLeast, Note = Join(Describe(kept), figure.Note) };
    }

    private static async Task<List<string>> StaffPagesAsync(ProductRun run, CancellationToken cancellationToken)
    {
        var first = $"hearings/{run.Filled.Id}/replies?scope=all&limit={PageSize}";
        var targets = new List<string>();
        string? cursor = null;
        do
        {
            var path = cursor is null ? first : $"{first}&cursor={Uri.EscapeDataString(cursor)}";
            var page = await run.Staff.SendAsync(HttpMethod.Get, path, null, cancellationToken);
            if (((JsonArray)page["items"]!).Count == PageSize)
                targets.Add($"/api/v1/{path}");
            cursor = (string?)page["next"];
        } while (cursor is not null && targets.Count < MostPages);
        return targets.Count > 0 ? targets : throw new BenchException("the list holds no full page");
    }

    private static async Task<string> FinalTargetAsync(
        RawConnection connection,
        ProductRun run,
        string path,
        CancellationToken cancellationToken
    )
    {
        var answer = await connection.KeepAsync(RawRequest.Get(run.Server.Address, path), cancellationToken);
        return answer.Status is >= 300 and < 400 && answer.Header("Location") is { } location
            ? new Uri(run.Server.Address, location).PathAndQuery
            : path;
    }

    private static async Task<KeptAnswer> KeepAsync(
        RawConnection connection,
        byte[] request,
        string target,
        CancellationToken cancellationToken
    )
    {
        var answer = await connection.KeepAsync(request, cancellationToken);
        return answer.Status == 200 && answer.Body.Length > 0
            ? answer
            : throw new BenchException($"{target} answered {answer.Status} with {answer.Body.Length} bytes");
    }

    private static Dictionary<string, KeptAnswer> Only(string target, KeptAnswer kept) => new(StringComparer.Ordinal) { [target] = kept };

    private static string Describe(KeptAnswer kept) => $"{kept.Body.Length / 1000.0:0.0} kB {kept.Header("Content-Encoding") ?? "plain"}";

    private static string Join(params IEnumerable<string> notes) => string.Join("; ", notes.Where(note => note.Length > 0));
}
