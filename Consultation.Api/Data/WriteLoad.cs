using System.Collections.Concurrent;
using System.Diagnostics;

namespace Consultation.Api.Data;

/// <summary>What the database is behind with on this node.</summary>
/// <param name="Waiting">Commands that wait for their turn; on SQL Server, where there is no queue of ours, those that are under way.</param>
/// <param name="Oldest">How long the one has waited that came first of those not yet answered.</param>
internal sealed record WriteLoad(int Waiting, TimeSpan Oldest)
{
    public static readonly WriteLoad None = new(0, TimeSpan.Zero);
}

/// <summary>The commands that are under way where each has a transaction of its own.</summary>
internal sealed class WritesUnderWay
{
    private readonly ConcurrentDictionary<long, long> _begun = new();
    private long _last;

    public WriteLoad Load => new(_begun.Count, _begun.IsEmpty ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_begun.Values.Min()));

    public async Task<T> Count<T>(Func<Task<T>> write)
    {
        var number = Interlocked.Increment(ref _last);
        _begun[number] = Stopwatch.GetTimestamp();
        try
        {
            return await write();
        }
        finally
        {
            _begun.TryRemove(number, out _);
        }
    }
}
