using System.Collections.Concurrent;

namespace Consultation.Api.Http;

/// <summary>
/// Whoever sends takes a turn between the instant that its request is judged by and the work on it. Otherwise the processor's queue holds
/// both: in a storm, a thousandth request was first looked at when the nine hundred before it had been read, checked and prepared, seconds after
/// it had come, and was late. Now all that have come are stamped first, and worked on in the same order. A turn lasts until the work waits
/// for something (the write lane, the rest of a body), so it holds nobody up.
/// </summary>
internal sealed class Turns : IThreadPoolWorkItem
{
    /// <summary>So many at once: some more than processors, since one may stand still; each more is one more that the next arrival stands behind.</summary>
    private static readonly int Most = Math.Max(4, 2 * Environment.ProcessorCount);

    private readonly ConcurrentQueue<TaskCompletionSource> _waiting = new();
    private int _running;

    /// <summary>Done when it is the caller's turn; what it then does at once is its turn.</summary>
    public Task Next()
    {
        // Goes on where it is given the turn, and not as another piece of work behind all others.
        var turn = new TaskCompletionSource();
        _waiting.Enqueue(turn);
        Begin();
        return turn.Task;
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_waiting.TryDequeue(out var turn))
        {
            turn.SetResult();
        }
        if (!_waiting.IsEmpty)
        {
            // Behind what has come meanwhile, which is stamped first.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }
        Interlocked.Decrement(ref _running);
        if (!_waiting.IsEmpty)
        {
            Begin(); // Somebody came between, and saw that all were running.
        }
    }

    private void Begin()
    {
        for (var running = Volatile.Read(ref _running); running < Most; )
        {
            var before = Interlocked.CompareExchange(ref _running, running + 1, running);
            if (before == running)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }
            running = before;
        }
    }
}
