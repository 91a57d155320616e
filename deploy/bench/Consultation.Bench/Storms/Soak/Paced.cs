using System.Collections.Concurrent;
using System.Diagnostics;
using Consultation.Bench.Load;

namespace Consultation.Bench.Storms.Soak;

/// <summary>One kind of request at a fixed rate, whatever the server takes: what is due late is sent at once, and counted as behind.</summary>
internal sealed class Paced(string name, double perSecond, Func<long, CancellationToken, Task<int>> one)
{
    /// <summary>How many of a kind may be on their way; more would only hide that the server has stopped.</summary>
    private const int MostAtOnce = 8;

    private readonly ConcurrentDictionary<int, int> statuses = [];
    private readonly Latencies times = new();
    private readonly Lock gate = new();
    private long next = -1;

    public string Name => name;

    public int Done => times.Count;

    /// <summary>How many would have been sent at the full rate.</summary>
    public double Due(TimeSpan duration) => perSecond * duration.TotalSeconds;

    /// <summary>Answers that are none of 2xx, by status (0: no answer).</summary>
    public IReadOnlyDictionary<int, int> Refused => statuses.Where(pair => pair.Key is < 200 or >= 300).ToDictionary();

    public Percentiles Milliseconds => times.ToPercentiles();

    public Task RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var workers = Math.Clamp((int)Math.Ceiling(perSecond), 1, MostAtOnce);
        return Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(began, duration, cancellationToken)));
    }

    private async Task WorkAsync(long began, TimeSpan duration, CancellationToken cancellationToken)
    {
        while (true)
        {
            var n = Interlocked.Increment(ref next);
            var due = TimeSpan.FromSeconds(n / perSecond);
            if (due >= duration || Stopwatch.GetElapsedTime(began) >= duration)
                return;
            var wait = due - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellationToken);
            var sent = Stopwatch.GetTimestamp();
            var status = await StatusAsync(n, cancellationToken);
            statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            lock (gate)
                times.Add(Stopwatch.GetTimestamp() - sent);
        }
    }

    private async Task<int> StatusAsync(long n, CancellationToken cancellationToken)
    {
        try
        {
            return await one(n, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return 0; // The client's own limit.
        }
    }
}
