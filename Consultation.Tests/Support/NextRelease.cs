using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.Support;

/// <summary>What the next release's migrations may do to the schema while this one runs: a column more in every table, and a new table.</summary>
internal static class NextRelease
{
    public const string Migration = "9001_next_release";

    /// <summary>Answers how many tables have grown.</summary>
    public static int Expand(DbConnection connection)
    {
        var tables = connection.Query<string>(connection is SqliteConnection ? TablesInSqlite : TablesInSqlServer).ToArray();
        foreach (var table in tables)
        {
            connection.Execute($"alter table {table} add NextText nvarchar(20) null");
            connection.Execute($"alter table {table} add NextCount int not null default 0");
        }
        connection.Execute("create table NextThing (Id bigint not null primary key, HearingId bigint not null)");
        connection.Execute("insert into Migration (Name, Checksum) values (@Migration, 'next')", new { Migration });
        return tables.Length;
    }

    private const string TablesInSqlite = """
        select name from pragma_table_list
        where schema = 'main' and type = 'table' and name not like 'sqlite_%' and name <> 'Migration'
        """;

    private const string TablesInSqlServer = """
        select TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_TYPE = 'BASE TABLE' and TABLE_SCHEMA = 'dbo' and TABLE_NAME <> 'Migration'
        """;
}
