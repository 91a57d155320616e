using Consultation.Api.Data;
using Consultation.Api.Data.Moving;
using Consultation.Tests.Data;
using Dapper;

namespace Consultation.Tests.Moving;

/// <summary>Nothing of the schema is forgotten when an installation moves.</summary>
public sealed class MovedTablesTests
{
    private static readonly string[] Decided = [.. MovedTables.Carried, .. MovedTables.Left.Keys];

    /// <summary>
    /// A migration has made a table? Say in <see cref="MovedTables"/> whether it is carried, after those that its rows refer to, or why it is not.
    /// </summary>
    [Test]
    public void EveryTable_IsCarried_OrLeftWithAReason()
    {
        using var file = new TemporaryFile();
        using var connection = file.Open();
        Migrator.Migrate(connection);
        Assert.That(Blank.TablesOf(connection), Is.EquivalentTo(Decided));
        var onSqlServer = SqlServerSchema
            .Read(Migrator.FilesFor(Dialect.SqlServer).Select(migration => migration.Sql))
            .Where(line => line.Contains(" primary key (", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0]);
        Assert.That(onSqlServer.Append("Migration"), Is.EquivalentTo(Decided));
        Assert.That(Decided, Is.Unique);
        Assert.That(MovedTables.Left.Values, Has.All.Length.GreaterThan(20));
    }

    [TestCase("create table Petition (Id integer not null primary key)", "Petition")]
    [TestCase("create virtual table SearchAnswer using fts5 (Tokens)", "SearchAnswer")]
    public void NewTable_IsSeen(string migration, string table)
    {
        using var file = new TemporaryFile();
        using var connection = file.Open();
        Migrator.Migrate(connection);
        connection.Execute(migration);
        Assert.That(Blank.TablesOf(connection).Except(Decided), Is.EqualTo([table]));
    }

    [Test]
    public void Rows_ComeAfterThose_ThatTheyReferTo()
    {
        using var file = new TemporaryFile();
        using var connection = file.Open();
        Migrator.Migrate(connection);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var references = 0;
        foreach (var table in MovedTables.Carried)
        {
            var targets = connection
                .Query<string>("select \"table\" from pragma_foreign_key_list(@table)", new { table })
                .Where(target => target != table)
                .ToArray();
            references += targets.Length;
            Assert.That(targets, Is.SubsetOf(seen), table);
            seen.Add(table);
        }
        Assert.That(references, Is.GreaterThan(40));
    }

    [Test]
    public void Shapes_HaveEveryColumn_AndAKey_AndStatementsThatBothEnginesTake()
    {
        using var file = new TemporaryFile();
        using var connection = file.Open();
        Migrator.Migrate(connection);
        foreach (var table in Blank.Make().Tables)
        {
            var columns = SqliteSchema.Columns(connection, table.Name).Select(column => column.Split('.')[1]);
            Assert.That(table.Columns.Select(column => column.Name), Is.EquivalentTo(columns), table.Name);
            Assert.That(table.Key, Is.Not.Empty, table.Name);
            foreach (var sql in (string[])[table.Select, table.SelectNone, table.Delete, Rows.SelectAny(table.Name)])
            {
                SqlText.Parse(table.Name, sql);
                connection.Execute(sql);
            }
            SqlText.Parse(table.Name, Rows.SelectAny(table.Name, "with (tablockx, holdlock)"));
        }
        SqlText.Parse("lock", SqlServerWhole.LockMigrations);
    }

    /// <summary>So that an installation is told from an empty one by what migrations alone put there, on both engines.</summary>
    [Test]
    public void BlankDatabase_IsTakenForEmpty_AndAnyRowMoreIsSeen()
    {
        using var file = new TemporaryFile();
        using (var connection = file.Open())
        {
            Migrator.Migrate(connection);
        }
        var blank = Blank.Make();
        Assert.That(Used(), Is.Null);
        Run("insert into SearchWord (Word, Reversed) values ('hus', 'suh')");
        Assert.That(Used(), Is.EqualTo("SearchWord"));
        Run("delete from SearchWord");
        Run("update Subject set NameEn = 'Farming' where Code = 'agriculture'");
        Assert.That(Used(), Is.EqualTo("Subject"));
        Run("update Subject set NameEn = 'Agriculture and food' where Code = 'agriculture'");
        Run("insert into Mail (Id, Kind, Language, CreatedAt, Attempts) values (1, 'receipt', 'nb', '2026-03-02 11:00:00+00:00', 0)");
        Assert.That(Used(), Is.EqualTo("Mail"));

        string? Used()
        {
            using var whole = new SqliteWhole(file.FilePath);
            return blank.FirstUsed(whole);
        }

        void Run(string sql)
        {
            using var connection = file.Open();
            connection.Execute(sql);
        }
    }
}
