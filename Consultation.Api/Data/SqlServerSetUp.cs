using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Consultation.Api.Data;

/// <summary>What the program expects of a database on SQL Server beside its tables; where it is otherwise, a sentence for the operator.</summary>
internal static class SqlServerSetUp
{
    /// <summary>
    /// Sees to it that readers read past writers. Turned on where that can be done, which is when nobody else is connected, as on a database
    /// that was just made; else <see cref="InvalidOperationException"/>.
    /// </summary>
    public static async Task SeeToSnapshots(DbConnection connection)
    {
        if (!await HasSnapshots(connection))
        {
            try
            {
                await connection.ExecuteAsync(TurnOnSnapshots);
            }
            catch (SqlException refused)
            {
                // Another node that starts now may have done it.
                await MustHaveSnapshots(connection, refused);
            }
        }
    }

    /// <summary>Throws <see cref="InvalidOperationException"/> where readers would wait for writers.</summary>
    public static async Task MustHaveSnapshots(DbConnection connection, Exception? cause = null)
    {
        if (!await HasSnapshots(connection))
        {
            throw new InvalidOperationException(
                $"READ_COMMITTED_SNAPSHOT is off in the database {connection.Database}: readers would wait for writers. Stop all nodes and run, "
                    + $"as its owner: alter database [{connection.Database}] set read_committed_snapshot on with rollback immediate",
                cause
            );
        }
    }

    /// <summary>
    /// A database without tables must tell letters apart as the program does: with others, an import whose numbers differ only in case would
    /// fail half-way, and with a Danish-Norwegian one aa is å. Its collation cannot be changed later.
    /// </summary>
    public static async Task MustTellLettersApart(DbConnection connection)
    {
        if (await connection.ExecuteScalarAsync<int>(SelectConfusedInSqlServer) == 1)
        {
            throw new InvalidOperationException(
                $"The database {connection.Database} takes different letters for the same (its collation). Make it anew, as "
                    + "deploy/sqlserver/logins.sql does: create database … collate Latin1_General_100_BIN2"
            );
        }
    }

    private static async Task<bool> HasSnapshots(DbConnection connection) =>
        await connection.ExecuteScalarAsync<int>(SelectSnapshotsInSqlServer) == 1;

    private const string SelectSnapshotsInSqlServer = """
        select cast(is_read_committed_snapshot_on as int) from sys.databases where database_id = db_id()
        """;

    internal const string TurnOnSnapshots = "alter database current set read_committed_snapshot on with no_wait";

    // Constants are compared by the database's own collation.
    private const string SelectConfusedInSqlServer = """
        select case
            when object_id('Migration') is null and (N'a' = N'A' or N'a' = N'á' or N'å' = N'aa' or N'o' = N'ø') then 1
            else 0
        end
        """;
}
