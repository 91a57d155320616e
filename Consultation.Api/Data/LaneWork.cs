using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Consultation.Api.Data;

/// <summary>One command on its way through the write lane.</summary>
internal abstract class LaneWork
{
    private const int Queued = 0;
    private const int Started = 1;
    private const int Cancelled = 2;
    private int _state;

    /// <summary>When it joined the queue, of the stopwatch.</summary>
    public long JoinedAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>Why the command itself failed; null while it has not.</summary>
    public Exception? Problem { get; protected set; }

    /// <summary>What the command did and put off; empty when it failed.</summary>
    public abstract Effects Effects { get; }

    /// <summary>False when the caller went away before the start: then it never runs.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Queued) == Queued;

    protected bool TryCancel() => Interlocked.CompareExchange(ref _state, Cancelled, Queued) == Queued;

    /// <summary>Runs the command on the lane's thread; false when it failed and must be rolled back.</summary>
    public abstract bool Run(SqliteConnection connection);

    /// <summary>Answers the caller: its result or its own problem.</summary>
    public abstract void Answer();

    /// <summary>Answers the caller that the batch was lost.</summary>
    public abstract void Fail(Exception cause);
}

internal sealed class LaneWork<T>(Db db, Func<Task<T>> command) : LaneWork
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _answer.Task;

    public override Effects Effects => Problem is null ? db.Effects : new Effects();

    /// <summary>Gives up at once if the command has not started yet; after the start the caller gets its true outcome.</summary>
    public void Cancel(CancellationToken cancellation)
    {
        if (TryCancel())
        {
            _answer.TrySetCanceled(cancellation);
        }
    }

    public override bool Run(SqliteConnection connection)
    {
        try
        {
            db.Enter(connection, null, Dialect.Sqlite, writing: true);
        }
        catch (InvalidOperationException inUse)
        {
            Problem = inUse; // Its caller's mistake, not the batch's.
            return false;
        }
        try
        {
            var running = command();
            if (!running.IsCompleted)
            {
                // SQLite's calls complete at once: this handler awaited mail, the network or a timer while it held the lane.
                throw new InvalidOperationException("A command handler may only wait for the database.");
            }
            _result = running.GetAwaiter().GetResult();
            return true;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            Problem = problem is SqliteException { SqliteErrorCode: not 19 } broken
                ? new Unavailable("The database could not run the command.", broken)
                : problem;
            return false;
        }
        finally
        {
            db.Leave();
        }
    }

    public override void Answer()
    {
        if (Problem is null)
        {
            _answer.TrySetResult(_result!);
        }
        else
        {
            _answer.TrySetException(Problem);
        }
    }

    public override void Fail(Exception cause) => _answer.TrySetException(cause);
}
