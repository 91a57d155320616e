using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Consultation.Domain;

namespace Consultation.Api.Http;

/// <summary>
/// The opaque cursor of a keyset list: the sort keys of the last row, and what list it belongs to, so that a cursor of one list or
/// order is refused in another (422 <c>cursor.invalid</c>).
/// </summary>
internal static class Cursor
{
    public static string Of(string list, params ReadOnlySpan<object> keys)
    {
        var text = new StringBuilder(list);
        foreach (var key in keys)
        {
            text.Append('|').Append(Convert.ToString(key, CultureInfo.InvariantCulture));
        }
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The keys, or null when there is no cursor.</summary>
    public static long[]? Read(string list, int keys, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }
        if (cursor.Length > 200 || !Base64Url.IsValid(cursor))
        {
            throw Refusals.CursorInvalid();
        }
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|');
        var values = new long[keys];
        if (parts.Length != keys + 1 || parts[0] != list)
        {
            throw Refusals.CursorInvalid();
        }
        for (var i = 0; i < keys; i++)
        {
            if (!long.TryParse(parts[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out values[i]))
            {
                throw Refusals.CursorInvalid();
            }
        }
        return values;
    }

    /// <summary>Of a list that is sorted by a text and then by a number.</summary>
    public static string OfText(string list, string text, long number) => Of(list, number, text);

    /// <summary>The text and the number, or null when there is no cursor.</summary>
    public static (string Text, long Number)? ReadText(string list, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }
        if (cursor.Length > 600 || !Base64Url.IsValid(cursor))
        {
            throw Refusals.CursorInvalid();
        }
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|', 3);
        return
            parts.Length == 3
            && parts[0] == list
            && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (parts[2], number)
            : throw Refusals.CursorInvalid();
    }

    /// <summary>The instant that a key stands for, in Unix milliseconds.</summary>
    public static DateTimeOffset Instant(long key) =>
        key >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && key <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(key)
            : throw Refusals.CursorInvalid();
}
