using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Consultation.Bench.Load;

/// <summary>A closed loop: each connection sends its next request as soon as the answer before it is whole.</summary>
internal static class ClosedLoop
{
    private const int MostBrokenConnections = 1000;

    /// <summary>Runs until <paramref name="duration"/> has passed or <paramref name="requests"/> have been sent, whichever comes first.</summary>
    /// <param name="requestAt">Gives the n-th request, n counted from 0 over all connections; called from several threads.</param>
    public static async Task<LoadResult> RunAsync(
        Uri server,
        int connections,
        TimeSpan duration,
        long requests,
        Func<long, ReadOnlyMemory<byte>> requestAt,
        CancellationToken cancellationToken
    )
    {
        var run = new Run(server, duration, requests, requestAt);
        var clock = Stopwatch.GetTimestamp();
        var parts = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => Task.Run(() => run.ConnectionAsync(clock, cancellationToken), cancellationToken))
        );
        var elapsed = Stopwatch.GetElapsedTime(clock);

        var all = new Latencies();
        foreach (var part in parts)
            all.AddAll(part);
        return new LoadResult(all, elapsed, run.Bytes, run.Refused.ToDictionary());
    }

    private sealed class Run(Uri server, TimeSpan duration, long requests, Func<long, ReadOnlyMemory<byte>> requestAt)
    {
        private long next = -1;
        private long bytes;
        private int broken;

        public long Bytes => bytes;

        public ConcurrentDictionary<int, int> Refused { get; } = [];

        public async Task<Latencies> ConnectionAsync(long clock, CancellationToken cancellationToken)
        {
            var latencies = new Latencies();
            var received = 0L;
            using var connection = new RawConnection(server);
            while (Stopwatch.GetElapsedTime(clock) < duration)
            {
                var n = Interlocked.Increment(ref next);
                if (n >= requests)
                    break;
                received += await OneAsync(connection, requestAt(n), latencies, cancellationToken);
            }
            Interlocked.Add(ref bytes, received);
            return latencies;
        }

        private async Task<long> OneAsync(
            RawConnection connection,
            ReadOnlyMemory<byte> request,
            Latencies latencies,
            CancellationToken cancellationToken
        )
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                var answer = await connection.SendAsync(request, null, cancellationToken);
                if (answer.IsSuccess)
                    latencies.Add(Stopwatch.GetTimestamp() - began);
                else
                    Refused.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
                return answer.BodyBytes;
            }
            catch (Exception failure) when (failure is IOException or SocketException)
            {
                connection.Close();
                Refused.AddOrUpdate(0, 1, (_, count) => count + 1);
                if (Interlocked.Increment(ref broken) > MostBrokenConnections)
                    throw new BenchException($"The server at {server} keeps breaking connections: {failure.Message}", failure);
                return 0;
            }
        }
    }
}

/// <summary>What a load came to. Only 2xx answers count as done; <c>Refused</c> holds the others by status (0: broken connection).</summary>
internal sealed record LoadResult(Latencies Times, TimeSpan Elapsed, long Bytes, IReadOnlyDictionary<int, int> Refused)
{
    public int Done => Times.Count;

    public double PerSecond => Done / Elapsed.TotalSeconds;

    public int RefusedCount => Refused.Values.Sum();
}
