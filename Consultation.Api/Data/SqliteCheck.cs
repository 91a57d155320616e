using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Consultation.Api.Data;

/// <summary>
/// Looks at SQLite's file before anything is written to it. What SQLite itself refuses is told; and where the head of the file says what
/// none of ours does, which SQLite would believe and write by, all of the file is checked. That the head is in order says nothing of
/// the pages behind it: reading all of them takes too long for each start, and backups do it (<see cref="SqliteCopy"/>).
/// </summary>
internal static class SqliteCheck
{
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE
    private const int HeadLength = 100;

    /// <summary>SQLITE_PERM, BUSY, LOCKED, IOERR, CANTOPEN: the file may be whole.</summary>
    private static readonly int[] OfTheMachine = [3, 5, 6, 10, 14];

    /// <exception cref="DatabaseUnusable">It must not be written to, or made anew in a data directory that had one.</exception>
    public static void Run(string connectionString, string dataDirectory)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        var file = Path.GetFullPath(settings.DataSource);
        if (Directory.Exists(file))
        {
            throw DatabaseUnusable.Closed(file, "it is a folder");
        }
        if (!File.Exists(file) || new FileInfo(file).Length == 0)
        {
            if (HasBeenUsed(dataDirectory))
            {
                throw DatabaseUnusable.Gone(file);
            }
            return; // It is made now.
        }
        try
        {
            var isOdd = IsOdd(file);
            using var connection = new SqliteConnection(settings.ToString());
            connection.Open();
            // What lies in the log beside it stays there until we know that the file is ours.
            SQLitePCL.raw.sqlite3_db_config(connection.Handle, NoCheckpointOnClose, 1, out _);
            using var command = connection.CreateCommand();
            command.CommandText = isOdd ? "pragma quick_check(1)" : "select case when count(*) >= 0 then 'ok' end from sqlite_master";
            if (command.ExecuteScalar() is not "ok")
            {
                throw DatabaseUnusable.Damaged(file, "its pages do not fit together");
            }
        }
        catch (SqliteException broken)
        {
            throw OfTheMachine.Contains(broken.SqliteErrorCode)
                ? DatabaseUnusable.Closed(file, broken.Message, broken)
                : DatabaseUnusable.Damaged(file, broken.Message, broken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw DatabaseUnusable.Closed(file, unreadable.Message, unreadable);
        }
    }

    /// <summary>What the program makes once there is a database: then a new one would hide that the old one is gone.</summary>
    private static bool HasBeenUsed(string dataDirectory) =>
        File.Exists(Path.Combine(dataDirectory, Secrets.FileName)) || Directory.Exists(Path.Combine(dataDirectory, Files.FileStore.Folder));

    /// <summary>The places of the head by https://sqlite.org/fileformat.html; only where no log beside the file says something newer.</summary>
    private static bool IsOdd(string file)
    {
        if (new FileInfo(file + "-wal") is { Exists: true, Length: > 0 })
        {
            return false;
        }
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> head = stackalloc byte[HeadLength];
        if (stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) < HeadLength)
        {
            return true;
        }
        long size = BinaryPrimitives.ReadUInt16BigEndian(head[16..]) is 1 ? 65536 : BinaryPrimitives.ReadUInt16BigEndian(head[16..]);
        var (reserved, pages) = (head[20], Number(head[28..]));
        var vacuums = head[52..56].ContainsAnyExcept((byte)0) || head[64..68].ContainsAnyExcept((byte)0);
        return reserved != 0
            || vacuums
            || size * pages != stream.Length
            || FreePages(stream, size, first: Number(head[32..]), most: pages) != Number(head[36..]);
    }

    /// <summary>How many there are by their own list: trunk pages, each with the next one's number and how many leaves it names.</summary>
    private static uint FreePages(FileStream stream, long size, uint first, uint most)
    {
        var found = 0u;
        Span<byte> trunk = stackalloc byte[8];
        for (var page = first; page > 0 && page <= most && found <= most; page = Number(trunk))
        {
            stream.Position = (page - 1) * size;
            stream.ReadExactly(trunk);
            found += 1 + Math.Min(Number(trunk[4..]), most);
        }
        return found;
    }

    private static uint Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
