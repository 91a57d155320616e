using Dapper;
using Microsoft.Data.Sqlite;

namespace Consultation.Api.Data.Moving;

/// <summary>
/// An installation in which nothing has happened: the shape of its tables, and what migrations alone have put into them. Read from a database
/// in memory; that of the other engine is the same.
/// </summary>
internal sealed class Blank
{
    private readonly Dictionary<string, string> _sums;

    private Blank(IReadOnlyList<TableShape> tables, Dictionary<string, string> sums) => (Tables, _sums) = (tables, sums);

    /// <summary>Those that are carried, in the order of <see cref="MovedTables.Carried"/>.</summary>
    public IReadOnlyList<TableShape> Tables { get; }

    /// <summary>Names of the migrations, the same in both engines.</summary>
    public static IReadOnlyList<string> Schema => Migrator.NamesFor(Dialect.Sqlite);

    public static Blank Make()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Migrator.Migrate(connection);
        var undecided = TablesOf(connection).Except(MovedTables.Carried).Except(MovedTables.Left.Keys).ToArray();
        if (undecided.Length > 0)
        {
            throw new InvalidOperationException($"Nobody has said whether {string.Join(", ", undecided)} is carried.");
        }
        TableShape[] tables = [.. MovedTables.Carried.Select(name => Shape(connection, name))];
        return new Blank(
            tables,
            tables.ToDictionary(table => table.Name, table => TableSum.Of(table, Rows.Read(connection, null, table)).Hex())
        );
    }

    /// <summary>
    /// The first table that holds what migrations did not put there, or null.
    /// </summary>
    public string? FirstUsed(IWholeDatabase database) =>
        MovedTables.Left.Keys.FirstOrDefault(name => name != "Migration" && database.Holds(name))
        ?? Tables.FirstOrDefault(table => HasOthers(database, table))?.Name;

    private bool HasOthers(IWholeDatabase database, TableShape table) =>
        // Far fewer than what a table in use may hold are enough to see it.
        TableSum.Of(table, database.Read(table).Take(1000)).Hex() != _sums[table.Name];

    /// <summary>Ordinary and virtual tables of SQLite, without those that a virtual one is made of.</summary>
    internal static IReadOnlyList<string> TablesOf(SqliteConnection connection) => connection.Query<string>(SelectTablesInSqlite).AsList();

    private static TableShape Shape(SqliteConnection connection, string table)
    {
        var columns = connection.Query<ColumnRow>(SelectColumnsInSqlite, new { Table = table }).AsList();
        return new TableShape(
            table,
            [
                .. columns
                    .OrderBy(column => column.Name, StringComparer.Ordinal)
                    .Select(column => new ColumnShape(column.Name, FamilyOf(column.Type))),
            ],
            [.. columns.Where(column => column.KeyPlace > 0).OrderBy(column => column.KeyPlace).Select(column => column.Name)]
        );
    }

    private static Family FamilyOf(string type) =>
        type switch
        {
            "integer" => Family.Integer,
            "real" => Family.Real,
            "text" => Family.Text,
            "blob" => Family.Binary,
            _ => throw new InvalidOperationException($"Nobody has said how a column of type {type} is carried."),
        };

    private sealed record ColumnRow
    {
        public required string Name { get; init; }
        public required string Type { get; init; }
        public required long KeyPlace { get; init; }
    }

    private const string SelectTablesInSqlite = """
        select name from pragma_table_list where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite_%'
        """;

    private const string SelectColumnsInSqlite = """
        select name as Name, lower(type) as Type, pk as KeyPlace from pragma_table_info(@Table)
        """;
}
