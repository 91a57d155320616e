namespace Consultation.Bench.Storms.Deadline;

/// <summary>Threads that use the processors up from three seconds before an instant until ten after it.</summary>
internal sealed class Busy : IDisposable
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource over = new();

    public Busy(int threads, DateTimeOffset instant)
    {
        for (var n = 0; n < threads; n++)
            new Thread(() => Spin(instant)) { IsBackground = true }.Start();
    }

    public void Dispose()
    {
        over.Cancel();
        over.Dispose();
    }

    private void Spin(DateTimeOffset instant)
    {
        var clock = TimeProvider.System;
        var token = over.Token;
        if (instant - Before - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            token.WaitHandle.WaitOne(wait);
        while (!token.IsCancellationRequested && clock.GetUtcNow() < instant + After)
            Thread.SpinWait(10_000);
    }
}
