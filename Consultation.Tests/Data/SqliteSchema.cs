using Dapper;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.Data;

/// <summary>
/// A schema as lines that can be compared: columns with family and nullability, keys and indexes with their columns. Full-text tables
/// are each engine's own and left out.
/// </summary>
internal static class SqliteSchema
{
    private const string Tables =
        "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'";

    private sealed record Column
    {
        public required string Name { get; init; }
        public required string Type { get; init; }
        public required long Forced { get; init; }
        public string? Standard { get; init; }
        public required long Key { get; init; }
    }

    private sealed record Foreign
    {
        public required long Id { get; init; }
        public required string Target { get; init; }
        public required string From { get; init; }
        public required string To { get; init; }
    }

    private sealed record Index
    {
        public required string Name { get; init; }
        public required long IsUnique { get; init; }
        public required string Origin { get; init; }
        public string? Sql { get; init; }
    }

    public static IReadOnlyList<string> Read(SqliteConnection connection) =>
        [.. connection.Query<string>(Tables).SelectMany(table => Of(connection, table))];

    /// <summary>The full-text tables.</summary>
    public static IReadOnlyList<string> FullText(SqliteConnection connection) =>
        [.. connection.Query<string>("select name from pragma_table_list where schema = 'main' and type = 'virtual'")];

    public static IEnumerable<string> Columns(SqliteConnection connection, string table) =>
        connection.Query<string>("select name from pragma_table_info(@table)", new { table }).Select(column => $"{table}.{column}");

    private static IEnumerable<string> Of(SqliteConnection connection, string table)
    {
        var columns = connection
            .Query<Column>(
                """
                select name as Name, lower(type) as Type, "notnull" as Forced, dflt_value as Standard, pk as Key
                from pragma_table_info(@table) order by cid
                """,
                new { table }
            )
            .AsList();
        foreach (var column in columns)
        {
            yield return SchemaLine.Column(table, column.Name, column.Type, column.Forced == 0, column.Standard);
        }
        yield return SchemaLine.PrimaryKey(
            table,
            columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(c => c.Name)
        );

        var foreign = connection.Query<Foreign>(
            """
            select id as Id, "table" as Target, "from" as "From", "to" as "To" from pragma_foreign_key_list(@table) order by id, seq
            """,
            new { table }
        );
        foreach (var key in foreign.GroupBy(part => part.Id))
        {
            yield return SchemaLine.ForeignKey(table, key.Select(part => part.From), key.First().Target, key.Select(part => part.To));
        }

        var indexes = connection.Query<Index>(
            """
            select l.name as Name, l."unique" as IsUnique, l.origin as Origin, m.sql as Sql
            from pragma_index_list(@table) l
            left join sqlite_master m on m.name = l.name
            where l.origin <> 'pk'
            """,
            new { table }
        );
        foreach (var index in indexes)
        {
            var parts = connection.Query<string>(
                "select name || case desc when 1 then ' desc' else '' end from pragma_index_xinfo(@Name) where key = 1 order by seqno",
                new { index.Name }
            );
            var where = index.Sql?.IndexOf(" where ", StringComparison.OrdinalIgnoreCase) ?? -1;
            var filter = where < 0 ? null : index.Sql![(where + " where ".Length)..];
            yield return SchemaLine.Index(table, index.Origin == "u" ? null : index.Name, index.IsUnique == 1, parts, filter);
        }
    }
}

/// <summary>How both readers write what they have found.</summary>
internal static class SchemaLine
{
    public static string Column(string table, string name, string family, bool nullable, string? standard) =>
        $"{table}.{name} {family} {(nullable ? "null" : "not null")}{(standard is null ? "" : " default " + standard.Trim('(', ')'))}";

    public static bool IsOf(string table, string line) =>
        line.StartsWith(table + ".", StringComparison.Ordinal) || line.StartsWith(table + " ", StringComparison.Ordinal);

    public static string PrimaryKey(string table, IEnumerable<string> columns) => $"{table} primary key ({string.Join(", ", columns)})";

    public static string ForeignKey(string table, IEnumerable<string> columns, string target, IEnumerable<string> targets) =>
        $"{table} ({string.Join(", ", columns)}) references {target} ({string.Join(", ", targets)})";

    public static string Index(string table, string? name, bool unique, IEnumerable<string> columns, string? filter) =>
        $"{table} {(unique ? "unique " : "")}{(name is null ? "constraint" : "index " + name)} ({string.Join(", ", columns)})"
        + (
            filter is null
                ? ""
                : " where " + string.Join(' ', filter.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant()
        );
}
