using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Consultation.Api.Data.Moving;

/// <summary>
/// A table's rows as JSON lines: one array a row, in the order of the columns' names. Integers are numbers, all 64 bits of them; bytes are base64.
/// </summary>
internal sealed class RowLines(TableShape table)
{
    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static void Write(Stream to, IEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        var line = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(line, Plain);
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            line.ResetWrittenCount();
            json.Reset();
            json.WriteStartArray();
            foreach (var cell in row)
            {
                Write(json, cell);
            }
            json.WriteEndArray();
            json.Flush();
            to.Write(line.WrittenSpan);
            to.WriteByte((byte)'\n');
        }
    }

    /// <exception cref="InvalidDataException">A line is not a row of this table.</exception>
    public IEnumerable<object?[]> Read(Stream from, CancellationToken cancellation)
    {
        using var lines = new StreamReader(from, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        for (var number = 1L; lines.ReadLine() is { } line; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Read(line) ?? throw new InvalidDataException($"line {number} of {table.Name} is no row of it");
        }
    }

    private object?[]? Read(string line)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
            {
                return null;
            }
            var row = new object?[table.Columns.Count];
            for (var place = 0; place < row.Length; place++)
            {
                if (!json.Read() || json.TokenType == JsonTokenType.EndArray)
                {
                    return null;
                }
                row[place] = json.TokenType == JsonTokenType.Null ? null : Cell(ref json, table.Columns[place].Family);
            }
            return json.Read() && json.TokenType == JsonTokenType.EndArray && !json.Read() ? row : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static object? Cell(ref Utf8JsonReader json, Family family) =>
        family switch
        {
            Family.Integer => json.GetInt64(),
            Family.Real => json.GetDouble(),
            Family.Text => json.GetString(),
            _ => json.GetBytesFromBase64(),
        };

    private static void Write(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case null:
                json.WriteNullValue();
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            default:
                throw new InvalidOperationException($"No kind of value: {cell.GetType().Name}.");
        }
    }
}
