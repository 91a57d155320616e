using System.Text;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>How a CSV file begins: what stands between its fields, and the names of its columns.</summary>
internal static class CsvHeader
{
    private const string Delimiters = ",;\t|";

    /// <summary>Stands in no text: a header without any delimiter is that of one column, whose commas are its own.</summary>
    private const char OneColumn = '\u001F';

    /// <summary>
    /// The columns in their order. They stand in the first record, after the line <c>sep=;</c> that Excel may write. Without a delimiter in
    /// the mapping it is the one of comma, semicolon, tab and bar that stands most often outside the quotes of the header, in this order
    /// among equals.
    /// </summary>
    /// <param name="file">Seekable, UTF-8 without a mark; stays open.</param>
    /// <param name="delimiter">As the mapping has it.</param>
    /// <param name="records">What follows the header.</param>
    /// <exception cref="Refusal"><c>import.file_unreadable</c>: no header that can be read.</exception>
    public static IReadOnlyList<string> Read(Stream file, string? delimiter, out CsvRecords records)
    {
        file.Position = 0;
        var start = new byte[64 * 1024];
        var begin = Encoding.UTF8.GetString(start, 0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        var hint = HintLength(begin);
        var separator = Delimiter(delimiter) ?? (hint > 0 ? begin[4] : Sniffed(begin));
        records = new CsvRecords(file, separator, hint);
        if (!records.Next())
            return [];
        if (records.Problem is not null)
        {
            records.Dispose();
            throw Refusals.ImportFileUnreadable();
        }
        var header = records;
        return [.. Enumerable.Range(0, header.FieldCount).Select(header.Field)];
    }

    /// <summary>The character that a mapping means: itself, or <c>\t</c> written out; null: none, or what no delimiter can be.</summary>
    public static char? Delimiter(string? given) =>
        given switch
        {
            "\\t" => '\t',
            { Length: 1 }
                when char.IsAscii(given[0]) && !char.IsAsciiLetterOrDigit(given[0]) && given[0] is not ('"' or '\r' or '\n' or '\0') =>
                given[0],
            _ => null,
        };

    private static int HintLength(string begin)
    {
        if (!begin.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || begin.Length < 6 || Delimiter(begin[4..5]) is null)
            return 0;
        return begin[5] is '\n' ? 6
            : begin[5] is '\r' ? (begin.Length > 6 && begin[6] == '\n' ? 7 : 6)
            : 0;
    }

    private static char Sniffed(string begin)
    {
        var counts = new int[Delimiters.Length];
        var quoted = false;
        foreach (var c in begin.AsSpan().TrimStart("\r\n"))
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is '\n' or '\r')
                break;
            else if (!quoted && Delimiters.IndexOf(c, StringComparison.Ordinal) is var which and >= 0)
                counts[which]++;
        }
        return counts.Max() is var most and > 0 ? Delimiters[Array.IndexOf(counts, most)] : OneColumn;
    }
}
