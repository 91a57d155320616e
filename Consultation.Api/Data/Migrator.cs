using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Consultation.Api.Data;

/// <summary>
/// Applies numbered, immutable SQL files once each, under a lock and in one transaction, and keeps a journal with their checksums.
/// A file adds (tables, columns that may be left out, indexes), so that the program of the release before still works on the new schema: nodes
/// are upgraded one after the other, and the way back is open. What nobody uses any more is taken away a release later, by a file whose name
/// ends with <see cref="Contract"/>. Throws <see cref="InvalidOperationException"/> when a file was changed after it was applied, or when
/// something has been taken away that this program may need.
/// </summary>
internal static class Migrator
{
    /// <summary>A migration file: <c>0001_name</c> and its text.</summary>
    public sealed record Migration(string Name, string Sql)
    {
        public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
    }

    /// <summary>Ends the name of a file that takes away; an older program does not run on the database after it.</summary>
    private const string Contract = "_contract";

    /// <summary>Longer than the lock is waited for, so that it is the lock that is told of and not a time-out.</summary>
    private const int MostLockSeconds = 120;

    private sealed record Applied
    {
        public required string Name { get; init; }
        public required string Checksum { get; init; }
    }

    public static IReadOnlyList<Migration> FilesFor(Dialect dialect)
    {
        var (assembly, folder) = (typeof(Migrator).Assembly, FolderFor(dialect));
        return [.. NamesFor(dialect).Select(name => new Migration(name, Read(assembly, folder + name + ".sql")))];
    }

    private static string FolderFor(Dialect dialect) => $"{typeof(Migrator).Assembly.GetName().Name}.Data.Migrations.{dialect.Name}.";

    /// <summary>In the order in which they are applied.</summary>
    public static IReadOnlyList<string> NamesFor(Dialect dialect)
    {
        var folder = FolderFor(dialect);
        return
        [
            .. typeof(Migrator)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => name[folder.Length..^".sql".Length]),
        ];
    }

    /// <summary>Answers the names of the migrations that were applied now.</summary>
    public static IReadOnlyList<string> Migrate(DbConnection connection) =>
        Migrate(connection, FilesFor(connection is SqliteConnection ? Dialect.Sqlite : Dialect.SqlServer));

    /// <summary>
    /// Changes nothing; throws <see cref="InvalidOperationException"/> when the schema is older than this program, or lacks what a newer one took away.
    /// </summary>
    public static void MustBeCurrent(DbConnection connection)
    {
        var sqlite = connection is SqliteConnection;
        var applied = HasJournal(connection) ? connection.Query<Applied>(SelectApplied).Select(row => row.Name).ToArray() : [];
        var known = NamesFor(sqlite ? Dialect.Sqlite : Dialect.SqlServer);
        MustNotLack(applied, known);
        if (known.Except(applied).ToArray() is { Length: > 0 } missing)
        {
            throw new InvalidOperationException(
                $"The database is older than this program, by {missing.Length} migrations from {missing[0]} on: run the command migrate first, as "
                    + "who owns the tables, or let the program do it (MigrateAtStart)."
            );
        }
    }

    /// <summary>False for a database that was never migrated.</summary>
    public static bool HasJournal(DbConnection connection) =>
        connection.ExecuteScalar<int>(connection is SqliteConnection ? SelectJournalInSqlite : SelectJournalInSqlServer) == 1;

    /// <summary>Which of what a newer program has done to the schema is unknown to this one: null when nothing is.</summary>
    public static string? AheadBy(IEnumerable<string> applied, IEnumerable<string> known) =>
        applied.Except(known, StringComparer.Ordinal).OrderByDescending(IsContract).FirstOrDefault();

    /// <summary>It takes away, and nothing that is older than it runs on the schema any more.</summary>
    public static bool IsContract(string name) => name.EndsWith(Contract, StringComparison.Ordinal);

    private static void MustNotLack(IEnumerable<string> applied, IEnumerable<string> known)
    {
        if (AheadBy(applied, known) is { } unknown && IsContract(unknown))
        {
            throw new InvalidOperationException(
                $"The database has migration {unknown}, which takes away what this program may need: it is too old for the database."
            );
        }
    }

    internal static IReadOnlyList<string> Migrate(DbConnection connection, IReadOnlyList<Migration> files)
    {
        // SQLite: "begin immediate" is the lock. SQL Server: an application lock that the transaction holds.
        using var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: false)
            : connection.BeginTransaction();
        connection.Execute(
            connection is SqliteConnection ? JournalInSqlite : JournalInSqlServer,
            transaction: transaction,
            commandTimeout: MostLockSeconds
        );
        var applied = connection.Query<Applied>(SelectApplied, transaction: transaction).ToDictionary(row => row.Name, row => row.Checksum);
        MustNotLack(applied.Keys, files.Select(file => file.Name));
        var missing = new List<string>();
        foreach (var file in files)
        {
            if (!applied.TryGetValue(file.Name, out var checksum))
            {
                // However long an index on millions of rows takes.
                connection.Execute(file.Sql, transaction: transaction, commandTimeout: 0);
                connection.Execute(InsertApplied, new { file.Name, file.Checksum }, transaction);
                missing.Add(file.Name);
            }
            else if (checksum != file.Checksum)
            {
                throw new InvalidOperationException($"Migration {file.Name} was changed after it was applied.");
            }
        }
        transaction.Commit();
        return missing;
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private const string JournalInSqlite = """
        create table if not exists Migration (
            Name text not null primary key,
            Checksum text not null
        );
        """;

    private const string JournalInSqlServer = """
        declare @taken int;
        exec @taken = sp_getapplock @Resource = 'consultation.migrate', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000;
        if @taken < 0 throw 50000, 'Another node holds the migration lock.', 1;
        if object_id('Migration') is null
            create table Migration (
                Name nvarchar(200) not null constraint PK_Migration primary key,
                Checksum nvarchar(64) not null
            );
        """;

    private const string SelectJournalInSqlite = "select count(*) from sqlite_master where type = 'table' and name = 'Migration'";

    private const string SelectJournalInSqlServer = "select case when object_id('Migration') is null then 0 else 1 end";

    private const string SelectApplied = "select Name, Checksum from Migration";

    private const string InsertApplied = "insert into Migration (Name, Checksum) values (@Name, @Checksum)";
}
