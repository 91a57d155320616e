using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Consultation.Api.Data;

/// <summary>Whole databases as files: a copy of one in use, and whether a file is sound.</summary>
internal static class SqliteCopy
{
    /// <summary>The file behind a connection string.</summary>
    public static string FileOf(string connectionString) =>
        Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    /// <summary>
    /// Writes the database as it is at one moment into a new file, while others read and write. A reader's snapshot holds back the
    /// folding of the log as long as it takes; nobody waits.
    /// </summary>
    public static void Write(string from, string to)
    {
        using var connection = Open(from, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "vacuum into $to";
        command.Parameters.AddWithValue("$to", to);
        command.ExecuteNonQuery();
    }

    /// <summary>Size of a copy at most, bytes.</summary>
    public static long SizeOf(string path)
    {
        using var connection = Open(path, SqliteOpenMode.ReadWrite);
        return Number(connection, "pragma page_count") * Number(connection, "pragma page_size");
    }

    /// <summary>What is wrong with the file; null when it is sound and its rows refer to rows that are there.</summary>
    public static string? FaultOf(string path)
    {
        try
        {
            using var connection = Open(path, SqliteOpenMode.ReadWrite);
            using var command = connection.CreateCommand();
            command.CommandTimeout = 0;
            command.CommandText = "pragma integrity_check(1)";
            var found = (string)command.ExecuteScalar()!;
            if (found != "ok")
            {
                return found;
            }
            command.CommandText = "pragma foreign_key_check";
            return command.ExecuteScalar() is { } table ? $"rows of {table} refer to rows that are not there" : null;
        }
        catch (SqliteException broken)
        {
            return broken.Message;
        }
    }

    /// <summary>Whether another program has the database open: only the last one that has may end the log.</summary>
    public static bool IsInUse(string path)
    {
        try
        {
            using var connection = Open(path, SqliteOpenMode.ReadWrite);
            using var command = connection.CreateCommand();
            command.CommandTimeout = 1;
            command.CommandText = "pragma journal_mode = delete";
            return (string)command.ExecuteScalar()! != "delete";
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is 5 or 6)
        {
            return true;
        }
        catch (SqliteException)
        {
            return false; // No database at all: nobody uses it.
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var options = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 5,
        };
        var connection = new SqliteConnection(options.ToString());
        connection.Open();
        return connection;
    }

    private static long Number(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
