using Consultation.Api.Data;

namespace Consultation.Tests.Data;

/// <summary>Rules of SQL Server that its parser does not know, held without a server.</summary>
public sealed class SqlServerRulesTests
{
    [Test]
    public void Statements_KeepTheRules()
    {
        var broken = SqlText
            .StatementsFor(Dialect.SqlServer)
            .Where(statement => !SqlText.IsOfOneEngine(statement.Name))
            .SelectMany(statement => Rules(statement).Broken.Select(rule => $"{statement.Name}: {rule}"));
        Assert.That(broken, Is.Empty);
    }

    /// <summary>The database's collation tells letters apart, and then it tells tables and columns apart by them too.</summary>
    [Test]
    public void Names_AreWrittenAlikeEverywhere()
    {
        var spelled = Migrator
            .FilesFor(Dialect.SqlServer)
            .SelectMany(file => SqlServerRules.Of(file.Name, file.Sql).Names)
            .Concat(SqlText.StatementsFor(Dialect.SqlServer).SelectMany(statement => Rules(statement).Names))
            .Distinct(StringComparer.Ordinal)
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        Assert.That(spelled, Has.Length.GreaterThan(200));
        Assert.That(spelled.Where(name => name.Count() > 1).Select(name => string.Join(" | ", name)), Is.Empty);
    }

    [TestCase("select length(Title) from Hearing", 195)]
    [TestCase("select max(Size, 1) from Campaign", 174)]
    [TestCase("select sum((select count(*) from Reply r where r.HearingId = h.Id)) from Hearing h", 130)]
    [TestCase("select h.Id from (select Id, lower(Slug) from Hearing) h", 8155)]
    [TestCase("select Kind, Title, count(*) from Hearing group by Kind", 8120)]
    [TestCase("select Slug, max(Id) from Hearing", 8120)]
    public void Rule_Broken_IsSeen(string sql, int number) =>
        Assert.That(SqlServerRules.Of("broken", sql).Broken, Has.Some.StartsWith($"{number}: "));

    /// <summary>While nodes are upgraded, and after going back, a program works on tables that have more columns than it knows.</summary>
    [TestCase("select h.* from HearingRound r join Hearing h on h.Id = r.HearingId", "Star")]
    [TestCase("select * from Hearing", "Star")]
    [TestCase("insert into Subject values (1, 'a')", "Columns")]
    public void Statement_ThatANewerSchemaWouldBreak_IsSeen(string sql, string rule) =>
        Assert.That(SqlServerRules.Of("broken", sql).Broken, Has.Some.StartsWith($"{rule}: "));

    [TestCase("select p.* from (select Id from Hearing) p")]
    [TestCase("select h.Id from (select Id from Hearing order by Id offset 0 rows fetch next 1 rows only) h")]
    [TestCase("select h.Kind, count(*) as Hearings from Hearing h group by h.Kind having count(*) > 1")]
    [TestCase("select coalesce(max(Id), 0) + 1, @HearingId from SearchShelf")]
    public void Rule_Kept_IsSeen(string sql) => Assert.That(SqlServerRules.Of("kept", sql).Broken, Is.Empty);

    private static SqlServerRules Rules(SqlText.Statement statement) =>
        SqlServerRules.Of(statement.Name, SqlText.For(Dialect.SqlServer, statement.Sql));
}
