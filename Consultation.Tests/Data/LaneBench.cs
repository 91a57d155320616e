using Consultation.Api.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Consultation.Tests.Data;

/// <summary>
/// A write lane on a file of its own, with its commits counted at SQLite. Time stands still for it, so a batch ends only when
/// nothing waits or when a test lets <see cref="Pass"/> time.
/// </summary>
internal sealed class LaneBench : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lane-").FullName;
    private readonly string _connectionString;
    private readonly StillTime _time = new();
    private int _commits;
    private bool _disposed;

    public LaneBench(int queueLength = 1000)
    {
        _connectionString = $"Data Source={Path.Combine(_folder, "lane.db")};Pooling=False";
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute("pragma journal_mode = wal; create table Kept (Id integer not null primary key, Text text not null);");
        raw.sqlite3_commit_hook(connection.Handle, _ => RefuseCommits ? 1 : Count(), null);
        Lane = new WriteLane(connection, queueLength, _time);
    }

    public WriteLane Lane { get; }

    public int Commits => Volatile.Read(ref _commits);

    /// <summary>Lets SQLite's own commit fail.</summary>
    public bool RefuseCommits { get; set; }

    public void Pass(TimeSpan time) => _time.Pass(time);

    public Task<T> Send<T>(Func<Db, Task<T>> command) => Send(new Db(), command);

    public Task<T> Send<T>(Db db, Func<Db, Task<T>> command)
    {
        var work = new LaneWork<T>(db, () => command(db));
        Lane.Add(work);
        return work.Task;
    }

    /// <summary>Sends a command that keeps one row.</summary>
    public Task<int> Keep(int id) => Send(db => Keep(db, id));

    public static Task<int> Keep(Db db, int id, string text = "") =>
        db.Run("insert into Kept (Id, Text) values (@Id, @Text)", new { Id = id, Text = text });

    /// <summary>Holds the lane with a command that keeps row <paramref name="id"/> when it is let go.</summary>
    public Hold Stop(int id = 0) => new(this, id);

    /// <summary>What is durable: read over another connection.</summary>
    public IReadOnlyList<int> Kept()
    {
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return [.. connection.Query<int>("select Id from Kept order by Id")];
    }

    public void StopLane()
    {
        if (!_disposed)
        {
            _disposed = true;
            Lane.Dispose();
        }
    }

    public void Dispose()
    {
        StopLane();
        Directory.Delete(_folder, recursive: true);
    }

    private int Count()
    {
        Interlocked.Increment(ref _commits);
        return 0;
    }

    /// <summary>The lane stands in the middle of a command; what is sent meanwhile waits and lands in the same batch.</summary>
    public sealed class Hold : IDisposable
    {
        private readonly ManualResetEventSlim _release = new();

        public Hold(LaneBench bench, int id)
        {
            using var standing = new ManualResetEventSlim();
            Done = bench.Send(db =>
            {
                standing.Set();
                _release.Wait();
                return Keep(db, id);
            });
            standing.Wait();
        }

        public Task<int> Done { get; }

        public void Release() => _release.Set();

        public void Dispose() => _release.Set();
    }

    private sealed class StillTime : TimeProvider
    {
        private long _timestamp;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _timestamp);

        public void Pass(TimeSpan time) => Interlocked.Add(ref _timestamp, time.Ticks);
    }
}
