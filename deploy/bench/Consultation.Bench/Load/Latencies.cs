using System.Diagnostics;

namespace Consultation.Bench.Load;

/// <summary>Every answer time of a load, kept whole (no buckets), so percentiles are exact.</summary>
internal sealed class Latencies
{
    private readonly List<long> ticks = [];

    public int Count => ticks.Count;

    public void Add(long stopwatchTicks) => ticks.Add(stopwatchTicks);

    public void AddAll(Latencies other) => ticks.AddRange(other.ticks);

    /// <summary>The percentiles in milliseconds; all zero when nothing was measured.</summary>
    public Percentiles ToPercentiles()
    {
        if (ticks.Count == 0)
            return new Percentiles(0, 0, 0, 0);
        var sorted = ticks.Order().ToArray();
        return new Percentiles(At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99), Milliseconds(sorted[^1]));
    }

    private static double At(long[] sorted, double share) => Milliseconds(sorted[(int)Math.Ceiling(share * sorted.Length) - 1]);

    private static double Milliseconds(long stopwatchTicks) => stopwatchTicks * 1000.0 / Stopwatch.Frequency;
}

/// <summary>Answer times in milliseconds.</summary>
internal sealed record Percentiles(double P50, double P95, double P99, double Max);
