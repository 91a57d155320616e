using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Consultation.Tests.Data;

/// <summary>
/// What SQL Server refuses when it binds a statement, and neither SQLite nor the T-SQL parser does. Each broken rule is told with the server's
/// own error number.
/// </summary>
internal sealed class SqlServerRules : TSqlFragmentVisitor
{
    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase) { "avg", "count", "max", "min", "sum" };

    /// <summary>Functions that both engines have; those of one engine alone would need a mark in <c>Dialect</c>.</summary>
    private static readonly HashSet<string> Functions = new(Aggregates, StringComparer.OrdinalIgnoreCase)
    {
        "abs",
        "concat",
        "lower",
        "ltrim",
        "replace",
        "round",
        "row_number",
        "rtrim",
        "substring",
        "upper",
    };

    public List<string> Broken { get; } = [];

    /// <summary>Names of tables and columns as they are written: on a database that tells letters apart they must agree.</summary>
    public HashSet<string> Names { get; } = [];

    public static SqlServerRules Of(string name, string sql)
    {
        var rules = new SqlServerRules();
        SqlText.Parse(name, sql).Accept(rules);
        return rules;
    }

    public override void Visit(SchemaObjectName node) => Names.Add(node.BaseIdentifier.Value);

    public override void Visit(ColumnDefinition node) => Names.Add(node.ColumnIdentifier.Value);

    public override void Visit(ColumnReferenceExpression node)
    {
        if (node.MultiPartIdentifier is { } name)
        {
            Names.Add(name.Identifiers[^1].Value);
        }
    }

    public override void Visit(SelectScalarExpression node)
    {
        if (node.ColumnName is { } name)
        {
            Names.Add(name.Value);
        }
    }

    public override void Visit(FunctionCall node)
    {
        var name = node.FunctionName.Value;
        if (!Functions.Contains(name))
        {
            Broken.Add($"195: {name} is not a function of both engines");
        }
        // max(a, b) is SQLite's.
        if (Aggregates.Contains(name) && node.Parameters.Count != 1)
        {
            Broken.Add($"174: {name} takes one argument");
        }
        if (
            Aggregates.Contains(name)
            && node.OverClause is null
            && Found.In(node.Parameters) is { } inside
            && (inside.Aggregates || inside.Queries)
        )
        {
            Broken.Add($"130: an aggregate or a query inside {name}");
        }
    }

    public override void Visit(QueryDerivedTable node) => MustBeATable(node.QueryExpression, named: node.Columns.Count > 0);

    public override void Visit(CommonTableExpression node) => MustBeATable(node.QueryExpression, named: node.Columns.Count > 0);

    public override void Visit(InsertSpecification node)
    {
        if (node.Columns.Count == 0)
        {
            Broken.Add("Columns: an insert that does not name them fails when a newer program has added one");
        }
    }

    public override void Visit(QuerySpecification node)
    {
        var tables = (node.FromClause?.TableReferences ?? []).SelectMany(Tables).ToArray();
        if (node.SelectElements.OfType<SelectStarExpression>().Any(star => tables.Any(table => IsAllOf(star, table))))
        {
            Broken.Add("Star: what a newer program adds to a table would be read too");
        }
        var selected = Found.In(node.SelectElements);
        if (node.GroupByClause is null && !selected.Aggregates)
        {
            return;
        }
        var grouped = Found.In(node.GroupByClause?.GroupingSpecifications ?? []).Columns;
        List<TSqlFragment> others = [.. node.HavingClause is { } having ? [having] : Array.Empty<TSqlFragment>()];
        foreach (var column in selected.Columns.Concat(Found.In(others).Columns).Except(grouped, StringComparer.OrdinalIgnoreCase))
        {
            Broken.Add($"8120: {column} is neither grouped by nor in an aggregate");
        }
    }

    private static IEnumerable<NamedTableReference> Tables(TableReference reference) =>
        reference switch
        {
            NamedTableReference table => [table],
            JoinTableReference join => Tables(join.FirstTableReference).Concat(Tables(join.SecondTableReference)),
            _ => [],
        };

    private static bool IsAllOf(SelectStarExpression star, NamedTableReference table) =>
        star.Qualifier is not { } qualifier
        || string.Equals(
            qualifier.Identifiers[^1].Value,
            (table.Alias ?? table.SchemaObject.BaseIdentifier).Value,
            StringComparison.OrdinalIgnoreCase
        );

    private void MustBeATable(QueryExpression query, bool named)
    {
        var first = query;
        while (first is BinaryQueryExpression both)
        {
            first = both.FirstQueryExpression;
        }
        if (!named && first is QuerySpecification specification)
        {
            Broken.AddRange(
                specification
                    .SelectElements.OfType<SelectScalarExpression>()
                    .Where(element => element.ColumnName is null && element.Expression is not ColumnReferenceExpression)
                    .Select(element =>
                        string.Create(CultureInfo.InvariantCulture, $"8155: no name for the column on line {element.StartLine}")
                    )
            );
        }
    }

    /// <summary>What stands in an expression, but not in the queries inside it.</summary>
    private sealed class Found : TSqlFragmentVisitor
    {
        public HashSet<string> Columns { get; } = new(StringComparer.OrdinalIgnoreCase);
        public bool Aggregates { get; private set; }
        public bool Queries { get; private set; }

        public static Found In<T>(IEnumerable<T> fragments)
            where T : TSqlFragment
        {
            var found = new Found();
            foreach (var fragment in fragments)
            {
                fragment.Accept(found);
            }
            return found;
        }

        public override void ExplicitVisit(ScalarSubquery node) => Queries = true;

        public override void ExplicitVisit(FunctionCall node)
        {
            if (SqlServerRules.Aggregates.Contains(node.FunctionName.Value) && node.OverClause is null)
            {
                Aggregates = true;
                return;
            }
            base.ExplicitVisit(node);
        }

        public override void ExplicitVisit(ColumnReferenceExpression node)
        {
            if (node.MultiPartIdentifier is { } name)
            {
                Columns.Add(name.Identifiers[^1].Value);
            }
        }
    }
}
