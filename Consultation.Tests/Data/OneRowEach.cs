using Dapper;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.Data;

/// <summary>
/// Puts one row into every table, whatever the columns are by now: numbers are 1, so that every foreign key finds its row.
/// </summary>
internal static class OneRowEach
{
    private sealed record Column
    {
        public required string Name { get; init; }
        public required string Type { get; init; }
    }

    /// <summary>Answers the tables that were filled; the journal and the engine's own tables are left alone.</summary>
    public static IReadOnlyList<string> Fill(SqliteConnection connection)
    {
        var tables = connection
            .Query<string>("select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'")
            .Where(table => table != "Migration")
            .ToArray();
        using var transaction = connection.BeginTransaction();
        connection.Execute("pragma defer_foreign_keys = 1", transaction: transaction);
        foreach (var table in tables)
        {
            var columns = connection.Query<Column>(
                $"select name as Name, lower(type) as Type from pragma_table_info('{table}')",
                transaction: transaction
            );
            var names = string.Join(", ", columns.Select(column => column.Name));
            connection.Execute(
                $"insert into {table} ({names}) values ({string.Join(", ", columns.Select(Value))})",
                transaction: transaction
            );
        }
        transaction.Commit();
        return tables;
    }

    public static int Count(SqliteConnection connection, string table) => connection.ExecuteScalar<int>($"select count(*) from {table}");

    private static string Value(Column column) =>
        column.Type switch
        {
            "integer" => "1",
            "blob" => "x'01'",
            _ when column.Name.EndsWith("At", StringComparison.Ordinal) => "'2026-03-02 11:00:00.000+00:00'",
            _ => "'x'",
        };
}
