using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Consultation.Api.Data;

/// <summary>SQL Server: a plain transaction for each command; rows are kept apart by locks and snapshots.</summary>
internal sealed class SqlServerDatabase(string connectionString) : Database(Dialect.SqlServer)
{
    // Duplicate key: a rule of ours, for the handler's caller to see. Everything else the server says is the server's trouble.
    private static bool IsTrouble(SqlException problem) => problem.Number is not (2627 or 2601 or 547);

    public override async Task<T> Read<T>(Db db, Func<Task<T>> work)
    {
        try
        {
            await using var connection = new SqlConnection(connectionString);
            await connection.OpenAsync();
            db.Enter(connection, null, Dialect, writing: false);
            return await work();
        }
        catch (SqlException broken)
        {
            throw new Unavailable("The database could not be read.", broken);
        }
        finally
        {
            db.Leave();
        }
    }

    public override async Task<T> Write<T>(Db db, Func<Task<T>> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        T result;
        try
        {
            await using var connection = new SqlConnection(connectionString);
            await connection.OpenAsync(cancellation);
            await using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
            db.Enter(connection, transaction, Dialect, writing: true);
            result = await work();
            db.Leave();
            transaction.Commit();
        }
        catch (SqlException broken) when (IsTrouble(broken))
        {
            throw new Unavailable("The database could not keep the command.", broken);
        }
        finally
        {
            db.Leave();
        }
        Tell(db.Effects);
        return result;
    }

    public override async Task<IReadOnlyList<string>> Migrate()
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync();
        var applied = Migrator.Migrate(connection);
        await connection.ExecuteAsync(SqlServerFullText.Create);
        return applied;
    }

    public override async Task<DateTimeOffset> Clock()
    {
        try
        {
            await using var connection = new SqlConnection(connectionString);
            return await connection.ExecuteScalarAsync<DateTimeOffset>("select sysdatetimeoffset()");
        }
        catch (SqlException broken)
        {
            throw new Unavailable("The database could not be read.", broken);
        }
    }

    public override ValueTask DisposeAsync()
    {
        SqlConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }
}
