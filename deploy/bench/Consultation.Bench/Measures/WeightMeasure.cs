using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Consultation.Bench.Load;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Measures;

/// <summary>
/// What a browser with an empty cache fetches for a page, compressed as sent: the page, its styles and scripts, and what these name.
/// Every font and image that a style names is counted, also those that a browser would leave out, so it is never told too small.
/// </summary>
internal static partial class WeightMeasure
{
    private const int MostFiles = 100;
    private const int Times = 21;
    private static readonly Asked KilobytesAtMost = Asked.AtMost(100);

    /// <summary>The pages that a reader comes to, with a report that is published for it; what a hearing without replies does not have is left out.</summary>
    public static async Task<IReadOnlyList<(string What, string Page)>> PagesAsync(ProductRun run, CancellationToken cancellationToken)
    {
        var (hearing, path) = (run.Filled.Page, "hearings/" + run.Filled.Id);
        var read = await run.Staff.SendAsync(HttpMethod.Get, path, null, cancellationToken);
        var campaigns = await run.Staff.SendAsync(HttpMethod.Get, path + "/campaigns?limit=1", null, cancellationToken);
        await run.Staff.CompileReportAsync(run.Filled.Id, cancellationToken);
        await run.Staff.SendAsync(HttpMethod.Post, path + "/rounds/1/report/publish", null, cancellationToken);
        string[] infos = ["reply", "publishing", "terms", "privacy", "accessibility", "data"];
        return
        [
            ("front page", "/"),
            ("hearing page", hearing),
            ("page of a hearing in English", "/en" + hearing),
            ("page of a document", $"{hearing}/documents/{read["documents"]![0]!["id"]}"),
            ("replies page", hearing + "/replies"),
            ("replies page, searched", hearing + "/replies?q=departementet"),
            .. run.Replies > 0 ? [("reply page", hearing + "/replies/1")] : Array.Empty<(string, string)>(),
            .. ((JsonArray)campaigns["items"]!).Select(one => ("campaign page", $"{hearing}/campaigns/{one!["id"]}")),
            ("hidden replies page", hearing + "/hidden"),
            ("report page", hearing + "/rounds/1/report"),
            ("reply form", hearing + "/send"),
            .. infos.Select(info => ($"page about {info}", "/info/" + info)),
        ];
    }

    public static async Task<Figure> MeasureAsync(
        string what,
        string page,
        ProductRun run,
        ServerProcess anew,
        CancellationToken cancellationToken
    )
    {
        var times = await TimesAsync(page, anew, cancellationToken);
        using var connection = new RawConnection(run.Server.Address);
        var waiting = new Queue<Uri>([new Uri(run.Server.Address, page)]);
        var seen = new HashSet<Uri>(waiting);
        var foreign = new List<Uri>();
        var parts = new List<string>();
        var total = 0L;
        while (waiting.TryDequeue(out var address) && parts.Count < MostFiles)
        {
            var answer = await connection.KeepAsync(RawRequest.Get(run.Server.Address, address.PathAndQuery), cancellationToken);
            if (answer.Status != 200)
                throw new BenchException($"{address.PathAndQuery} answered {answer.Status}");
            total += answer.Body.Length;
            parts.Add($"{Path.GetExtension(address.AbsolutePath).TrimStart('.')} {answer.Body.Length / 1000.0:0.0}");
            foreach (var named in Named(answer, address).Where(seen.Add))
            {
                if (named.Authority.Equals(run.Server.Address.Authority, StringComparison.Ordinal))
                    waiting.Enqueue(named);
                else
                    foreign.Add(named);
            }
        }
        return new Figure
        {
            What = $"{what}, cold weight",
            Replies = run.Replies,
            Unit = "kB",
            Product = total / 1000.0,
            Asked = KilobytesAtMost,
            Note =
                $"first made in {times[0]:0.0} ms, then {times[times.Count / 2]:0.0} ms (median of {Times}, none kept); "
                + $"{parts.Count} files: {string.Join(", ", parts).TrimStart()}"
                + (foreign.Count > 0 ? $"; THIRD PARTY: {string.Join(", ", foreign)}" : ""),
        };
    }

    /// <summary>Milliseconds until the page is whole: the first, then the others in rising order.</summary>
    private static async Task<List<double>> TimesAsync(string page, ServerProcess anew, CancellationToken cancellationToken)
    {
        using var connection = new RawConnection(anew.Address);
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await connection.KeepAsync(RawRequest.Get(anew.Address, page), cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (answer.Status != 200)
                throw new BenchException($"{page} answered {answer.Status}");
        }
        return [times[0], .. times.Skip(1).Order()];
    }

    private static IEnumerable<Uri> Named(KeptAnswer answer, Uri address)
    {
        var names = (answer.Header("Content-Type") ?? "").Split(';')[0] switch
        {
            "text/html" => InPage(),
            "text/css" => InStyle(),
            "text/javascript" or "application/javascript" => InScript(),
            _ => null,
        };
        return names is null
            ? []
            : names
                .Matches(Text(answer))
                .Select(match => match.Groups["name"].Value)
                .Where(name => !name.StartsWith("data:", StringComparison.Ordinal) && !name.StartsWith('#'))
                .Select(name => new Uri(address, name.Split('#')[0]));
    }

    private static string Text(KeptAnswer answer)
    {
        using var body = new MemoryStream(answer.Body);
        using Stream plain = answer.Header("Content-Encoding") switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(
        """<link\b(?=[^>]*\brel=.(stylesheet|preload|modulepreload|icon))[^>]*\bhref="(?<name>[^"]+)|<(script|img)\b[^>]*\bsrc="(?<name>[^"]+)|<use\b[^>]*\bhref="(?<name>[^"#][^"]*)""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000
    )]
    private static partial Regex InPage();

    [GeneratedRegex("""url\(\s*["']?(?<name>[^"')]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex InStyle();

    [GeneratedRegex(
        """\b(from|import)\s*\(?\s*["'](?<name>[./][^"']+)["']""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2000
    )]
    private static partial Regex InScript();
}
