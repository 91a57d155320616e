using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Consultation.Tests.Data;

/// <summary>
/// What in a migration would break the program of the release before, which goes on working while nodes are upgraded. Such things are put off
/// by a release, into a file of their own (<c>…_contract</c>), when no program that runs needs what is taken away.
/// </summary>
internal sealed class MigrationRules : TSqlFragmentVisitor
{
    private readonly HashSet<string> _made = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _broken = [];

    public static IReadOnlyList<string> Broken(string name, string sql)
    {
        var rules = new MigrationRules();
        SqlText.Parse(name, sql).Accept(rules);
        return rules._broken;
    }

    public override void Visit(DropObjectsStatement node) => _broken.Add("takes away");

    public override void Visit(DropIndexStatement node) => _broken.Add("takes an index away");

    public override void Visit(AlterTableDropTableElementStatement node) => _broken.Add("takes away");

    public override void Visit(AlterTableAlterColumnStatement node) => _broken.Add("changes a column");

    /// <summary>Text that is run is read too: SQL Server must not look at new columns before they are there.</summary>
    public override void Visit(ExecuteStatement node)
    {
        if (node.ExecuteSpecification.ExecutableEntity is ExecutableStringList { Strings: [StringLiteral text] })
        {
            SqlText.Parse("run", text.Value).Accept(this);
            return;
        }
        _broken.Add("calls a procedure, as to rename something");
    }

    public override void Visit(DeleteStatement node) => _broken.Add("deletes rows");

    public override void Visit(CreateTableStatement node) => _made.Add(node.SchemaObjectName.BaseIdentifier.Value);

    public override void Visit(CreateIndexStatement node)
    {
        if (node.Unique && !_made.Contains(node.OnName.BaseIdentifier.Value))
        {
            _broken.Add("forbids rows that the older program may write");
        }
    }

    public override void Visit(AlterTableAddTableElementStatement node)
    {
        foreach (var column in node.Definition.ColumnDefinitions)
        {
            var nullable = column.Constraints.OfType<NullableConstraintDefinition>().SingleOrDefault()?.Nullable ?? true;
            if (!nullable && column.DefaultConstraint is null)
            {
                _broken.Add($"needs {column.ColumnIdentifier.Value}, which the older program does not write");
            }
        }
        if (node.Definition.TableConstraints.Count > 0)
        {
            _broken.Add("forbids rows that the older program may write");
        }
    }
}
