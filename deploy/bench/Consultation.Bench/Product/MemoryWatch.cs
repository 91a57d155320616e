namespace Consultation.Bench.Product;

/// <summary>Looks at a process's own memory fifty times a second and remembers the most; the kernel's own peak would count the mapped database too.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource over = new();
    private readonly Task watching;
    private long most;

    public MemoryWatch(ServerProcess server)
    {
        Before = server.Use().Own;
        most = Before;
        watching = WatchAsync(server);
    }

    /// <summary>Bytes of own memory when the watch began.</summary>
    public long Before { get; }

    /// <summary>Bytes that the peak so far lies above that.</summary>
    public long Added => Interlocked.Read(ref most) - Before;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await watching;
        over.Dispose();
    }

    private async Task WatchAsync(ServerProcess server)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token))
                Interlocked.Exchange(ref most, Math.Max(most, server.Use().Own));
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // The watch is over, or the process is.
        }
    }
}
