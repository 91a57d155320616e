using System.Diagnostics;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Measures;

/// <summary>Compiling the report of the filled round, from asking until it can be read; the design asks figures of a million replies.</summary>
internal static class ReportMeasure
{
    private const string What = "compile the report";

    private static readonly Asked SecondsAtMost = Asked.AtMost(90);

    public static async Task<Figure> MeasureAsync(ProductRun run, CancellationToken cancellationToken)
    {
        await run.SettleAsync(cancellationToken);
        await using var memory = new MemoryWatch(run.Server);
        var began = Stopwatch.GetTimestamp();
        await run.Staff.CompileReportAsync(run.Filled.Id, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new Figure
        {
            What = What,
            Replies = run.Replies,
            Unit = "s",
            Product = seconds,
            Asked = SecondsAtMost,
            Note = $"{run.Replies / seconds:0} replies/s; own memory {memory.Before / 1e6:0} MB and {memory.Added / 1e6:0} MB more",
        };
    }

    /// <summary>How the time grew from the fewest to the most replies, in terms of how the replies grew; null with fewer than two sizes.</summary>
    public static Figure? Growth(IEnumerable<Figure> figures)
    {
        var reports = figures
            .Where(figure => figure is { What: What, Failed: false, Product: > 0 })
            .OrderBy(figure => figure.Replies)
            .ToArray();
        if (reports.Length < 2)
            return null;
        var (few, many) = (reports[0], reports[^1]);
        return new Figure
        {
            What = "report, growth of time to growth of replies",
            Replies = many.Replies,
            Unit = "times",
            Product = many.Product / few.Product / ((double)many.Replies / few.Replies),
            Asked = Asked.AtMost(1.1),
            Note = $"against {few.Replies} replies",
        };
    }
}
