using System.Text;
using System.Text.Json;

namespace Consultation.Api.Features.Imports;

/// <summary>The columns of a file and its first rows, for whoever is to say which column holds what.</summary>
/// <param name="Columns">As a mapping names them.</param>
/// <param name="Header">Of csv; null of files that have none.</param>
internal sealed record ImportBeginning(
    IReadOnlyList<string> Columns,
    IReadOnlyList<string>? Header,
    IReadOnlyList<IReadOnlyList<string>> Rows
)
{
    public const int MostRows = 5;

    /// <summary>So many lines of JSON are looked through for properties; what comes up later can be named by hand in the API.</summary>
    private const int MostLines = 200;
    private const int MostColumns = 200;

    /// <summary>Longer cells are cut: a preview is no place to read a reply in.</summary>
    private const int MostCell = 300;

    /// <param name="file">Seekable, UTF-8 without a mark; stays open.</param>
    public static ImportBeginning OfCsv(Stream file)
    {
        var header = CsvHeader.Read(file, null, out var records);
        using var open = records;
        var rows = new List<IReadOnlyList<string>>();
        while (rows.Count < MostRows && records.Next())
        {
            if (records.Problem is null && !records.IsBlankFrom(0))
                rows.Add([.. Enumerable.Range(0, header.Count).Select(place => Cut(records.Field(place)))]);
        }
        return new(Numbered(header), header, rows);
    }

    /// <param name="file">Seekable, UTF-8 without a mark; stays open.</param>
    public static ImportBeginning OfJson(Stream file)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        var columns = new List<string>();
        var rows = new List<Dictionary<string, string>>();
        for (var line = 0; line < MostLines && reader.ReadLine() is { } text; line++)
        {
            if (Cells(text) is not { } cells)
                continue;
            columns.AddRange(cells.Keys.Where(name => !columns.Contains(name, StringComparer.Ordinal)));
            if (rows.Count < MostRows)
                rows.Add(cells);
        }
        var shown = columns.Take(MostColumns).ToArray();
        return new(shown, null, [.. rows.Select(row => (IReadOnlyList<string>)[.. shown.Select(name => row.GetValueOrDefault(name, ""))])]);
    }

    private static string[] Numbered(IReadOnlyList<string> header)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. header.Select(name =>
            {
                seen[name] = seen.GetValueOrDefault(name) + 1;
                return seen[name] == 1 ? name : FormattableString.Invariant($"{name}#{seen[name]}");
            }),
        ];
    }

    private static Dictionary<string, string>? Cells(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
                return null;
            var cells = new Dictionary<string, string>(StringComparer.Ordinal);
            Add(cells, "", document.RootElement);
            return cells;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Add(Dictionary<string, string> cells, string before, JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Object)
                Add(cells, before + property.Name + ".", property.Value);
            else
                cells.TryAdd(before + property.Name, Cut(Text(property.Value)));
        }
    }

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "",
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(one => one.ToString())),
            _ => value.GetRawText(),
        };

    private static string Cut(string text) => text.Length > MostCell ? Domain.Excerpt.From(text, MostCell) : text;
}
