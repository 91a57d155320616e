using System.Collections.Frozen;
using System.Net;
using System.Text;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>Plain text of what regulations.gov holds: a little HTML, with entities that may be escaped twice.</summary>
internal static class RegulationsGovText
{
    /// <summary>What Windows-1252 has where Unicode has control characters: numeric entities often mean these.</summary>
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    private static readonly FrozenDictionary<string, string> Tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["br"] = "\n",
        ["p"] = "\n\n",
        ["div"] = "\n",
        ["ul"] = "\n",
        ["ol"] = "\n",
        ["li"] = "\n",
        ["tr"] = "\n",
        ["td"] = " ",
        ["span"] = "",
        ["font"] = "",
        ["a"] = "",
        ["b"] = "",
        ["strong"] = "",
        ["i"] = "",
        ["em"] = "",
        ["u"] = "",
        ["sup"] = "",
        ["sub"] = "",
        ["table"] = "\n",
        ["tbody"] = "",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Known tags become line breaks or nothing, entities their characters; other angle brackets are the writer's own.</summary>
    public static string From(string? html)
    {
        if (string.IsNullOrEmpty(html))
            return "";
        var text = html.Contains("<br", StringComparison.OrdinalIgnoreCase)
            ? html.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ')
            : html;
        // Escaped twice at most in what is known; a third round takes nothing from honest text.
        for (var round = 0; round < 3; round++)
            text = WebUtility.HtmlDecode(WithoutTags(text));
        text = WithoutTags(text);
        return Tidy(PlainText.Normalise(string.Concat(text.Select(c => c is >= '\u0080' and <= '\u009F' ? Windows1252[c - 0x80] : c))));
    }

    private static string WithoutTags(string text)
    {
        var plain = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('<', at);
            if (open < 0)
                break;
            plain.Append(text, at, open - at);
            at = open;
            if (TagAt(text, open, out var replacement) is var end and > 0)
            {
                plain.Append(replacement);
                at = end;
            }
            else
            {
                plain.Append('<');
                at++;
            }
        }
        return plain.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The place after the known tag that begins here, 0 if none does. No tag of the site is longer than 300 characters.</summary>
    private static int TagAt(string text, int open, out string replacement)
    {
        replacement = "";
        var start = open + 1;
        if (start < text.Length && text[start] == '/')
            start++;
        var end = start;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        if (!Tags.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(start, end - start), out var known))
            return 0;
        if (end < text.Length && text[end] is not ('>' or '/' or ' ' or '\t' or '\n' or '\r'))
            return 0;
        var close = text.AsSpan(end, Math.Min(300, text.Length - end)).IndexOf('>');
        if (close < 0)
            return 0;
        replacement = known;
        return end + close + 1;
    }

    /// <summary>No blanks at the ends of lines, at most one empty line in a row, none at the beginning.</summary>
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var empty = 0;
        foreach (var line in text.EnumerateLines())
        {
            var words = line.TrimEnd();
            empty = words.IsEmpty ? empty + 1 : 0;
            if (empty > 1 || (words.IsEmpty && tidy.Length == 0))
                continue;
            tidy.Append(words).Append('\n');
        }
        return tidy.ToString().TrimEnd();
    }
}
