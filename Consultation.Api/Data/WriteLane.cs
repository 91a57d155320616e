using System.Collections.Concurrent;
using System.Diagnostics;
using Consultation.Api.Telemetry;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Consultation.Api.Data;

/// <summary>
/// SQLite's single writer. One thread takes what waits in a bounded queue, runs each command in its own savepoint, commits
/// them together (one sync to disk for all) and then answers them all. A batch ends after <see cref="MostCommands"/> commands or
/// <see cref="MostTime"/>, so that the first in it need not wait for the last of a storm.
/// A refused command rolls back alone. When SQLite itself gave up (disk full, i/o error, held by another program) nothing of the batch is kept and every
/// command in it is answered <see cref="Unavailable"/>.
/// </summary>
internal sealed class WriteLane : IDisposable
{
    public const int MostCommands = 256;
    public static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(20);

    private readonly SqliteConnection _connection;
    private readonly BlockingCollection<LaneWork> _queue;
    private readonly TimeProvider _clock;
    private readonly Instruments? _instruments;
    private readonly Thread _thread;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _save;
    private readonly SqliteCommand _undo;
    private readonly SqliteCommand _release;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private long _oldest;

    /// <summary>Takes over the open connection.</summary>
    public WriteLane(SqliteConnection connection, int queueLength, TimeProvider clock, Instruments? instruments = null)
    {
        (_connection, _clock, _instruments) = (connection, clock, instruments);
        _queue = new BlockingCollection<LaneWork>(queueLength);
        _begin = Prepare("begin immediate");
        _save = Prepare("savepoint command");
        _undo = Prepare("rollback to command");
        _release = Prepare("release command");
        _commit = Prepare("commit");
        _rollback = Prepare("rollback");
        _thread = new Thread(Work) { IsBackground = true, Name = "write lane" };
        _thread.Start();
    }

    /// <summary>Commands that wait.</summary>
    public int Waiting => _queue.Count;

    /// <summary>How long the command has waited that came first of those not yet answered.</summary>
    public TimeSpan Oldest => Volatile.Read(ref _oldest) is var joined and not 0 ? Stopwatch.GetElapsedTime(joined) : TimeSpan.Zero;

    /// <summary>Puts the work in the queue; throws <see cref="Unavailable"/> when that is full or closed.</summary>
    public void Add(LaneWork work)
    {
        var taken = false;
        try
        {
            taken = _queue.TryAdd(work);
        }
        catch (InvalidOperationException)
        {
            // Closed: the server is stopping.
        }
        if (!taken)
        {
            throw new Unavailable("The queue of writes is full.");
        }
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        foreach (var command in new[] { _begin, _save, _undo, _release, _commit, _rollback })
        {
            command.Dispose();
        }
        _connection.Dispose();
        _queue.Dispose();
    }

    private void Work()
    {
        var batch = new List<LaneWork>(MostCommands);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Clear();
            Volatile.Write(ref _oldest, first.JoinedAt);
            try
            {
                RunBatch(first, batch);
            }
            catch (Exception broken) when (broken is not OutOfMemoryException)
            {
                Abandon(batch, broken);
            }
            Volatile.Write(ref _oldest, 0);
            Measure(batch);
        }
    }

    private void RunBatch(LaneWork first, List<LaneWork> batch)
    {
        var started = _clock.GetTimestamp();
        var work = first;
        var begun = false;
        do
        {
            if (!work.TryStart())
            {
                continue;
            }
            batch.Add(work);
            if (!begun)
            {
                Begin(batch);
                begun = true;
            }
            RunOne(work);
        } while (batch.Count < MostCommands && _clock.GetElapsedTime(started) < MostTime && _queue.TryTake(out work!));

        if (begun)
        {
            RunLast(batch);
            _commit.ExecuteNonQuery();
        }
        batch.ForEach(static done => done.Answer());
    }

    private void Begin(List<LaneWork> batch)
    {
        // What is written into a file that somebody has taken away is lost when the program stops; so nothing is acknowledged.
        if (SqliteMoved.Is(_connection))
        {
            throw new Unavailable("The database's file is not where it was.");
        }
        try
        {
            _begin.ExecuteNonQuery();
        }
        catch (SqliteException held) when (held.SqliteErrorCode == raw.SQLITE_BUSY)
        {
            // Somebody else has held the database for as long as we wait. One after the other, those behind would wait for minutes.
            for (var waiting = _queue.Count; waiting > 0 && _queue.TryTake(out var work); waiting--)
            {
                if (work.TryStart())
                {
                    batch.Add(work);
                }
            }
            throw;
        }
    }

    /// <summary>Failing here fails the batch: what was put off belongs to what the commands have done.</summary>
    private void RunLast(List<LaneWork> batch)
    {
        foreach (var statement in batch.SelectMany(static work => work.Effects.Last).OrderBy(static statement => statement.Order))
        {
            _connection.Execute(statement.Sql, statement.Values);
        }
    }

    private void RunOne(LaneWork work)
    {
        _save.ExecuteNonQuery();
        if (!work.Run(_connection))
        {
            if (RolledBack)
            {
                throw new Unavailable("The database could not keep the batch.", work.Problem);
            }
            _undo.ExecuteNonQuery();
        }
        _release.ExecuteNonQuery();
    }

    /// <summary>SQLite may already have rolled everything back by itself (FULL, IOERR, NOMEM): then nothing of the batch is left.</summary>
    private bool RolledBack => raw.sqlite3_get_autocommit(_connection.Handle) != 0;

    private void Abandon(List<LaneWork> batch, Exception broken)
    {
        try
        {
            if (!RolledBack)
            {
                _rollback.ExecuteNonQuery();
            }
        }
        catch (SqliteException)
        {
            // What made the batch fail is what is told.
        }
        var cause = broken as Unavailable ?? new Unavailable("The database could not keep the batch.", broken);
        batch.ForEach(work => work.Fail(cause));
    }

    private void Measure(List<LaneWork> batch)
    {
        if (batch.Count > 0 && _instruments is { LaneBatch.Enabled: true } instruments)
        {
            instruments.LaneBatch.Record(batch.Count);
            batch.ForEach(work => instruments.LaneSeconds.Record(Stopwatch.GetElapsedTime(work.JoinedAt).TotalSeconds));
        }
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Prepare();
        return command;
    }
}
