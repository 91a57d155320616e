using System.Text.Json;

namespace Consultation.Api.Features.Imports;

/// <summary>The cells of the row that is being read, by the names of a mapping.</summary>
internal interface IRowCells
{
    /// <summary>Empty where the row has nothing in this column.</summary>
    Cell this[string column] { get; }
}

/// <summary>What stands in a cell.</summary>
/// <param name="Text">A list one element a line; null: what is neither text nor a list of texts.</param>
/// <param name="List">The elements where the file itself has a list.</param>
internal readonly record struct Cell(string? Text, IReadOnlyList<string>? List = null);

internal sealed class CsvCells(CsvRecords records, ColumnNames columns) : IRowCells
{
    private readonly Dictionary<string, int?> _places = new(StringComparer.Ordinal);

    public Cell this[string column]
    {
        get
        {
            if (!_places.TryGetValue(column, out var place))
                _places[column] = place = columns.Find(column);
            return new Cell(place is { } at ? records.Field(at) : "");
        }
    }
}

internal sealed class JsonCells(JsonElement line) : IRowCells
{
    public Cell this[string column] =>
        Nth(line, column, 1) is { } exact ? Read(exact)
        : ColumnNames.IsNumbered(column, out var shared, out var nth) && Nth(line, shared, nth) is { } numbered ? Read(numbered)
        : AtPath(column) is { } nested ? Read(nested)
        : new Cell("");

    private JsonElement? AtPath(string path)
    {
        var at = line;
        foreach (var name in path.Split('.'))
        {
            if (Nth(at, name, 1) is not { } next)
                return null;
            at = next;
        }
        return at;
    }

    private static JsonElement? Nth(JsonElement element, string name, int nth)
    {
        if (element.ValueKind is not JsonValueKind.Object)
            return null;
        foreach (var property in element.EnumerateObject())
        {
            if (property.NameEquals(name) && --nth == 0)
                return property.Value;
        }
        return null;
    }

    private static Cell Read(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Array)
            return new Cell(Text(value));
        var list = value.EnumerateArray().Select(Text).ToArray();
        return list.Contains(null) ? new Cell(null) : new Cell(string.Join('\n', list), list!);
    }

    private static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => "",
            JsonValueKind.Object or JsonValueKind.Array => null,
            _ => value.GetRawText(),
        };
}
