using System.Globalization;
using System.Text;

namespace Consultation.Domain;

public static class PlainText
{
    /// <summary>As many marks on one letter as the Unicode stream-safe format allows (UAX 15).</summary>
    private const int MaxMarks = 30;

    /// <summary>Combining grapheme joiner: invisible, ends a run of marks.</summary>
    private const char Joiner = '\u034F';

    /// <summary>
    /// The form in which all text is stored and compared: NFC (Norwegian arrives with combining rings), line feeds only, no control
    /// characters but tab and line feed, no half surrogates and no non-characters (U+FFFD stands in: neither normalisation nor XML takes
    /// them), nothing blank at the end. Runs of over 30 combining marks are broken by a joiner, because ordering them takes quadratic
    /// time. Null becomes empty; the same text comes back from a second call.
    /// </summary>
    public static string Normalise(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = NeedsCleaning(text) ? Clean(text) : text;
        return clean.Normalize(NormalizationForm.FormC).TrimEnd();
    }

    private static bool NeedsCleaning(string text)
    {
        foreach (var c in text)
        {
            // Below the combining marks only controls matter; the rest of the world takes the careful way.
            if (c >= '\u0300' ? c is not (>= '\u2010' and <= '\u2027') : IsUnwanted(c))
                return true;
        }
        return false;
    }

    private static bool IsUnwanted(char c) => char.IsControl(c) && c is not ('\t' or '\n');

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var marks = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                if (i + 1 >= text.Length || text[i + 1] != '\n')
                    clean.Append('\n');
                marks = 0;
                continue;
            }
            if (IsUnwanted(c))
                continue;
            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (!isPair && (char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF'))
            {
                clean.Append('\uFFFD');
                marks = 0;
                continue;
            }
            marks = IsMark(text, i) ? marks + 1 : 0;
            if (marks > MaxMarks)
            {
                clean.Append(Joiner);
                marks = 1;
            }
            clean.Append(c);
            if (isPair)
                clean.Append(text[++i]);
        }
        return clean.ToString();
    }

    private static bool IsMark(string text, int at) =>
        text[at] != Joiner
        && CharUnicodeInfo.GetUnicodeCategory(text, at)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;
}
