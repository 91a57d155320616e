using Consultation.Api.Data;
using Consultation.Domain.Invitations;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.Data;

public sealed class MigratorTests
{
    private static readonly IReadOnlyList<Migrator.Migration> Files = Migrator.FilesFor(Dialect.Sqlite);
    private TemporaryFile _file = null!;

    [SetUp]
    public void MakeFile() => _file = new TemporaryFile();

    [TearDown]
    public void DropFile() => _file.Dispose();

    [Test]
    public void Files_OfBothEngines_AreNumberedAlikeWithoutGaps()
    {
        Assert.That(Files, Is.Not.Empty);
        Assert.That(Migrator.FilesFor(Dialect.SqlServer).Select(file => file.Name), Is.EqualTo(Files.Select(file => file.Name)));
        Assert.That(
            Files.Select(file => file.Name[..5]),
            Is.EqualTo(Enumerable.Range(1, Files.Count).Select(number => $"{number:0000}_")),
            "four digits, counted from 0001"
        );
    }

    [Test]
    public void Migrate_ChangedFile_IsRefused()
    {
        using var connection = _file.Open();
        Migrator.Migrate(connection, Files);
        Migrator.Migration[] changed = [Files[0] with { Sql = Files[0].Sql + "create table Sneaked (Id integer);" }, .. Files.Skip(1)];
        var refused = Assert.Throws<InvalidOperationException>(() => Migrator.Migrate(connection, changed))!;
        Assert.That(refused.Message, Does.Contain(Files[0].Name));
        Assert.That(Tables(connection), Does.Not.Contain("Sneaked"));
    }

    /// <summary>Nodes are upgraded one after the other, and sometimes back: what a newer program only added is no harm.</summary>
    [Test]
    public void DatabaseOfANewerProgram_ThatOnlyAdded_IsTaken()
    {
        using var connection = _file.Open();
        Migrator.Migrate(connection, [.. Files, new("9999_tomorrow", "create table Tomorrow (Id integer)")]);
        Assert.That(Migrator.Migrate(connection, Files), Is.Empty);
        Assert.DoesNotThrow(() => Migrator.MustBeCurrent(connection));
    }

    [Test]
    public void DatabaseOfANewerProgram_ThatTookAway_IsRefused()
    {
        using var connection = _file.Open();
        Migrator.Migrate(connection, [.. Files, new("9999_flags_contract", "drop index IX_Outbox_Waiting")]);
        Assert.That(() => Migrator.Migrate(connection, Files), TooOldFor("9999_flags_contract"));
        Assert.That(() => Migrator.MustBeCurrent(connection), TooOldFor("9999_flags_contract"));
        static NUnit.Framework.Constraints.IResolveConstraint TooOldFor(string name) =>
            Throws.InvalidOperationException.With.Message.Contains(name).And.Message.Contains("too old");
    }

    /// <summary>A node that may not migrate says what is to be done, and does nothing itself.</summary>
    [TestCase(0)]
    [TestCase(1)]
    public void MustBeCurrent_OlderDatabase_IsRefused_WithWhatToDo(int already)
    {
        using var connection = _file.Open();
        if (already > 0)
        {
            Migrator.Migrate(connection, [.. Files.Take(already)]);
        }
        var refused = Assert.Throws<InvalidOperationException>(() => Migrator.MustBeCurrent(connection))!;
        Assert.That(refused.Message, Does.Contain(Files[already].Name).And.Contain("migrate"));
        Assert.That(Tables(connection).Any(), Is.EqualTo(already > 0));
    }

    [Test]
    public async Task Start_WithoutTheRightToMigrate_NeedsTheSchema()
    {
        Assert.Throws<InvalidOperationException>(() => new Support.TestApp(("MigrateAtStart", "false")));
        await using var app = new Support.TestApp();
        await using var second = app.Second(("MigrateAtStart", "false"));
        Assert.That((await second.Anonymous.GetAsync("/health/ready")).IsSuccessStatusCode, Is.True);
    }

    [Test]
    public void Migrate_AFileFails_LeavesNothing()
    {
        using var connection = _file.Open();
        Migrator.Migration good = new("0001_good", "create table Good (Id integer not null); insert into Good (Id) values (1);");
        Migrator.Migration bad = new("0002_bad", "create table Half (Id integer not null); insert into Nowhere (Id) values (1);");
        Assert.Throws<SqliteException>(() => Migrator.Migrate(connection, [good, bad]));
        Assert.That(Tables(connection), Is.Empty);

        var mended = bad with { Sql = "create table Half (Id integer not null);" };
        Assert.That(Migrator.Migrate(connection, [good, mended]), Is.EqualTo((string[])["0001_good", "0002_bad"]));
        Assert.That(Tables(connection), Is.EquivalentTo((string[])["Migration", "Good", "Half"]));
    }

