using System.Diagnostics;
using Consultation.Api.Data;
using Consultation.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.RealProgram;

/// <summary>An upgrade that is killed has not happened: the old schema stands as it was, and the next start does all of it.</summary>
public sealed class MigrationKilledTests
{
    private const int Rows = 60_000;

    /// <summary>What the program knew some releases ago; the rest rewrites each reply twice and makes eight indexes of them.</summary>
    private const int Old = 11;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Killed_InTheMiddle_LeavesTheOldSchema_AndTheNextStartMigratesAll()
    {
        SqliteFile.IsThere();
        var folder = Directory.CreateTempSubdirectory("consultation-migrate-").FullName;
        var expected = Path.Combine(folder, "expected");
        Directory.CreateDirectory(expected);
        var files = Migrator.FilesFor(Dialect.Sqlite);
        using (var fresh = SqliteFile.Open(expected))
        {
            Migrator.Migrate(fresh, files);
        }
        MakeOld(folder, files);

        foreach (var milliseconds in (int[])[0, 30, 100])
        {
            Assert.That(await KilledWithin(folder, TimeSpan.FromMilliseconds(milliseconds)), Is.True, "ended before it was killed");
            Assert.That(SqliteFile.Ask<long>(folder, "select count(*) from Migration"), Is.EqualTo(Old), $"after {milliseconds} ms");
            Assert.That(SqliteFile.Ask<long>(folder, HasColumn), Is.Zero);
        }
        SqliteFile.AssertWhole(folder);
        Assert.That(await RunTool.Done(folder, "migrate"), Does.Contain(files[^1].Name));
        SqliteFile.AssertWhole(folder);
        Assert.That(Schema(folder), Is.EqualTo(Schema(expected)));
        Assert.That(SqliteFile.Ask<long>(folder, "select count(*) from Reply where SenderSort = '0navn ' || Number"), Is.EqualTo(Rows));
        Assert.That(SqliteFile.Ask<long>(folder, "select sum(Replies) from FilterCounter"), Is.EqualTo(Rows));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Starts the upgrade and kills it so long after it took the database; false when it had ended.</summary>
    private static async Task<bool> KilledWithin(string folder, TimeSpan after)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.WebProgram, "migrate"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["Consultation__DataDirectory"] = folder;
        using var process = Process.Start(start)!;
        var started = Stopwatch.GetTimestamp();
        while (!IsTaken(folder) && !process.HasExited)
        {
            Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(Patience));
        }
        var taken = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(taken) < after) { }
        var ended = process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        return !ended;
    }

    private static bool IsTaken(string folder)
    {
        using var connection = SqliteFile.Open(folder);
        return SQLitePCL.raw.sqlite3_exec(connection.Handle, "pragma busy_timeout = 0; begin immediate; rollback")
            != SQLitePCL.raw.SQLITE_OK;
    }

    private static void MakeOld(string folder, IReadOnlyList<Migrator.Migration> files)
    {
        using var connection = SqliteFile.Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal";
        command.ExecuteNonQuery();
        Migrator.Migrate(connection, [.. files.Take(Old)]);
        command.CommandText = $"""
            insert into Ministry (Id, Code, Name, LeastDays, CreatedAt) values (1, 'ksd', 'KSD', 42, '2025-01-01 00:00:00.000+00:00');
            insert into Hearing (Id, MinistryId, Slug, Title, Summary, Language, Kind, Subjects, Translations, Details, Publication, LateReplies,
                AllowAnonymous, CreatedAt, UpdatedAt)
            values (1, 1, 'en-hoering', 'En høring', '', 'nb', 'ordinary', '[]', '{"{}"}', '{"{}"}', 'immediate', 'reject', 1,
                '2025-01-01 00:00:00.000+00:00', '2025-01-01 00:00:00.000+00:00');
            insert into HearingRound (Id, HearingId, Number, OpensAt, ClosesAt, TimeZone, LateReplies)
            values (1, 1, 1, '2025-01-01 00:00:00.000+00:00', '2025-03-01 00:00:00.000+00:00', 'Europe/Oslo', 'reject');
            with recursive n (i) as (select 1 union all select i + 1 from n where i < {Rows})
            insert into Reply (Id, HearingId, RoundId, Number, SenderType, SenderName, Verified, Language, Position, Excerpt, ReceivedAt, Late,
                Publication, Channel, Sha256, Version, UpdatedAt, Text)
            select i, 1, 1, i, 'organisation', 'Navn ' || i, 'none', 'nb', 'withRemarks', 'Vi er enige.', '2025-02-01 00:00:00.000+00:00', 0,
                'published', 'web', '', 1, '2025-02-01 00:00:00.000+00:00', 'Vi er enige.' from n;
            pragma wal_checkpoint(truncate);
            """;
        command.CommandTimeout = 60;
        command.ExecuteNonQuery();
    }

    private static List<string> Schema(string folder)
    {
        using var connection = SqliteFile.Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = "select type || ' ' || name || ': ' || coalesce(sql, '') from sqlite_master order by 1";
        using var reader = command.ExecuteReader();
        var all = new List<string>();
        while (reader.Read())
        {
            all.Add(reader.GetString(0));
        }
        return all;
    }

    private const string HasColumn = "select count(*) from pragma_table_info('Reply') where name = 'SenderKey'";
}
