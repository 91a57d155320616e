using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Consultation.Tests.Data;

/// <summary>Reads a schema out of T-SQL. What it has not been taught yet fails the test, so that nothing is passed over in silence.</summary>
internal sealed class SqlServerSchema : TSqlFragmentVisitor
{
    private readonly List<string> _lines = [];

    public static IReadOnlyList<string> Read(IEnumerable<string> scripts)
    {
        var reader = new SqlServerSchema();
        foreach (var script in scripts)
        {
            SqlText.Parse("schema", script).Accept(reader);
        }
        return reader._lines;
    }

    public override void Visit(AlterTableStatement node)
    {
        if (node is not AlterTableAddTableElementStatement)
        {
            throw Unknown(node);
        }
    }

    public override void Visit(DropObjectsStatement node) => throw Unknown(node);

    public override void Visit(DropIndexStatement node) => throw Unknown(node);

    public override void Visit(CreateTableStatement node) => Define(Name(node.SchemaObjectName), node.Definition, made: true);

    public override void Visit(AlterTableAddTableElementStatement node) =>
        Define(Name(node.SchemaObjectName), node.Definition, made: false);

    public override void Visit(CreateIndexStatement node) =>
        _lines.Add(
            SchemaLine.Index(
                Name(node.OnName),
                node.Name.Value,
                node.Unique,
                node.Columns.Select(Indexed),
                node.FilterPredicate is { } filter ? TextOf(filter) : null
            )
        );

    private void Define(string table, TableDefinition definition, bool made)
    {
        if (definition.Indexes.Count > 0)
        {
            throw Unknown(definition.Indexes[0]);
        }
        var keys = definition
            .TableConstraints.Select(constraint => (Constraint: constraint, Column: (string?)null))
            .Concat(
                definition.ColumnDefinitions.SelectMany(c =>
                    c.Constraints.Select(constraint => (Constraint: constraint, Column: (string?)c.ColumnIdentifier.Value))
                )
            )
            .ToArray();
        foreach (var column in definition.ColumnDefinitions)
        {
            if (column.IdentityOptions is not null || column.ComputedColumnExpression is not null)
            {
                throw Unknown(column);
            }
            var nullable = column.Constraints.OfType<NullableConstraintDefinition>().SingleOrDefault()?.Nullable ?? true;
            var standard = column.DefaultConstraint is { } value ? TextOf(value.Expression) : null;
            _lines.Add(SchemaLine.Column(table, column.ColumnIdentifier.Value, Family(column.DataType), nullable, standard));
        }
        foreach (var (constraint, column) in keys)
        {
            Add(table, constraint, column);
        }
        if (made && !keys.Any(key => key.Constraint is UniqueConstraintDefinition { IsPrimaryKey: true }))
        {
            _lines.Add(SchemaLine.PrimaryKey(table, []));
        }
    }

    private void Add(string table, ConstraintDefinition constraint, string? column)
    {
        switch (constraint)
        {
            case NullableConstraintDefinition or DefaultConstraintDefinition:
                break;
            case UniqueConstraintDefinition { IsPrimaryKey: true } key:
                _lines.Add(SchemaLine.PrimaryKey(table, column is null ? key.Columns.Select(Indexed) : [column]));
                break;
            case UniqueConstraintDefinition unique:
                _lines.Add(SchemaLine.Index(table, null, true, column is null ? unique.Columns.Select(Indexed) : [column], null));
                break;
            case ForeignKeyConstraintDefinition foreign:
                var columns = column is null ? foreign.Columns.Select(part => part.Value) : [column];
                var targets = foreign.ReferencedTableColumns.Select(part => part.Value);
                _lines.Add(SchemaLine.ForeignKey(table, columns, Name(foreign.ReferenceTableName), targets));
                break;
            default:
                throw Unknown(constraint);
        }
    }

    private static string Indexed(ColumnWithSortOrder part) =>
        part.Column.MultiPartIdentifier.Identifiers[^1].Value + (part.SortOrder == SortOrder.Descending ? " desc" : "");

    /// <summary>The family that SQLite keeps such values in.</summary>
    private static string Family(DataTypeReference type) =>
        type.Name.BaseIdentifier.Value.ToLowerInvariant() switch
        {
            "bigint" or "int" or "smallint" or "tinyint" or "bit" => "integer",
            "nvarchar" or "nchar" or "datetimeoffset" or "date" => "text",
            "varbinary" => "blob",
            "float" => "real",
            _ => throw Unknown(type),
        };

    private static string Name(SchemaObjectName name) => name.BaseIdentifier.Value;

    private static string TextOf(TSqlFragment part) =>
        string.Concat(
            part.ScriptTokenStream.Skip(part.FirstTokenIndex).Take(part.LastTokenIndex - part.FirstTokenIndex + 1).Select(t => t.Text)
        );

    private static InvalidOperationException Unknown(TSqlFragment part) =>
        new($"The reader of schemas has not been taught {part.GetType().Name} (line {part.StartLine}) yet.");
}
