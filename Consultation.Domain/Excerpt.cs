using System.Globalization;
using System.Text;

namespace Consultation.Domain;

public static class Excerpt
{
    /// <summary>
    /// The beginning of a text on one line: white space is one space, at most <paramref name="length"/> UTF-16 units with the ellipsis, cut
    /// at a word where there is one in the latter half, and never within what a reader sees as one character.
    /// </summary>
    public static string From(string text, int length = 280)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        // Two units more than fit tell where the last visible character ends.
        var line = FirstLine(text, length + 2);
        if (line.Length <= length)
            return line;

        var end = 0;
        var lastWord = 0;
        while (end < line.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(line, end);
            if (line[end] == ' ')
                lastWord = end;
            if (next > length - 1)
                break;
            end = next;
        }
        var cut = lastWord > length / 2 ? lastWord : end;
        return string.Concat(line.AsSpan(0, cut).TrimEnd(), "…");
    }

    private static string FirstLine(string text, int length)
    {
        var line = new StringBuilder(length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
            if (line.Length >= length && line[^1] != ' ')
                break;
        }
        return line.ToString().TrimEnd();
    }
}
