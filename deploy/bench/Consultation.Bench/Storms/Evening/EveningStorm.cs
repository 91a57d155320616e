using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Consultation.Bench.Load;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Storms.Evening;

/// <summary>
/// More is sent than the write lane takes: the mode for the last evening goes on by itself, search is closed, reading and sending go on; and
/// when it is over, it goes off and what waited is done.
/// </summary>
internal static class EveningStorm
{
    public const string Name = "evening";
    private const int Filled = 500;
    private const int Senders = 256;
    private static readonly TimeSpan Storm = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Limits so low that one machine's client can reach them; how they are reached is what is tried.</summary>
    private static readonly KeyValuePair<string, string>[] Low =
    [
        KeyValuePair.Create("Consultation__RateLimits__Enabled", "false"),
        KeyValuePair.Create("Consultation__Evening__Waiting", "32"),
        KeyValuePair.Create("Consultation__Evening__WellSeconds", "5"),
    ];

    public static async Task RunAsync(StormSettings settings, Verdicts verdicts, CancellationToken cancellationToken)
    {
        await using var run = await ProductRun.StartAsync(
            data => settings.Program.Start(data, Low, $"{Name}.log"),
            settings.Program.Key,
            settings.Folder(Name),
            settings.Seed,
            Filled,
            cancellationToken
        );
        using var http = new HttpClient { BaseAddress = run.Server.Address, Timeout = TimeSpan.FromSeconds(30) };
        verdicts.Judge(Name, await SearchAsync(http, run, "havn", cancellationToken) == 200, "before the storm the search is open");

        var requests = ProductRun.Submissions(run.Server.Address, $"{run.Intake.Api}/replies", settings.Seed);
        var seen = new Seen();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var looking = LookAsync(http, run, seen, over.Token);
        var load = await ClosedLoop.RunAsync(
            run.Server.Address,
            Senders,
            Storm,
            long.MaxValue,
            n => requests[n % requests.Length],
            cancellationToken
        );
        await over.CancelAsync();
        await looking;

        verdicts.Judge(Name, seen.OnAfter is not null, $"in the storm it went on by itself{After(seen.OnAfter)}");
        verdicts.Judge(Name, seen.Closed > 0, $"{seen.Closed} searches were told that search is closed, {seen.Open} were answered before");
        verdicts.Judge(Name, seen is { Read: > 0, ReadBadly: 0 }, $"{seen.Read} lists were read meanwhile, {seen.ReadBadly} of them not");
        verdicts.Judge(
            Name,
            load.RefusedCount == 0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{load.Done} replies were taken at {load.PerSecond:0} a second, {load.RefusedCount} were not"
            )
        );
        var off = await UntilAsync(async () => await StateAsync(http, cancellationToken) is null, cancellationToken);
        verdicts.Judge(Name, off is not null, $"it went off by itself{After(off)} after the storm");
        verdicts.Judge(Name, await SearchAsync(http, run, "fjord", cancellationToken) == 200, "the search is open again");
        var grouped = await UntilAsync(
            async () => (await run.Staff.CampaignSizesAsync(run.Intake.Id, cancellationToken)).Count > 0,
            cancellationToken
        );
        verdicts.Judge(Name, grouped is not null, $"campaigns of what came meanwhile are found{After(grouped)}");
    }

    private static async Task LookAsync(HttpClient http, ProductRun run, Seen seen, CancellationToken over)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            for (var n = 0; ; n++)
            {
                if (await StateAsync(http, over) is not null)
                    seen.OnAfter ??= Stopwatch.GetElapsedTime(began);
                var search = await SearchAsync(http, run, string.Create(CultureInfo.InvariantCulture, $"ord{n}"), over);
                (seen.Open, seen.Closed) = (seen.Open + (search == 200 ? 1 : 0), seen.Closed + (search == 503 ? 1 : 0));
                using var read = await http.GetAsync($"{run.Filled.Api}/replies?limit=20", over);
                (seen.Read, seen.ReadBadly) = (seen.Read + 1, seen.ReadBadly + (read.IsSuccessStatusCode ? 0 : 1));
                await Task.Delay(200, over);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The storm is over.
        }
    }

    /// <summary>How the mode is on, as the health check tells; null while it is off.</summary>
    private static async Task<string?> StateAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync("/health/ready", cancellationToken);
        return (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!["evening"];
    }

    private static async Task<int> SearchAsync(HttpClient http, ProductRun run, string word, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"{run.Filled.Api}/replies?limit=20&q={word}", cancellationToken);
        return (int)answer.StatusCode;
    }

    /// <summary>How long it took; null: longer than anybody waits.</summary>
    private static async Task<TimeSpan?> UntilAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            if (await isSo())
                return Stopwatch.GetElapsedTime(began);
            await Task.Delay(250, cancellationToken);
        }
        return null;
    }

    private static string After(TimeSpan? time) =>
        time is { } known ? string.Create(CultureInfo.InvariantCulture, $", {known.TotalSeconds:0.0} s") : "";

    private sealed class Seen
    {
        public TimeSpan? OnAfter { get; set; }
        public int Open { get; set; }
        public int Closed { get; set; }
        public int Read { get; set; }
        public int ReadBadly { get; set; }
    }
}
