using System.Globalization;

namespace Consultation.Domain;

/// <summary>What holds for the files that a ministry lays beside a hearing's documents.</summary>
public static class AnnexRules
{
    /// <summary>Of one hearing, those that are there now.</summary>
    public const int MostOfAHearing = 100;
    public const int MaxTitle = 300;
    public const int MaxReason = 2000;

    /// <summary>
    /// What the annex is called: as typed, on one line and without direction marks; where nothing was typed, the file's name without its
    /// extension.
    /// </summary>
    /// <param name="fileName">Cleaned (<see cref="FileNames.Clean"/>).</param>
    public static string TitleOf(string? typed, string fileName)
    {
        var title = OneLine(typed);
        return title.Length > 0 ? title : OneLine(fileName[..^FileNames.ExtensionOf(fileName).Length]);
    }

    /// <summary>Two titles that readers could not tell apart.</summary>
    public static bool IsSameTitle(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string OneLine(string? text)
    {
        var kept = PlainText.Normalise(text).Where(c => char.GetUnicodeCategory(c) is not UnicodeCategory.Format);
        var words = string.Concat(kept).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }
}
