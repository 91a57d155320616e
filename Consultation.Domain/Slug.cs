using System.Globalization;
using System.Text;

namespace Consultation.Domain;

public static class Slug
{
    private const int MaxLength = 80;

    /// <summary>
    /// The readable part of a hearing's address: lower-case a-z, 0-9 and single dashes, at most 80 characters, cut at a word. It is for the
    /// eye; the id is the address. Never empty.
    /// </summary>
    public static string From(string title)
    {
        var slug = new StringBuilder(MaxLength + 16);
        foreach (var c in PlainText.Normalise(title).Normalize(NormalizationForm.FormD))
        {
            if (slug.Length > MaxLength + 1)
                break;
            if (IsSilent(c))
                continue;
            var letters = Fold(c);
            if (letters.Length > 0)
                slug.Append(letters);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        var words = slug.ToString();
        if (words.Length > MaxLength)
            words = Cut(words);
        words = words.Trim('-');
        return words.Length > 0 ? words : "horing";
    }

    private static string Cut(string words)
    {
        var lastDash = words.LastIndexOf('-', MaxLength);
        return words[..(lastDash > 0 ? lastDash : MaxLength)];
    }

    /// <summary>Marks are folded away; an apostrophe parts no word.</summary>
    private static bool IsSilent(char c) =>
        c is '\'' or '’' or '\u00AD' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    private static string Fold(char c) =>
        char.ToLowerInvariant(c) switch
        {
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'đ' or 'ð' => "d",
            'ŋ' => "n",
            'ŧ' => "t",
            'ł' => "l",
            'ı' => "i",
            'þ' => "th",
            'ß' => "ss",
            var lower => char.IsAsciiLetterOrDigit(lower) ? lower.ToString() : "",
        };
}
