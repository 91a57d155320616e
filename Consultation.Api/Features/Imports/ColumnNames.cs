using System.Globalization;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>Finds columns by name: exactly, except that two ways of breaking a line or of composing a letter are the same name.</summary>
internal sealed class ColumnNames(IReadOnlyList<string> columns)
{
    private readonly ILookup<string, int> _places = Enumerable
        .Range(0, columns.Count)
        .ToLookup(place => Comparable(columns[place]), StringComparer.Ordinal);

    /// <summary>The place of the column, from 0; null where there is none. <c>name#n</c> is the n-th of several with one name.</summary>
    public int? Find(string name)
    {
        if (Place(name, 1) is { } exact)
            return exact;
        return IsNumbered(name, out var shared, out var nth) ? Place(shared, nth) : null;
    }

    /// <summary>Takes <c>name#n</c> apart.</summary>
    public static bool IsNumbered(string name, out string shared, out int nth)
    {
        var mark = name.LastIndexOf('#');
        (shared, nth) = (mark < 0 ? "" : name[..mark], 0);
        return mark >= 0 && int.TryParse(name.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out nth) && nth > 0;
    }

    private int? Place(string name, int nth) => _places[Comparable(name)].Skip(nth - 1).Select(place => (int?)place).FirstOrDefault();

    /// <summary>The mark at the end keeps the blanks before it.</summary>
    private static string Comparable(string name) => PlainText.Normalise(name.ReplaceLineEndings("\n") + "|");
}
