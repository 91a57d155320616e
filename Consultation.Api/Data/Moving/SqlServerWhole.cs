using System.Collections.ObjectModel;
using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Consultation.Api.Data.Moving;

/// <summary>
/// A database on SQL Server in one transaction. It is read as it was when the transaction began, where ALLOW_SNAPSHOT_ISOLATION is on, and nobody
/// waits; where it is off, all tables are locked against writers meanwhile. It is filled under locks that let nobody in.
/// </summary>
internal sealed class SqlServerWhole : IWholeDatabase
{
    /// <summary>How long somebody who writes is waited for, milliseconds.</summary>
    private const int MostWait = 15_000;
    private const int LockTimeOut = 1222;

    private readonly SqlConnection _connection;
    private readonly SqlTransaction _transaction;

    private SqlServerWhole(string connectionString, Func<SqlConnection, SqlTransaction> begin, string hint)
    {
        // Not pooled: a connection that is taken up again would keep the isolation level.
        _connection = new SqlConnection(new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            _connection.Open();
            _transaction = begin(_connection);
            Lock(hint);
        }
        catch (SqlException busy) when (busy.Number == LockTimeOut)
        {
            _connection.Dispose();
            var name = new SqlConnectionStringBuilder(connectionString).InitialCatalog;
            throw new InvalidOperationException($"The database {name} is in use. Stop all servers first.", busy);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether readers may see one moment while others write.</summary>
    public static bool HasSnapshots(string connectionString)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        return connection.ExecuteScalar<int>(SelectSnapshotsInSqlServer) == 1;
    }

    /// <summary>Whether the database has no table of ours yet.</summary>
    public static bool IsNew(string connectionString)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        return !Migrator.HasJournal(connection);
    }

    /// <summary>To read all of it as it is at one moment.</summary>
    public static SqlServerWhole AtOneMoment(string connectionString, bool snapshots) =>
        snapshots
            ? new SqlServerWhole(connectionString, connection => connection.BeginTransaction(IsolationLevel.Snapshot), "")
            : new SqlServerWhole(connectionString, connection => connection.BeginTransaction(), "with (tablock, holdlock)");

    /// <summary>To fill it. Servers that start meanwhile wait for the lock of migrations.</summary>
    public static SqlServerWhole ToFill(string connectionString) =>
        new(
            connectionString,
            connection =>
            {
                var transaction = connection.BeginTransaction();
                connection.Execute(LockMigrations, transaction: transaction, commandTimeout: 0);
                return transaction;
            },
            "with (tablockx, holdlock)"
        );

    public IEnumerable<object?[]> Read(TableShape table) => Rows.Read(_connection, _transaction, table);

    public bool Holds(string table)
    {
        using var command = Command(Rows.SelectAny(table));
        return (int)command.ExecuteScalar() > 0;
    }

    public void Replace(TableShape table, IEnumerable<object?[]> rows)
    {
        using (var delete = Command(table.Delete))
        {
            delete.ExecuteNonQuery();
        }
        new SqlServerBatches(_connection, _transaction, table, Columns(table)).Write(rows);
    }

    public void Commit() => _transaction.Commit();

    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    /// <summary>The first read of a snapshot is its moment; the locks of the others are held until the end.</summary>
    private void Lock(string hint)
    {
        using (var wait = Command($"set lock_timeout {MostWait}"))
        {
            wait.ExecuteNonQuery();
        }
        foreach (var name in MovedTables.Carried.Concat(MovedTables.Left.Keys.Where(name => name != "Migration")))
        {
            using var command = Command(Rows.SelectAny(name, hint));
            command.ExecuteScalar();
        }
    }

    private ReadOnlyCollection<DbColumn> Columns(TableShape table)
    {
        using var command = Command(table.SelectNone);
        using var reader = command.ExecuteReader();
        return reader.GetColumnSchema();
    }

    private SqlCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandTimeout = 0;
        command.CommandText = sql;
        return command;
    }

    private const string SelectSnapshotsInSqlServer = """
        select case when snapshot_isolation_state = 1 then 1 else 0 end from sys.databases where database_id = db_id()
        """;

    internal const string LockMigrations = """
        declare @taken int;
        exec @taken = sp_getapplock @Resource = 'consultation.migrate', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 15000;
        if @taken < 0 throw 50000, 'Somebody else migrates or fills the database.', 1;
        """;
}
