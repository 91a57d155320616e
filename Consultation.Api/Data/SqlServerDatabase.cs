using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Consultation.Api.Data;

/// <summary>
/// SQL Server: a plain transaction for each command; rows are kept apart by locks and snapshots. What the server gives up before the commit
/// (a deadlock, a failover, a duplicate that another node made first) is run again as a whole. A commit whose outcome is unknown is not: the
/// caller is told, and may ask again with its Idempotency-Key; jobs bear being done twice.
/// </summary>
internal sealed class SqlServerDatabase(string connectionString, int queueLength, ILogger<SqlServerDatabase> log)
    : Database(Dialect.SqlServer)
{
    /// <summary>A statement takes 2,100 parameters; from here on the numbers of a list go as one text that the server splits.</summary>
    private const int MostParameters = 1000;

    static SqlServerDatabase() => SqlMapper.Settings.InListStringSplitCount = MostParameters;

    private readonly Again _again = new(SqlServerFaults.IsPassing, SqlServerFaults.IsRace, log);
    private readonly WriteGate _gate = new(queueLength);

    public override WriteLoad Writes => _gate.Load;

    public override Task<T> Read<T>(Db db, Func<Task<T>> work) =>
        InPlainWords(
            "The database could not be read.",
            () =>
                _again.Run(async () =>
                {
                    await using var connection = await Open();
                    db.Enter(connection, null, Dialect, writing: false);
                    try
                    {
                        return await work();
                    }
                    finally
                    {
                        db.Leave();
                    }
                })
        );

    public override async Task<T> Write<T>(Db db, Func<Task<T>> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var result = await InPlainWords(
            "The database could not keep the command.",
            () => _gate.Run(() => _again.Run(() => Once(db, work, cancellation)), cancellation)
        );
        Tell(db.Effects);
        return result;
    }

    private async Task<T> Once<T>(Db db, Func<Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        await using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        T result;
        db.Enter(connection, transaction, Dialect, writing: true);
        try
        {
            result = await work();
        }
        finally
        {
            db.Leave();
        }
        try
        {
            transaction.Commit();
        }
        catch (Exception lost) when (lost is SqlException or InvalidOperationException)
        {
            throw new Unavailable("It is not known whether the database kept the command.", lost);
        }
        return result;
    }

    public override Task<IReadOnlyList<string>> Migrate() =>
        InPlainWords(
            "The database could not be brought up to date.",
            async () =>
            {
                await using var connection = await Open();
                await SqlServerSetUp.SeeToSnapshots(connection);
                await SqlServerSetUp.MustTellLettersApart(connection);
                var applied = Migrator.Migrate(connection);
                await connection.ExecuteAsync(SqlServerFullText.Create, commandTimeout: SqlServerFullText.MostSeconds);
                return applied;
            }
        );

    public override Task MustBeCurrent() =>
        InPlainWords(
            "The database could not be read.",
            async () =>
            {
                await using var connection = await Open();
                await SqlServerSetUp.MustHaveSnapshots(connection);
                Migrator.MustBeCurrent(connection);
                return true;
            }
        );

    public override Task<DateTimeOffset> Clock() =>
        InPlainWords(
            "The database could not be read.",
            async () =>
            {
                await using var connection = await Open();
                return await connection.ExecuteScalarAsync<DateTimeOffset>("select sysdatetimeoffset()");
            }
        );

    private async Task<DbConnection> Open(CancellationToken cancellation = default)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch (InvalidOperationException full)
        {
            await connection.DisposeAsync();
            throw new Unavailable("All connections to the database are in use.", full);
        }
        catch (SqlException)
        {
            await connection.DisposeAsync();
            // How a connection that was given up is told differs between versions of the driver.
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>A duplicate that stays one is a rule of ours that the caller broke; everything else the server says is the server's trouble.</summary>
    private static async Task<T> InPlainWords<T>(string trouble, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SqlException broken) when (!SqlServerFaults.IsRace(broken))
        {
            throw new Unavailable(trouble, broken);
        }
    }

    public override ValueTask DisposeAsync()
    {
        using var connection = new SqlConnection(connectionString);
        SqlConnection.ClearPool(connection);
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }
}
