using System.Collections.Concurrent;
using System.Diagnostics;

namespace Consultation.Api.Data;

/// <summary>
/// Lets so many commands of this node write to a server at the same time; others wait, and when too many do, new ones are refused. Replies to
/// one hearing wait for each other anyway: without this, those of a storm would hold every connection and nobody could read.
/// </summary>
internal sealed class WriteGate(int queueLength) : IDisposable
{
    /// <summary>Of the hundred connections that the driver keeps at most.</summary>
    public const int MostWriters = 16;

    private readonly SemaphoreSlim _free = new(MostWriters);
    private readonly ConcurrentDictionary<long, long> _begun = new();
    private long _last;
    private int _waiting;

    public WriteLoad Load =>
        new(Volatile.Read(ref _waiting), _begun.Values is { Count: > 0 } begun ? Stopwatch.GetElapsedTime(begun.Min()) : TimeSpan.Zero);

    /// <summary>Runs the work when its turn comes; cancellation counts until then.</summary>
    /// <exception cref="Unavailable">Too many wait.</exception>
    public async Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _last);
        _begun[number] = Stopwatch.GetTimestamp();
        try
        {
            await Enter(cancellation);
            try
            {
                return await work();
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            _begun.TryRemove(number, out _);
        }
    }

    private async Task Enter(CancellationToken cancellation)
    {
        if (_free.Wait(0, cancellation))
        {
            return;
        }
        try
        {
            if (Interlocked.Increment(ref _waiting) > queueLength)
            {
                throw new Unavailable("The queue of writes is full.");
            }
            await _free.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _free.Dispose();
}