    [Test]
    public void Migrate_Twice_AppliesOnceAndJournalsEachChecksum()
    {
        using var connection = _file.Open();
        Assert.That(Migrator.Migrate(connection), Is.EqualTo(Files.Select(file => file.Name)));
        Assert.That(Migrator.Migrate(connection), Is.Empty);
        var journal = connection.Query<(string Name, string Checksum)>("select Name, Checksum from Migration order by Name");
        Assert.That(journal, Is.EqualTo(Files.Select(file => (file.Name, file.Checksum))));
    }

    [Test]
    public void Checksum_DoesNotHangOnLineEndings()
    {
        Migrator.Migration unix = new("0001_a", "create table A (\n    Id integer\n);\n");
        Assert.That((unix with { Sql = unix.Sql.ReplaceLineEndings("\r\n") }).Checksum, Is.EqualTo(unix.Checksum));
        Assert.That((unix with { Sql = unix.Sql + " " }).Checksum, Is.Not.EqualTo(unix.Checksum));
    }

    [Test]
    public async Task Migrate_FourAtOnce_ApplyOnce()
    {
        using var together = new Barrier(4);
        var applied = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Factory.StartNew(
                            () =>
                            {
                                // Each has a database object of its own, as each process would.
                                var database = new SqliteDatabase(_file.ConnectionString, 10, TimeProvider.System);
                                together.SignalAndWait();
                                return database.Migrate();
                            },
                            CancellationToken.None,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                        .Unwrap()
                )
        );
        Assert.That(applied.SelectMany(names => names), Is.EqualTo(Files.Select(file => file.Name)));
    }

    /// <summary>What stands in a database of an earlier program is there after the next one has migrated it.</summary>
    [TestCaseSource(nameof(Steps))]
    public void Migrate_WithRowsInEveryTable_KeepsThem(int already)
    {
        using var connection = _file.Open();
        connection.Execute("pragma foreign_keys = 1");
        Migrator.Migrate(connection, [.. Files.Take(already)]);
        var before = OneRowEach.Fill(connection).ToDictionary(table => table, table => OneRowEach.Count(connection, table));
        Migrator.Migrate(connection);
        var kept = before.Keys.Intersect(Tables(connection)).ToDictionary(table => table, table => OneRowEach.Count(connection, table));
        Assert.That(kept, Is.Not.Empty);
        // A migration may add rows of its own (names of subjects, work that is to follow); it loses none.
        Assert.That(kept.Where(table => table.Value < before[table.Key]), Is.Empty);
        Assert.That(connection.Query("pragma foreign_key_check"), Is.Empty);
        Assert.That(connection.ExecuteScalar<string>("pragma integrity_check"), Is.EqualTo("ok"));
        Assert.That(Migrator.Migrate(connection), Is.Empty);
    }

    /// <summary>What replies that were there already are known by among the invited is what Domain would call them; people have no such name.</summary>
    [Test]
    public void Migrate_ToInvitations_KnowsTheRepliesThatAreThere()
    {
        using var connection = _file.Open();
        var invitations = Files.Single(file => file.Name == "0012_invitations");
        Migrator.Migrate(connection, [.. Files.TakeWhile(file => file != invitations)]);
        OneRowEach.Fill(connection);
        connection.Execute("update Reply set SenderType = 'publicBody', SenderName = 'ÅSGÅRD og Ørland kommune'");
        Migrator.Migrate(connection);
        Assert.That(
            connection.ExecuteScalar<string>("select SenderKey from Reply"),
            Is.EqualTo(InvitationRules.NameKey("Åsgård og Ørland kommune"))
        );
    }

    public static IEnumerable<int> Steps => Enumerable.Range(1, Files.Count);

    [Test]
    public void SqlServer_MigrateTwice_AppliesOnce()
    {
        if (Support.SqlServer.ConnectionString is not { } server)
        {
            Assert.Ignore("CONSULTATION_TEST_SQLSERVER is not set: there is no SQL Server to migrate.");
            return;
        }
        using var connection = new SqlConnection(Support.SqlServer.NewDatabase(server));
        connection.Open();
        Assert.That(Migrator.Migrate(connection), Is.EqualTo(Migrator.FilesFor(Dialect.SqlServer).Select(file => file.Name)));
        Assert.That(Migrator.Migrate(connection), Is.Empty);
    }

    private static IEnumerable<string> Tables(SqliteConnection connection) =>
        connection.Query<string>("select name from sqlite_master where type = 'table'");
}
