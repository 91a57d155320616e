using System.Buffers.Binary;
using System.Text;
using Consultation.Api.Data;
using Consultation.Tests.Data;
using Consultation.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.RealProgram;

/// <summary>A database that cannot be trusted is told of in plain words, and nothing in it is overwritten.</summary>
public sealed class DamagedDatabaseTests
{
    private string _folder = "";
    private byte[] _whole = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("consultation-damaged-").FullName;
        var home = Directory.CreateDirectory(Path.Combine(_folder, "whole")).FullName;
        await RunTool.Done(home, "migrate");
        SqliteConnection.ClearAllPools();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(home, "consultation.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma wal_checkpoint(truncate)";
            command.ExecuteNonQuery();
        }
        _whole = await File.ReadAllBytesAsync(Path.Combine(home, "consultation.db"));
        Assert.That(_whole, Has.Length.GreaterThan(100_000));
    }

    [OneTimeTearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [TestCase("flipped")]
    [TestCase("truncated")]
    [TestCase("cut to a few bytes")]
    [TestCase("no database")]
    public async Task Start_OnADamagedFile_SaysSo_AndEndsWithAnError_AndChangesNothing(string damage)
    {
        var bytes = damage switch
        {
            "flipped" => [(byte)(_whole[0] ^ 1), .. _whole[1..]],
            "truncated" => _whole[..(_whole.Length / 2)],
            "cut to a few bytes" => _whole[..50],
            _ => Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat("Dette er ingen database.", 1000))),
        };
        var home = Directory.CreateDirectory(Path.Combine(_folder, damage)).FullName;
        var file = Path.Combine(home, "consultation.db");
        await File.WriteAllBytesAsync(file, bytes);
        var told = await RunTool.NotDone(1, home, "--urls", "http://127.0.0.1:0");
        Assert.That(
            told,
            Does.Contain("The database is damaged, or is none: " + file)
                .And.Contain("Nothing in it was changed.")
                .And.Contain("restore the newest backup")
                .And.Contain("deploy/RUNBOOK.md")
        );
        Assert.That(await File.ReadAllBytesAsync(file), Is.EqualTo(bytes));
    }

    /// <summary>A new, empty database in a data directory that has been in use would hide that the old one is gone.</summary>
    [TestCase("secret.key", false)]
    [TestCase("files", true)]
    public async Task Start_WhereTheDatabaseIsGone_OrCutToNothing_SaysSo_AndMakesNone(string left, bool isCut)
    {
        var home = Directory.CreateDirectory(Path.Combine(_folder, "gone-" + left)).FullName;
        var file = Path.Combine(home, "consultation.db");
        if (isCut)
        {
            Directory.CreateDirectory(Path.Combine(home, left));
            await File.WriteAllBytesAsync(file, []);
        }
        else
        {
            await File.WriteAllTextAsync(Path.Combine(home, left), Convert.ToBase64String(new byte[32]));
        }
        var told = await RunTool.NotDone(1, home, "--urls", "http://127.0.0.1:0");
        Assert.That(told, Does.StartWith("The database is not there, or is empty: " + file).And.Contain("deploy/RUNBOOK.md"));
        Assert.That(new FileInfo(file) is { Exists: true, Length: > 0 }, Is.False);
    }

    [Test]
    public async Task Start_OnANewerDatabase_OrAFolderInItsPlace_SaysSo()
    {
        var home = Directory.CreateDirectory(Path.Combine(_folder, "newer")).FullName;
        var file = Path.Combine(home, "consultation.db");
        await File.WriteAllBytesAsync(file, _whole);
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "update Migration set Name = '9999_later_contract' where Name like '0001%'";
            await command.ExecuteNonQueryAsync();
        }
        Assert.That(
            await RunTool.NotDone(1, home, "--urls", "http://127.0.0.1:0"),
            Does.Contain("9999_later_contract").And.Contain("too old")
        );
        var other = Directory.CreateDirectory(Path.Combine(_folder, "folder", "consultation.db")).Parent!.FullName;
        Assert.That(
            await RunTool.NotDone(1, other, "--urls", "http://127.0.0.1:0"),
            Does.Contain("cannot be opened").And.Contain("it is a folder")
        );
    }

    /// <summary>A bit of each byte of the head: what is let through, SQLite itself finds in order, so that writing by it does no harm.</summary>
    [Test]
    public void Check_ABitInAnyByteOfTheHeadFlipped_IsRefused_OrDoesNoHarm()
    {
        var small = Small();
        var refused = 0;
        for (var place = 0; place < 100; place++)
        {
            var bytes = small.ToArray();
            bytes[place] ^= (byte)(1 << (place % 8));
            using var file = new TemporaryFile();
            File.WriteAllBytes(file.FilePath, bytes);
            try
            {
                SqliteCheck.Run($"Data Source={file.FilePath}", _folder);
                Assert.That(QuickCheck(file.FilePath), Is.EqualTo("ok"), $"byte {place}");
            }
            catch (DatabaseUnusable)
            {
                refused++;
                Assert.That(File.ReadAllBytes(file.FilePath), Is.EqualTo(bytes), $"byte {place}");
            }
        }
        Assert.That(refused, Is.GreaterThan(20));
    }

    /// <summary>Whatever the head says that is unusual, a file that is in order is taken.</summary>
    [TestCase(0, TestName = "Check_WholeFile_IsTaken")]
    [TestCase(4096, TestName = "Check_WholeFileWithRoomBehindIt_IsTaken")]
    public void Check_WholeFile(int behind)
    {
        using var file = new TemporaryFile();
        File.WriteAllBytes(file.FilePath, [.. _whole, .. new byte[behind]]);
        Assert.That(() => SqliteCheck.Run($"Data Source={file.FilePath}", _folder), Throws.Nothing);
        Assert.That(
            BinaryPrimitives.ReadUInt32BigEndian(_whole.AsSpan(28)) * 4096,
            Is.EqualTo(_whole.Length),
            "as it is left by a clean stop"
        );
    }

    /// <summary>Some pages with rows, and some that are free.</summary>
    private static byte[] Small()
    {
        using var file = new TemporaryFile();
        using (var connection = file.Open())
        {
            using var command = connection.CreateCommand();
            command.CommandText = """
                pragma journal_mode = wal;
                create table A (Id integer primary key, Text text);
                create table B (Id integer primary key, Text text);
                with recursive n (i) as (select 1 union all select i + 1 from n where i < 40)
                insert into A select i, hex(zeroblob(1000)) from n;
                insert into B select Id, Text from A;
                delete from A where Id > 10;
                pragma wal_checkpoint(truncate);
                """;
            command.ExecuteNonQuery();
        }
        return File.ReadAllBytes(file.FilePath);
    }

    private static string? QuickCheck(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma quick_check(1)";
        return command.ExecuteScalar() as string;
    }
}
