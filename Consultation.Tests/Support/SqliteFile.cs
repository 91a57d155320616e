using Microsoft.Data.Sqlite;

namespace Consultation.Tests.Support;

/// <summary>The program's database seen by another program, in a data directory.</summary>
internal static class SqliteFile
{
    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "consultation.db");

    public static SqliteConnection Open(string dataDirectory)
    {
        var connection = new SqliteConnection($"Data Source={PathIn(dataDirectory)};Pooling=False;Default Timeout=1");
        connection.Open();
        return connection;
    }

    public static T Ask<T>(string dataDirectory, string sql)
    {
        using var connection = Open(dataDirectory);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    /// <summary>As the backup does it.</summary>
    public static void AssertWhole(string dataDirectory)
    {
        Assert.That(Ask<string>(dataDirectory, "pragma integrity_check"), Is.EqualTo("ok"));
        Assert.That(Ask<long>(dataDirectory, "select count(*) from pragma_foreign_key_check"), Is.Zero);
    }

    /// <summary>For tests of what happens to a file: elsewhere there is none.</summary>
    public static void IsThere()
    {
        if (SqlServer.ConnectionString is not null)
        {
            Assert.Ignore("SQL Server has no file of ours.");
        }
    }
}
