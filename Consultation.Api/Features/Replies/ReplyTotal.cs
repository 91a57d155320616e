namespace Consultation.Api.Features.Replies;

/// <summary>How many replies a list has.</summary>
/// <param name="OrMore">Not all were looked through: there are at least so many.</param>
public sealed record ReplyTotal(int Number, bool OrMore = false);

/// <summary>
/// Where in its list a page stands, carried along in the cursor: so many replies come before it, of so many. It is believed only while the
/// list still has as many; else nobody can say it without counting.
/// </summary>
internal sealed record PlaceInList(string? Cursor, int? Before = null, int? Of = null)
{
    // No cursor of a list has such a character.
    private const char Between = '.';

    /// <summary>Whatever was typed there: what is no place is no place, and the list itself judges the cursor.</summary>
    public static PlaceInList Read(string? cursor)
    {
        var parts = cursor?.Split(Between);
        return parts is [_, { Length: <= 9 } before, { Length: <= 9 } of] && Number(before) is { } b && Number(of) is { } o
            ? new PlaceInList(parts[0], b, o)
            : new PlaceInList(cursor);
    }

    /// <summary>Null stays null: there is no such page.</summary>
    public static string? Write(string? cursor, int? before, ReplyTotal? of) =>
        cursor is null || before is null || of is null or { OrMore: true }
            ? cursor
            : FormattableString.Invariant($"{cursor}{Between}{before}{Between}{of.Number}");

    private static int? Number(string text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
