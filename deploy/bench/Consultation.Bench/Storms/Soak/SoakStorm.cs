using System.Diagnostics;
using System.Globalization;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Storms.Soak;

/// <summary>
/// A steady mixed load for as long as is asked; what the program holds is looked at every ten seconds. What leaks shows as a last quarter
/// above the second one: the first warms up (code is compiled, what is kept fills its room), the third only lies between.
/// </summary>
internal static class SoakStorm
{
    public const string Name = "soak";
    private const int Filled = 2000;

    /// <summary>Shorter than this, the quarters are warm-up: told, not judged.</summary>
    private static readonly TimeSpan LeastToJudge = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Looks from one whole collection to the next; what is held is judged by the look after one.</summary>
    private const int Collected = 6;

    /// <summary>Replies come all the while, and each is remembered by the grouping of campaigns (some 500 bytes): that is no leak.</summary>
    private static readonly Limit[] Limits =
    [
        new("own memory", "MB", vitals => vitals.Own / 1e6, 1.15, 16, IsOfMemory: true),
        new("managed heap", "MB", vitals => (vitals.Managed ?? 0) / 1e6, 1.15, 8, IsOfMemory: true),
        new("handles", "", vitals => vitals.Handles, 1, 16),
        new("threads", "", vitals => vitals.Threads, 1, 6),
        new("WAL", "MB", vitals => vitals.Wal / 1e6, 1.25, 8),
    ];

    public static async Task RunAsync(StormSettings settings, Verdicts verdicts, CancellationToken cancellationToken)
    {
        await using var collector = new Collector();
        var environment = collector.Environment.Concat([
            KeyValuePair.Create("Consultation__KnownProxies", "127.0.0.1"),
            // Room that fills within the first quarter.
            KeyValuePair.Create("Consultation__AnswerMegabytes", "16"),
        ]);
        await using var run = await ProductRun.StartAsync(
            data => settings.Program.Start(data, environment, "soak.log"),
            settings.Program.Key,
            settings.Folder(Name),
            settings.Seed,
            Filled,
            cancellationToken
        );
        using var http = new HttpClient { BaseAddress = run.Server.Address, Timeout = TimeSpan.FromSeconds(60) };
        var kinds = new MixedLoad(http, run, settings.Seed, settings.Pace).Kinds();
        var watch = WatchAsync(run, collector, settings.Soak, cancellationToken);
        await Task.WhenAll(kinds.Select(kind => kind.RunAsync(settings.Soak, cancellationToken)));
        JudgeAnswers(kinds, settings.Soak, verdicts);
        JudgeVitals(await watch, settings.Soak, verdicts);
    }

    private static async Task<IReadOnlyList<Vitals>> WatchAsync(
        ProductRun run,
        Collector collector,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        var began = Stopwatch.GetTimestamp();
        var seen = new List<Vitals>();
        using var timer = new PeriodicTimer(Every);
        while (
            Stopwatch.GetElapsedTime(began) + Every <= duration + TimeSpan.FromSeconds(1)
            && await timer.WaitForNextTickAsync(cancellationToken)
        )
        {
            var isCollected = seen.Count % Collected == 0;
            if (isCollected)
            {
                await Rubbish.CollectAsync(run.Server.Id, cancellationToken);
                // The program tells of its heap every five seconds.
                await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
            }
            seen.Add(
                Vitals.Look(run.Server, run.DataFolder, collector, Stopwatch.GetElapsedTime(began)) with
                {
                    IsCollected = isCollected,
                }
            );
            if (isCollected)
                await Console.Error.WriteLineAsync($"  {seen[^1]}");
        }
        return seen;
    }

    private static void JudgeAnswers(IReadOnlyList<Paced> kinds, TimeSpan duration, Verdicts verdicts)
    {
        foreach (var kind in kinds)
        {
            var (times, refused) = (kind.Milliseconds, kind.Refused);
            var isWhole = kind.Done >= 0.95 * Math.Floor(kind.Due(duration));
            verdicts.Judge(
                Name,
                refused.Count == 0 && isWhole,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind.Name}: {kind.Done} of {kind.Due(duration):0} asked for, p50/p95/p99 {times.P50:0.0}/{times.P95:0.0}/{times.P99:0.0} ms, longest {times.Max:0} ms"
                ) + (refused.Count == 0 ? "" : $"; not 2xx: {string.Join(", ", refused.Select(pair => $"{pair.Value} x {pair.Key}"))}")
            );
        }
    }

    private static void JudgeVitals(IReadOnlyList<Vitals> seen, TimeSpan duration, Verdicts verdicts)
    {
        var (second, last) = (Quarter(seen, duration, 1), Quarter(seen, duration, 3));
        if (duration < LeastToJudge || second.Length == 0 || last.Length == 0)
        {
            verdicts.Tell(
                Name,
                $"too short to judge what the program holds: at the end {(seen.Count > 0 ? seen[^1] : "nothing was seen")}"
            );
            return;
        }
        verdicts.Judge(Name, last.All(vitals => vitals.Managed is not null), "the runtime tells of its managed heap");
        foreach (var limit in Limits)
        {
            var (then, now) = (Median(second, limit), Median(last, limit));
            var most = (then * limit.Factor) + limit.More;
            verdicts.Judge(
                Name,
                now <= most,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{limit.What}: second quarter {then:0.0}, last quarter {now:0.0} {limit.Unit} (at most {most:0.0}; highest of all {seen.Max(limit.Of):0.0})"
                )
            );
        }
    }

    private static double Median(Vitals[] quarter, Limit limit) =>
        quarter.Where(vitals => vitals.IsCollected || !limit.IsOfMemory).Select(limit.Of).Median();

    private static Vitals[] Quarter(IReadOnlyList<Vitals> seen, TimeSpan duration, int quarter) =>
        [.. seen.Where(vitals => (int)Math.Min(3, vitals.At / duration * 4) == quarter)];

    /// <summary>The last quarter's median may be this many times the second one's, and so much more.</summary>
    private sealed record Limit(string What, string Unit, Func<Vitals, double> Of, double Factor, double More, bool IsOfMemory = false);
}
