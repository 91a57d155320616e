using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Tests.Data;

public sealed class SqliteDatabaseTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sqlite-").FullName;

    [TearDown]
    public void DropFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Write_InAQuery_IsRefused()
    {
        await using var database = await Made();
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Read(db => db.Run("insert into Kept (Id) values (1)")));
        await Assert.ThrowsAsync<Unavailable>(
            () => database.Read(db => db.All<int>("insert into Kept (Id) values (1) returning Id")),
            "nor by way of a select"
        );
        Assert.That(await Kept(database), Is.Empty);
    }

    [Test]
    public async Task Read_WhileACommandRuns_SeesWhatIsCommitted()
    {
        await using var database = await Made();
        await database.Write(db => db.Run("insert into Kept (Id) values (1)"));
        IReadOnlyList<int> seen = [];
        await database.Write(async db =>
        {
            await db.Run("insert into Kept (Id) values (2)");
            seen = Kept(database).GetAwaiter().GetResult();
            return 0;
        });
        Assert.That(seen, Is.EqualTo((int[])[1]));
        Assert.That(await Kept(database), Is.EqualTo((int[])[1, 2]));
    }

    [Test]
    public async Task Cancel_BeforeTheStart_NeverRunsAndAnswersAtOnce()
    {
        await using var database = await Made();
        using var cancellation = new CancellationTokenSource();
        using var hold = new Held(database);
        var ran = false;
        var waiting = database.Write(
            _ =>
            {
                ran = true;
                return Task.FromResult(1);
            },
            cancellation.Token
        );
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => waiting, "while the lane still stands in another command");
        hold.Release();
        await hold.Done;
        await database.Write(db => db.Run("insert into Kept (Id) values (2)"));
        Assert.That(ran, Is.False);
    }

    [Test]
    public async Task Cancel_BeforeItIsSent_NeverRuns()
    {
        await using var database = await Made();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() =>
            database.Write(db => db.Run("insert into Kept (Id) values (1)"), cancellation.Token)
        );
        Assert.That(await Kept(database), Is.Empty);
    }

    [Test]
    public async Task Cancel_AfterTheStart_AnswersTheTrueOutcome()
    {
        await using var database = await Made();
        using var cancellation = new CancellationTokenSource();
        using var hold = new Held(database, cancellation.Token);
        await cancellation.CancelAsync();
        Assert.That(hold.Done.IsCompleted, Is.False);
        hold.Release();
        Assert.That(await hold.Done, Is.EqualTo(1));
        Assert.That(await Kept(database), Is.EqualTo((int[])[100]));
    }

    [Test]
    public async Task Committed_IsToldOfWhatWasKept_NotOfWhatWasRefused()
    {
        await using var database = await Made();
        var told = new List<long>();
        database.Committed += effects => told.AddRange(effects.ChangedHearings);
        await Assert.ThrowsAsync<Refusal>(() =>
            database.Write<int>(db =>
            {
                db.Effects.ChangedHearings.Add(1);
                throw Refusals.RoundClosed();
            })
        );
        await database.Write(db =>
        {
            db.Effects.ChangedHearings.Add(2);
            return db.Run("insert into Kept (Id) values (1)");
        });
        Assert.That(told, Is.EqualTo((long[])[2]));
    }

    [Test]
    public async Task Write_AfterDispose_IsUnavailable()
    {
        var database = await Made();
        await database.DisposeAsync();
        await Assert.ThrowsAsync<Unavailable>(() => database.Write(db => db.Run("insert into Kept (Id) values (1)")));
    }

    [Test]
    public async Task Open_NoSuchFolder_IsUnavailable()
    {
        await using var database = new SqliteDatabase($"Data Source={Path.Combine(_folder, "nowhere", "x.db")}", 10, TimeProvider.System);
        await Assert.ThrowsAsync<Unavailable>(() => database.Read(db => db.All<int>("select 1")));
        await Assert.ThrowsAsync<Unavailable>(() => database.Write(db => db.Run("select 1")));
    }

    [Test]
    public async Task Write_KeepsForeignKeys()
    {
        await using var database = await Made();
        await database.Write(db => db.Run("create table Part (KeptId integer not null references Kept (Id))"));
        var orphan = database.Write(db => db.Run("insert into Part (KeptId) values (77)"));
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => orphan);
    }

    private async Task<SqliteDatabase> Made()
    {
        var database = new SqliteDatabase($"Data Source={Path.Combine(_folder, "own.db")}", 100, TimeProvider.System);
        await database.Migrate();
        await database.Write(db => db.Run("create table Kept (Id integer not null primary key)"));
        return database;
    }

    private static Task<IReadOnlyList<int>> Kept(SqliteDatabase database) =>
        database.Read(db => db.All<int>("select Id from Kept order by Id"));

    /// <summary>Stands in the lane with a command that keeps row 100 when it is let go.</summary>
    private sealed class Held : IDisposable
    {
        private readonly ManualResetEventSlim _release = new();

        public Held(SqliteDatabase database, CancellationToken cancellation = default)
        {
            using var standing = new ManualResetEventSlim();
            Done = database.Write(
                db =>
                {
                    standing.Set();
                    _release.Wait(CancellationToken.None);
                    return db.Run("insert into Kept (Id) values (100)");
                },
                cancellation
            );
            standing.Wait(CancellationToken.None);
        }

        public Task<int> Done { get; }

        public void Release() => _release.Set();

        public void Dispose() => _release.Set();
    }
}
