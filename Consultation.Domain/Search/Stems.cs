using System.Buffers;

namespace Consultation.Domain.Search;

/// <summary>
/// What the forms of one word have in common, in bokmål and nynorsk at once: høringen, høringer, høyringane and høyring are one. Light: it
/// takes off endings and joins pairs of words, and would rather miss a form than join strangers. A word with a digit, or in
/// letters that are not Latin, is its own stem.
/// </summary>
public static class Stems
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyæøå");

    /// <summary>Letters that must be left when an ending is taken off.</summary>
    private const int Least = 3;

    /// <summary>Endings of nouns, verbs and adjectives, the longest first.</summary>
    private static readonly string[] Endings = ["erne", "ane", "ene", "ar", "en", "er", "et", "a", "e"];

    /// <summary>Their last letters look like an ending and are none.</summary>
    private static readonly string[] Whole =
    [
        "svar",
        "eier",
        "åker",
        "krets",
        "kurs",
        "ressurs",
        "hus",
        "pris",
        "instans",
        "finans",
        "ekvens",
        "endens",
        "lisens",
    ];

    private static readonly string[] Het = ["hetenes", "hetene", "hetens", "heten", "heter", "hets", "het"];
    private static readonly string[] Heit = ["heitenes", "heitene", "heiter", "heitar", "heita", "heits", "heit"];
    private static readonly string[] Itet =
    [
        "itetenes",
        "itetene",
        "itetens",
        "itetane",
        "iteten",
        "itetet",
        "iteter",
        "itetar",
        "itets",
        "itet",
    ];

    /// <summary>Of a word as <see cref="SearchWords"/> folds it.</summary>
    public static string Of(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        if (WordPairs.IsName(folded) || !folded.AsSpan().ContainsAnyInRange('a', 'z') || folded.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return folded;
        }
        if (folded[^1] == 's' && WordPairs.IsName(folded[..^1]))
        {
            return folded[..^1];
        }
        return WordPairs.Joined(Ending(WordPairs.Whole(folded)));
    }

    internal static string Ending(string word)
    {
        if (Replace(word, Het, "het", 2) is { } het)
        {
            return Lig(het, "leghet", "lighet");
        }
        if (Replace(word, Heit, "het", 2) is { } heit)
        {
            return Lig(heit, "leghet", "lighet");
        }
        if (Replace(word, Itet, "itet", 2) is { } itet)
        {
            return itet;
        }
        var stem = Without(Without(Genitive(word), Endings), ["ert", "er", "ar"]);
        if (stem.Length > Least && stem.EndsWith("mm", StringComparison.Ordinal))
        {
            stem = stem[..^1]; // programmet, rommet: no word ends like that.
        }
        return Lig(Regel(stem), "leg", "lig");
    }

    private static string? Replace(string word, string[] endings, string by, int least)
    {
        var ending = endings.FirstOrDefault(e => word.Length >= e.Length + least && word.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? null : string.Concat(word.AsSpan(0, word.Length - ending.Length), by);
    }

    /// <summary>Of nynorsk -leg the -lig of bokmål.</summary>
    private static string Lig(string stem, string nynorsk, string bokmaal) =>
        stem.Length >= nynorsk.Length + Least && stem.EndsWith(nynorsk, StringComparison.Ordinal)
            ? string.Concat(stem.AsSpan(0, stem.Length - nynorsk.Length), bokmaal)
            : stem;

    private static string Genitive(string word) =>
        word.Length > Least + 1
        && word[^1] == 's'
        && word[^2] != 's'
        && (word[^2] is 'e' or 'a' || !Letters.IsVowel(word[^2]))
        && !IsWhole(word)
        && HasVowel(word.AsSpan(0, word.Length - 1))
            ? word[..^1]
            : word;

    private static string Without(string word, ReadOnlySpan<string> endings)
    {
        if (IsWhole(word))
        {
            return word;
        }
        foreach (var ending in endings)
        {
            var left = word.Length - ending.Length;
            if (left >= Least && word.EndsWith(ending, StringComparison.Ordinal) && HasVowel(word.AsSpan(0, left)))
            {
                return word[..left];
            }
        }
        return word;
    }

    /// <summary>regel and regler, artikkel and artikler: the e falls out, and with it the second of two equal consonants.</summary>
    private static string Regel(string stem)
    {
        if (stem.Length < 5 || !stem.EndsWith("el", StringComparison.Ordinal) || Letters.IsVowel(stem[^3]))
        {
            return stem;
        }
        var before = stem[^3] == stem[^4] ? stem.Length - 3 : stem.Length - 2;
        return HasVowel(stem.AsSpan(0, before)) ? string.Concat(stem.AsSpan(0, before), "l") : stem;
    }

    private static bool IsWhole(string word) => Array.Exists(Whole, end => word.EndsWith(end, StringComparison.Ordinal));

    private static bool HasVowel(ReadOnlySpan<char> letters) => letters.ContainsAny(Vowels);
}
