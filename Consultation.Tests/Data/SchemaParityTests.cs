using System.Reflection;
using Consultation.Api.Data;

namespace Consultation.Tests.Data;

/// <summary>The two engines' schemas say the same, each read from what its own migrations make.</summary>
public sealed class SchemaParityTests
{
    [Test]
    public void Schemas_OfBothEngines_AreTheSame()
    {
        using var file = new TemporaryFile();
        using var connection = file.Open();
        Migrator.Migrate(connection);
        var sqlite = SqliteSchema.Read(connection);
        var sqlServer = SqlServerSchema.Read([Journal(), .. Migrator.FilesFor(Dialect.SqlServer).Select(migration => migration.Sql)]);
        Assert.That(sqlite, Has.Count.GreaterThan(150), "columns, keys and indexes were read");
        // A full-text index is a virtual table in one engine and an index on an ordinary table in the other.
        var fullText = SqliteSchema.FullText(connection);
        var made = SqlServerFullText.Create;
        Assert.That(fullText, Is.EquivalentTo((string[])["SearchReply", "SearchHearing"]));
        Assert.That(sqlServer.Where(line => !fullText.Any(table => SchemaLine.IsOf(table, line))), Is.EquivalentTo(sqlite));
        foreach (var table in fullText)
        {
            var columns = sqlServer
                .Where(line => line.StartsWith(table + ".", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[0]);
            Assert.That(columns, Is.EquivalentTo((string[])[$"{table}.rowid", .. SqliteSchema.Columns(connection, table)]));
            Assert.That(made, Does.Contain($"on {table} (Tokens"));
        }
    }

    [Test]
    public void SetUp_OnSqlServer_Parses()
    {
        SqlText.Parse("full text", SqlServerFullText.Create);
        SqlText.Parse("snapshots", SqlServerSetUp.TurnOnSnapshots);
    }

    [TestCase("Number int not null", "Number int null", TestName = "Schemas_NullabilityDiffers_IsSeen")]
    [TestCase("Number int not null", "Number nvarchar(10) not null", TestName = "Schemas_TypeDiffers_IsSeen")]
    [TestCase("Number int not null", "Numero int not null", TestName = "Schemas_NameDiffers_IsSeen")]
    [TestCase("create unique index UX_T", "create index UX_T", TestName = "Schemas_UniquenessDiffers_IsSeen")]
    [TestCase("on T (Number)", "on T (Number, Id)", TestName = "Schemas_IndexedColumnsDiffer_IsSeen")]
    [TestCase("where Number > 1", "where Number > 2", TestName = "Schemas_FilterDiffers_IsSeen")]
    [TestCase("references S (Id)", "references T (Id)", TestName = "Schemas_ForeignKeyDiffers_IsSeen")]
    [TestCase(
        "constraint PK_T primary key (Id)",
        "constraint PK_T primary key (Id, Number)",
        TestName = "Schemas_PrimaryKeyDiffers_IsSeen"
    )]
    public void Schemas_Differ_IsSeen(string was, string becomes)
    {
        using var file = new TemporaryFile();
        using var connection = file.Open();
        Dapper.SqlMapper.Execute(
            connection,
            """
            create table S (Id integer not null primary key);
            create table T (Id integer not null, Number integer not null references S (Id), primary key (Id));
            create unique index UX_T on T (Number) where Number > 1;
            """
        );
        var other = """
            create table S (Id bigint not null constraint PK_S primary key);
            create table T (
                Id bigint not null,
                Number int not null constraint FK_T references S (Id),
                constraint PK_T primary key (Id)
            );
            create unique index UX_T on T (Number) where Number > 1;
            """;
        var sqlite = SqliteSchema.Read(connection);
        Assert.That(SqlServerSchema.Read([other]), Is.EquivalentTo(sqlite));
        Assert.That(other, Does.Contain(was));
        Assert.That(SqlServerSchema.Read([other.Replace(was, becomes, StringComparison.Ordinal)]), Is.Not.EquivalentTo(sqlite));
    }

    /// <summary>SQL Server's filtered indexes know comparisons, IN and AND alone; its parser would take more.</summary>
    [Test]
    public void Filters_OfIndexes_AreOnesThatSqlServerTakes()
    {
        var filters = SqlServerSchema
            .Read([.. Migrator.FilesFor(Dialect.SqlServer).Select(migration => migration.Sql)])
            .Where(line => line.Contains(" where ", StringComparison.Ordinal))
            .ToArray();
        Assert.That(filters, Is.Not.Empty);
        foreach (var word in (string[])[" or ", " like ", " between ", " not in ", "(select "])
        {
            Assert.That(filters.Where(filter => filter[filter.IndexOf(" where ", StringComparison.Ordinal)..].Contains(word)), Is.Empty);
        }
    }

    private static string Journal() =>
        (string)typeof(Migrator).GetField("JournalInSqlServer", BindingFlags.Static | BindingFlags.NonPublic)!.GetRawConstantValue()!;
}
