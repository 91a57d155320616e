using System.Diagnostics;
using System.Globalization;
using Consultation.Bench.Results;
using CsvHelper;
using Microsoft.Data.Sqlite;

namespace Consultation.Bench.Bare;

/// <summary>The bare counterpart of an export: a reader over one table with the export's columns, written to a file by CsvHelper.</summary>
internal static class ExportLoop
{
    /// <summary>Writes the CSV once to warm up and then so many times; tells rows and median seconds of a loop on standard output.</summary>
    public static void Run(string database, string output, int times)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly }.ToString()
        );
        connection.Open();
        var rows = Copy(connection, output);
        var seconds = new double[times];
        for (var n = 0; n < times; n++)
        {
            var began = Stopwatch.GetTimestamp();
            Copy(connection, output);
            seconds[n] = Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} {seconds.Median():R}"));
    }

    private static long Copy(SqliteConnection connection, string output)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select * from replies order by rowid";
        using var reader = command.ExecuteReader();
        using var writer = CsvWriter.ToFile(output, CsvWriterOptions.Default with { WriteByteOrderMark = true });
        for (var column = 0; column < reader.FieldCount; column++)
            writer.WriteField(reader.GetName(column));
        writer.EndRecord();

        var rows = 0L;
        for (; reader.Read(); rows++)
        {
            for (var column = 0; column < reader.FieldCount; column++)
                writer.WriteField(reader.IsDBNull(column) ? "" : reader.GetString(column));
            writer.EndRecord();
        }
        return rows;
    }
}
