using System.Diagnostics;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Measures;

/// <summary>All measurements, one after another; one that cannot be made is told as such and the rest go on.</summary>
internal sealed class Bench(Settings settings, ProductProgram program, CancellationToken cancellationToken)
{
    private static readonly TimeSpan MostForOne = TimeSpan.FromMinutes(20);

    private readonly List<Figure> figures = [];

    /// <summary>The groups that <c>--only</c> may name.</summary>
    public static IReadOnlyList<string> Groups { get; } =
    ["noise", "start", "list", "pages", "weight", "search", "export", "submit", "disturbed", "report"];

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await TryAsync("noise", "bare reading against itself", 0, token => NoiseMeasure.ReadingAsync(settings, token));
        await TryAsync("noise", "bare inserts against themselves", 0, token => NoiseMeasure.WritingAsync(settings, token));
        await TryAsync(
            "start",
            "start to first answer, new database",
            0,
            token => StartMeasure.MeasureAsync(program, null, 0, settings, token)
        );
        foreach (var replies in settings.Sizes)
            await SizeAsync(replies);
        AddGrowth();
        figures.AddRange(ReportMeasure.Growth(figures) is { } growth ? [growth] : []);
        return figures;
    }

    private async Task SizeAsync(int replies)
    {
        string? data = null;
        await TryAllAsync(
            null,
            $"a hearing with {replies} replies",
            replies,
            async token =>
            {
                await using var run = await ProductRun.StartAsync(program, settings, replies, token);
                data = run.DataFolder;
                figures.AddRange(run.Filling);
                await ReadAsync(run);
                await TryAllAsync("export", "CSV export", replies, each => ExportMeasure.MeasureAsync(run, settings, each));
                await TryAsync("report", "compile the report", replies, each => ReportMeasure.MeasureAsync(run, each));
                await TryAsync("submit", "submit a reply", replies, each => SubmitMeasure.AgainstBareAsync(run, settings, each));
                await TryAsync("disturbed", "submit while exporting", replies, each => SubmitMeasure.DisturbedAsync(run, settings, each));
                return [];
            }
        );
        if (data is not null)
            await TryAsync(
                "start",
                "start to first answer",
                replies,
                token => StartMeasure.MeasureAsync(program, data, replies, settings, token)
            );
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
    }

    private async Task ReadAsync(ProductRun run)
    {
        var replies = run.Replies;
        await TryAsync("list", "list of 50 replies, cached", replies, token => ReadMeasure.CachedListAsync(run, settings, token));
        await TryAsync("list", "list of 50 replies, not cached", replies, token => ReadMeasure.NotCachedListAsync(run, settings, token));
        await TryAsync("pages", "front page, cached", replies, token => ReadMeasure.CachedFrontPageAsync(run, settings, token));
        await TryAsync("pages", "hearing page, cached", replies, token => ReadMeasure.CachedHearingPageAsync(run, settings, token));
        if (settings.Wants("pages") || settings.Wants("weight"))
            await ReadAnewAsync(run);
        await TryAsync("search", "full-text search, p95", replies, token => SearchMeasure.MeasureAsync(run, settings, token));
    }

    private async Task ReadAnewAsync(ProductRun run)
    {
        var replies = run.Replies;
        await using var anew = program.Start(run.DataFolder, keepsAnswers: false);
        await anew.FirstAnswerAsync("/health/ready", cancellationToken);
        foreach (var (what, page) in new[] { ("front page, not cached", "/"), ("hearing page, not cached", run.Filled.Page) })
            await TryAsync("pages", what, replies, token => ReadMeasure.NotCachedPageAsync(what, page, run, anew, settings, token));
        if (!settings.Wants("weight"))
            return;
        foreach (var (what, page) in await WeightMeasure.PagesAsync(run, cancellationToken))
            await TryAsync("weight", what, replies, token => WeightMeasure.MeasureAsync(what, page, run, anew, token));
    }

    /// <summary>What a page of the list costs with the most replies stored, in terms of what it costs with the fewest.</summary>
    private void AddGrowth()
    {
        var lists = figures
            .Where(figure => figure is { What: "list of 50 replies, not cached", Ratio: > 0 })
            .OrderBy(figure => figure.Replies)
            .ToArray();
        if (lists.Length < 2)
            return;
        figures.Add(
            new Figure
            {
                What = "list not cached, cost against fewest replies",
                Replies = lists[^1].Replies,
                Unit = "times",
                Product = lists[0].Ratio / lists[^1].Ratio,
                Asked = Asked.AtMost(1.2),
                Note = $"against {lists[0].Replies} replies, each by its ratio to bare",
            }
        );
    }

    private Task TryAsync(string group, string what, int replies, Func<CancellationToken, Task<Figure>> measure) =>
        TryAllAsync(group, what, replies, async token => [await measure(token)]);

    private async Task TryAllAsync(string? group, string what, int replies, Func<CancellationToken, Task<IReadOnlyList<Figure>>> measure)
    {
        if (group is not null && !settings.Wants(group))
            return;
        var began = Stopwatch.GetTimestamp();
        await Console.Error.WriteLineAsync($"{what} ({replies} replies) ...");
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (group is not null)
            bounded.CancelAfter(MostForOne);
        try
        {
            figures.AddRange(await measure(bounded.Token));
            await Console.Error.WriteLineAsync($"  {what}: done in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"  {what}: FAILED: {(failure is BenchException ? failure.Message : failure)}");
            figures.Add(
                new Figure
                {
                    What = what,
                    Replies = replies,
                    Unit = "",
                    Failed = true,
                    Note = failure.Message.Split('\n')[0],
                }
            );
        }
    }
}
