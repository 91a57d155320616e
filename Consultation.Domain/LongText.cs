namespace Consultation.Domain;

/// <summary>Parts what somebody wrote into pages: between its paragraphs where it can, else between lines, else between words.</summary>
public static class LongText
{
    private static readonly string[] Seams = ["\n\n", "\n", " "];

    /// <summary>The whole text in order, without the white space at the seams; one page where it fits.</summary>
    /// <param name="most">UTF-16 units of a page.</param>
    public static IReadOnlyList<string> Pages(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 4);
        var pages = new List<string>();
        var start = 0;
        while (text.Length - start > most)
        {
            var end = Seam(text, start, most);
            Add(pages, text[start..end]);
            start = end;
        }
        Add(pages, text[start..]);
        return pages.Count == 0 ? [text] : pages;
    }

    /// <summary>The last seam in the latter half of what fits, else as much as fits without cutting a character in two.</summary>
    private static int Seam(string text, int start, int most)
    {
        foreach (var seam in Seams)
        {
            var found = text.LastIndexOf(seam, start + most - 1, (most + 1) / 2, StringComparison.Ordinal);
            if (found > start)
                return found;
        }
        var end = start + most;
        return char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }

    private static void Add(List<string> pages, string page)
    {
        if (page.Trim('\n', ' ') is { Length: > 0 } shown)
            pages.Add(shown);
    }
}
