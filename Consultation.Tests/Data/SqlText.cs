using System.Reflection;
using System.Text.RegularExpressions;
using Consultation.Api.Data;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Consultation.Tests.Data;

/// <summary>Every SQL statement of the application, found where it stands: a constant of the class that uses it.</summary>
internal static partial class SqlText
{
    public sealed record Statement(string Name, string Sql);

    /// <summary>Constants that begin with a verb of SQL; parts of statements do not.</summary>
    public static IReadOnlyList<Statement> All { get; } =
    [
        .. typeof(Dialect)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            )
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => new Statement($"{field.DeclaringType!.FullName![17..]}.{field.Name}", (string)field.GetRawConstantValue()!))
            .Where(constant => Verb().IsMatch(constant.Sql))
            .OrderBy(constant => constant.Name, StringComparer.Ordinal),
    ];

    /// <summary>A constant whose name says that it is one engine's (<c>SelectJournalInSqlite</c>) is left to that engine.</summary>
    public static IEnumerable<Statement> StatementsFor(Dialect dialect) =>
        All.Where(statement => !IsOfOneEngine(statement.Name) || statement.Name.EndsWith("In" + dialect.Name, StringComparison.Ordinal));

    public static bool IsOfOneEngine(string name) =>
        name.EndsWith("InSqlite", StringComparison.Ordinal) || name.EndsWith("InSqlServer", StringComparison.Ordinal);

    public static string Of(string name) => All.Single(statement => statement.Name == name).Sql;

    /// <summary>The statement as the engine gets it; Dapper writes a list of values out as so many parameters.</summary>
    public static string For(Dialect dialect, string sql) => ListParameter().Replace(dialect.Translate(sql), "in (@$1)");

    /// <summary>Parses as SQL Server would; fails the test with every error and its line.</summary>
    public static TSqlFragment Parse(string name, string sql)
    {
        using var reader = new StringReader(sql);
        var parsed = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.That(errors.Select(error => $"{name}, line {error.Line}: {error.Message}"), Is.Empty);
        return parsed;
    }

    [GeneratedRegex(@"^\s*(select|insert|update|delete|with|merge)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Verb();

    [GeneratedRegex(@"\bin\s+@(\w+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ListParameter();
}
