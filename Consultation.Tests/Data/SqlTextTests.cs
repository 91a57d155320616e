using System.Text.RegularExpressions;
using Consultation.Api.Data;
using Consultation.Tests.Architecture;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Consultation.Tests.Data;

public sealed partial class SqlTextTests
{
    private static readonly TemporaryFile File = new();
    private static readonly Lazy<SqliteConnection> Migrated = new(() =>
    {
        var connection = File.Open();
        Migrator.Migrate(connection);
        return connection;
    });

    public static IEnumerable<string> OnSqlite => SqlText.StatementsFor(Dialect.Sqlite).Select(statement => statement.Name);

    public static IEnumerable<string> OnSqlServer => SqlText.StatementsFor(Dialect.SqlServer).Select(statement => statement.Name);

    [OneTimeTearDown]
    public void DropFile()
    {
        if (Migrated.IsValueCreated)
        {
            Migrated.Value.Dispose();
        }
        File.Dispose();
    }

    [Test]
    public void Statements_AreFound() => Assert.That(SqlText.All, Has.Count.GreaterThanOrEqualTo(45));

    /// <summary>SQL that is not a constant would be compiled by nobody before it runs.</summary>
    [Test]
    public void Statements_StandInConstants()
    {
        var elsewhere =
            from file in Sources.Of("Consultation.Api", "*.cs")
            from Match call in InlineSql().Matches(file.Text)
            select $"{file.Path}: {call.Value}";
        Assert.That(elsewhere, Is.Empty);
    }

    [TestCaseSource(nameof(OnSqlite))]
    public void Statement_OnSqlite_Compiles(string statement)
    {
        var sql = SqlText.For(Dialect.Sqlite, SqlText.Of(statement));
        var handle = Migrated.Value.Handle!;
        var code = raw.sqlite3_prepare_v2(handle, "explain " + sql, out var prepared, out var rest);
        using (prepared)
        {
            Assert.That(code, Is.EqualTo(raw.SQLITE_OK), () => raw.sqlite3_errmsg(handle).utf8_to_string() + "\n" + sql);
            Assert.That(rest.Trim(), Is.Empty, "one statement a constant");
        }
    }

    [TestCaseSource(nameof(OnSqlServer))]
    public void Statement_OnSqlServer_Parses(string statement) =>
        SqlText.Parse(statement, SqlText.For(Dialect.SqlServer, SqlText.Of(statement)));

    [Test]
    public void Migrations_OnSqlServer_Parse()
    {
        foreach (var file in Migrator.FilesFor(Dialect.SqlServer))
        {
            SqlText.Parse(file.Name, file.Sql);
        }
    }

    [Test]
    public void Parser_MeetsSqlOfTheOtherEngine_Fails()
    {
        var other = SqlText.For(Dialect.Sqlite, "select Id from Reply order by Id {first 1}");
        Assert.That(() => SqlText.Parse("limit", other), Throws.InstanceOf<AssertionException>());
    }

    [GeneratedRegex(
        @"\b(All<[^(]*|First<[^(]*|\bdb\.Run)\(\s*(\$|@|""|new )|\bCommandText\s*=\s*\$(?!.*pragma)",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex InlineSql();
}
