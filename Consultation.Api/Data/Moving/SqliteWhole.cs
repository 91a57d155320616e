using Microsoft.Data.Sqlite;

namespace Consultation.Api.Data.Moving;

/// <summary>A SQLite file that nobody else uses meanwhile: a copy that was made to be read, or an installation before its first start.</summary>
internal sealed class SqliteWhole : IWholeDatabase
{
    private static readonly int[] OfOthers = [5, 6]; // SQLITE_BUSY, LOCKED
    private readonly SqliteConnection _connection;
    private readonly string _file;

    /// <exception cref="InvalidOperationException">Somebody else has it open.</exception>
    public SqliteWhole(string file)
    {
        _file = file;
        var options = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 5,
        };
        _connection = new SqliteConnection(options.ToString());
        try
        {
            _connection.Open();
            // With a rollback journal, what is put into an empty file is not written twice, as it would be with a log; and nobody can read or
            // write, nor start a server, until it is done.
            Run("pragma foreign_keys = 1; pragma synchronous = full; pragma temp_store = memory; pragma cache_size = -65536");
            Run("pragma journal_mode = delete");
            Run("begin exclusive");
        }
        catch (SqliteException busy) when (OfOthers.Contains(busy.SqliteErrorCode))
        {
            _connection.Dispose();
            throw new InvalidOperationException($"{file} is in use. Stop the server first.", busy);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is no database yet, or one without any table of ours.</summary>
    public static bool IsNew(string file)
    {
        if (!File.Exists(file))
        {
            return true;
        }
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return !Migrator.HasJournal(connection);
    }

    public IEnumerable<object?[]> Read(TableShape table) => Rows.Read(_connection, null, table);

    public bool Holds(string table)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = Rows.SelectAny(table);
        return (long)command.ExecuteScalar()! > 0;
    }

    public void Replace(TableShape table, IEnumerable<object?[]> rows)
    {
        Run(table.Delete);
        using var command = _connection.CreateCommand();
        command.CommandText = table.Insert;
        var parameters = table.Columns.Select((_, place) => command.Parameters.AddWithValue($"@p{place}", DBNull.Value)).ToArray();
        foreach (var row in rows)
        {
            for (var place = 0; place < row.Length; place++)
            {
                parameters[place].Value = row[place] ?? DBNull.Value;
            }
            try
            {
                command.ExecuteNonQuery();
            }
            catch (SqliteException refused)
            {
                throw new InvalidOperationException($"{_file} does not take a row of {table.Name}: {refused.Message}", refused);
            }
        }
    }

    public void Commit()
    {
        Run("commit");
        try
        {
            Run("pragma journal_mode = wal"); // As the server keeps it.
        }
        catch (SqliteException busy) when (OfOthers.Contains(busy.SqliteErrorCode))
        {
            // Somebody reads already; the server sees to it at its start.
        }
    }

    /// <summary>What is not committed goes with the connection.</summary>
    public void Dispose() => _connection.Dispose();

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandTimeout = 5;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
