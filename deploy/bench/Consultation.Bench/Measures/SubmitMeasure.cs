using Consultation.Bench.Bare;
using Consultation.Bench.Load;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Measures;

/// <summary>Submitting a reply against the bare insert endpoint, and again while an export and a report run.</summary>
internal static class SubmitMeasure
{
    private const int TrialRounds = 3;

    private static readonly Asked AtLeast = Asked.RatioAtLeast(1.3);

    /// <summary>Milliseconds that the 99th percentile may take while an export and a report run.</summary>
    private static readonly Asked DisturbedAtMost = Asked.AtMost(100);

    public static async Task<Figure> AgainstBareAsync(ProductRun run, Settings settings, CancellationToken cancellationToken)
    {
        var mode = await FastestModeAsync(settings, cancellationToken);
        await using var bare = await BareServers.InsertsAsync(settings, mode, cancellationToken);
        var figure = await Versus.MeasureAsync(
            SideOf(run.Server, $"{run.Intake.Api}/replies", settings),
            SideOf(bare, InsertServer.Path, settings),
            settings,
            cancellationToken
        );
        return figure with
        {
            What = "submit a reply",
            Replies = run.Replies,
            Asked = AtLeast,
            Note = $"bare: {mode}; {figure.Note}".TrimEnd(' ', ';'),
        };
    }

    public static async Task<Figure> DisturbedAsync(ProductRun run, Settings settings, CancellationToken cancellationToken)
    {
        await run.SettleAsync(cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exports = LoopAsync(token => ExportAsync(run, token), over.Token);
        var reports = LoopAsync(token => run.Staff.CompileReportAsync(run.Filled.Id, token), over.Token);
        var side = SideOf(run.Server, $"{run.Intake.Api}/replies", settings);
        await Versus.TurnAsync(side, settings.WarmUp, settings, cancellationToken);
        var turn = await Versus.TurnAsync(side, TimeSpan.FromSeconds(settings.Seconds), settings, cancellationToken);
        await over.CancelAsync();
        var (exported, reported) = (await exports, await reports);

        var times = turn.Load.Times.ToPercentiles();
        return new Figure
        {
            What = "submit, p99 while exporting and reporting",
            Replies = run.Replies,
            Unit = "ms",
            Product = times.P99,
            ProductMilliseconds = times,
            ProductProcessor = turn.Processor.TotalMicroseconds / turn.Load.Done,
            Asked = DisturbedAtMost,
            Note =
                $"{turn.Load.PerSecond:0} req/s; exports: {exported}; reports: {reported}"
                + (turn.Load.RefusedCount > 0 ? $"; not 2xx: {turn.Load.RefusedCount}" : ""),
        };
    }

    /// <summary>A server that is sent the same made-up replies in the same order.</summary>
    public static Side SideOf(ServerProcess server, string path, Settings settings)
    {
        var requests = ProductRun.Submissions(server.Address, path, settings.Seed + 1);
        return new Side(server, n => requests[n % requests.Length]);
    }

    /// <summary>
    /// The bare endpoint shall be the best of its kind on this machine, so each way to share SQLite is tried by turns and the one with the
    /// highest median is taken: by one look each, chance could choose a slow one and flatter the product.
    /// </summary>
    private static async Task<InsertMode> FastestModeAsync(Settings settings, CancellationToken cancellationToken)
    {
        var rates = Enum.GetValues<InsertMode>().ToDictionary(mode => mode, _ => new List<double>());
        for (var round = 0; round < TrialRounds; round++)
        {
            foreach (var (mode, measured) in rates)
            {
                await using var server = await BareServers.InsertsAsync(settings, mode, cancellationToken);
                var side = SideOf(server, InsertServer.Path, settings);
                await Versus.TurnAsync(side, settings.WarmUp, settings, cancellationToken);
                measured.Add((await Versus.TurnAsync(side, settings.Round, settings, cancellationToken)).Load.PerSecond);
            }
        }
        foreach (var (mode, measured) in rates)
            await Console.Error.WriteLineAsync($"    bare inserts, {mode}: {measured.Median():0} req/s");
        return rates.MaxBy(rate => rate.Value.Median()).Key;
    }

    private static async Task ExportAsync(ProductRun run, CancellationToken cancellationToken)
    {
        using var connection = new RawConnection(run.Server.Address);
        var request = RawRequest.Get(run.Server.Address, $"{run.Filled.Api}/replies.csv?scope=all", run.Key, acceptEncoding: null);
        var answer = await connection.SendAsync(request, null, cancellationToken);
        if (!answer.IsSuccess)
            throw new BenchException($"the export answered {answer.Status}");
    }

    /// <summary>Does the work again and again until it is over; tells how often it was done, or why not.</summary>
    private static async Task<string> LoopAsync(Func<CancellationToken, Task> work, CancellationToken over)
    {
        var done = 0;
        try
        {
            while (!over.IsCancellationRequested)
            {
                await work(over);
                done++;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Cut off in the middle of the last one.
        }
        catch (Exception failure) when (failure is BenchException or IOException or HttpRequestException)
        {
            return $"{done}, then FAILED ({failure.Message})";
        }
        return $"{done} whole";
    }
}
