using System.Globalization;
using CsvHelper;
using Microsoft.Data.Sqlite;

namespace Consultation.Bench.Bare;

/// <summary>Fills the table that <see cref="ExportLoop"/> reads with exactly what the product exported.</summary>
internal static class ExportTable
{
    /// <summary>Reads a CSV with a header line into a new database; answers the number of rows.</summary>
    public static int Fill(string database, string csvFile)
    {
        using var csv = CsvReader.FromFile(csvFile);
        var header = csv.Headers.ToArray();
        if (header.Length == 0)
            throw new BenchException("The export has no header line.");

        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString()
        );
        connection.Open();
        var columns = string.Join(", ", header.Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" text"));
        Execute(connection, $"create table replies ({columns})");
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = $"insert into replies values ({string.Join(", ", Enumerable.Range(0, header.Length).Select(Parameter))})";
        for (var n = 0; n < header.Length; n++)
            insert.Parameters.Add(Parameter(n), SqliteType.Text);

        var rows = 0;
        for (; csv.Read(); rows++)
        {
            for (var n = 0; n < header.Length; n++)
                insert.Parameters[n].Value = csv.GetString(n);
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
        return rows;
    }

    private static string Parameter(int n) => string.Create(CultureInfo.InvariantCulture, $"@{n}");

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
