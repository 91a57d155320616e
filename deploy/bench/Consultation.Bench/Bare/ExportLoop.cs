using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Consultation.Bench.Product;
using Consultation.Bench.Results;
using Microsoft.Data.Sqlite;

namespace Consultation.Bench.Bare;

/// <summary>The bare counterpart of an export: a reader over one table with the export's columns, written to a file as CSV by a plain StreamWriter.</summary>
internal static class ExportLoop
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>Writes the CSV once to warm up and then so many times; tells rows, median seconds of a loop and peak memory on standard output.</summary>
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
        var peak = ProcessUse.Read(Environment.ProcessId).Peak;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} {seconds.Median():R} {peak}"));
    }

    private static long Copy(SqliteConnection connection, string output)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select * from replies order by rowid";
        using var reader = command.ExecuteReader();
        using var writer = new StreamWriter(output, false, new UTF8Encoding(true), 64 * 1024);
        for (var column = 0; column < reader.FieldCount; column++)
            Write(writer, column, reader.GetName(column));
        writer.Write("\r\n");

        var rows = 0L;
        for (; reader.Read(); rows++)
        {
            for (var column = 0; column < reader.FieldCount; column++)
                Write(writer, column, reader.IsDBNull(column) ? "" : reader.GetString(column));
            writer.Write("\r\n");
        }
        return rows;
    }

    private static void Write(StreamWriter writer, int column, string value)
    {
        if (column > 0)
            writer.Write(',');
        if (value.AsSpan().ContainsAny(NeedsQuotes))
        {
            writer.Write('"');
            writer.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(value);
        }
    }
}
