using System.Collections.Concurrent;
using System.Globalization;
using Consultation.Api.Telemetry;
using Microsoft.Data.Sqlite;

namespace Consultation.Api.Data;

/// <summary>SQLite in WAL mode: many readers beside the one <see cref="WriteLane"/>.</summary>
internal sealed class SqliteDatabase : Database
{
    private const int StablePlans = 1007; // SQLITE_DBCONFIG_ENABLE_QPSG

    /// <summary>A page is looked over when it is read, so that what is damaged is told of and does not spread.</summary>
    private const string Writing = "pragma foreign_keys = 1; pragma synchronous = full; pragma cell_size_check = 1;";

    private readonly string _connectionString;
    private readonly int _queueLength;
    private readonly TimeProvider _clock;
    private readonly Instruments? _instruments;
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly Lock _gate = new();
    private WriteLane? _lane;

    static SqliteDatabase()
    {
        // A connection of ours is used by one thread at a time: SQLite need not guard each call with a lock of its own.
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        // Nobody reads SQLite's own count of its memory; keeping it takes a lock at each allocation.
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public SqliteDatabase(string connectionString, int queueLength, TimeProvider clock, Instruments? instruments = null)
        : base(Dialect.Sqlite)
    {
        // Our own pools: the lane's connection and the readers keep what they have prepared.
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 5 }.ToString();
        (_queueLength, _clock, _instruments) = (queueLength, clock, instruments);
    }

    public override WriteLoad Writes => _lane is { } lane ? new(lane.Waiting, lane.Oldest) : WriteLoad.None;

    public override async Task<T> Read<T>(Db db, Func<Task<T>> work)
    {
        if (!_readers.TryTake(out var connection))
        {
            // One that reads makes no file: where it is gone, an empty one would be read from until the next restart.
            connection = Open("pragma query_only = 1; pragma mmap_size = 268435456;", SqliteOpenMode.ReadWrite);
        }
        var isOfAnotherFile = false;
        try
        {
            db.Enter(connection, null, Dialect, writing: false);
        }
        catch (InvalidOperationException)
        {
            _readers.Add(connection); // Already in use: it is not ours to leave.
            throw;
        }
        try
        {
            return await work();
        }
        catch (SqliteException broken)
        {
            isOfAnotherFile = SqliteMoved.Is(connection);
            throw new Unavailable("The database could not be read.", broken);
        }
        finally
        {
            db.Leave();
            if (isOfAnotherFile)
            {
                await connection.DisposeAsync();
            }
            else
            {
                _readers.Add(connection);
            }
        }
    }

    public override async Task<T> Write<T>(Db db, Func<Task<T>> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var waiting = new LaneWork<T>(db, work);
        Lane().Add(waiting);
        await using var registered = cancellation.UnsafeRegister(static (state, token) => ((LaneWork<T>)state!).Cancel(token), waiting);
        var result = await waiting.Task;
        Tell(db.Effects);
        return result;
    }

    public override void Check(string dataDirectory) => SqliteCheck.Run(_connectionString, dataDirectory);

    public override async Task<IReadOnlyList<string>> Migrate()
    {
        await using var connection = Open("pragma journal_mode = wal;");
        return Migrator.Migrate(connection);
    }

    public override Task MustBeCurrent()
    {
        using var connection = Open("pragma query_only = 1;");
        Migrator.MustBeCurrent(connection);
        return Task.CompletedTask;
    }

    public override Task<DateTimeOffset> Clock()
    {
        // The file must still be there: what is deleted under a program can be written until it stops, and is lost then.
        using var connection = Open("", SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = "select strftime('%Y-%m-%d %H:%M:%f+00:00', 'now')";
        return Task.FromResult(DateTimeOffset.Parse((string)command.ExecuteScalar()!, CultureInfo.InvariantCulture));
    }

    public override ValueTask DisposeAsync()
    {
        _lane?.Dispose();
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
        return ValueTask.CompletedTask;
    }

    private WriteLane Lane()
    {
        lock (_gate)
        {
            return _lane ??= new WriteLane(Open(Writing), _queueLength, _clock, _instruments);
        }
    }

    private KeptConnection Open(string pragmas, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new KeptConnection(
            mode == SqliteOpenMode.ReadWriteCreate
                ? _connectionString
                : new SqliteConnectionStringBuilder(_connectionString) { Mode = mode }.ToString()
        );
        try
        {
            connection.Open();
            // Kept statements would otherwise be compiled anew whenever a value is bound that might have led to another plan.
            SQLitePCL.raw.sqlite3_db_config(connection.Handle, StablePlans, 1, out _);
            using var command = connection.CreateCommand();
            command.CommandText = "pragma busy_timeout = 5000; pragma temp_store = memory; pragma cache_size = -32768;" + pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException broken)
        {
            connection.Dispose();
            throw new Unavailable("The database cannot be opened.", broken);
        }
    }
}
