using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Consultation.Domain.Campaigns;

/// <summary>What two replies must share to be called alike: their words, and nothing of how they were typed.</summary>
public static class ReplyWords
{
    /// <summary>An ampersand and every way to write one behind it, as texts that were escaped several times have them.</summary>
    private static readonly string[] Ampersands = ["amp;", "#38;", "#x26;"];

    /// <summary>Ends a word.</summary>
    private const int Parts = 0;

    /// <summary>Falls away within a word.</summary>
    private const int Nothing = 1;

    /// <summary>The answer for every sign of the European scripts that is not rare.</summary>
    private static readonly int[] Common = [.. Enumerable.Range(0, 0x250).Select(sign => Lower(new Rune(sign)))];

    /// <summary>
    /// The text's words in lower case with one space between: letters, digits and their marks. HTML entities are read as what they
    /// stand for, however often they were escaped; apostrophes and invisible signs fall away within a word ("don't" is "dont"), all
    /// other punctuation, symbols and white space only part words. Linear in the text's length.
    /// </summary>
    public static string Normalise(string text)
    {
        var plain = PlainText.Normalise(Decode(text));
        // Lower case has at most as many characters; one space more for each word that has a separator anyway.
        var buffer = ArrayPool<char>.Shared.Rent(plain.Length + 1);
        var length = 0;
        var parted = false;
        for (var at = 0; at < plain.Length; at++)
        {
            var c = plain[at];
            var isPair = char.IsHighSurrogate(c) && at + 1 < plain.Length;
            var lower =
                isPair ? Lower(new Rune(c, plain[at + 1]))
                : c < Common.Length ? Common[c]
                : Lower(new Rune(c));
            at += isPair ? 1 : 0;
            if (lower == Parts)
            {
                parted = true;
            }
            else if (lower != Nothing)
            {
                if (parted && length > 0)
                {
                    buffer[length++] = ' ';
                }
                parted = false;
                if (isPair)
                {
                    length += new Rune(lower).EncodeToUtf16(buffer.AsSpan(length));
                }
                else
                {
                    buffer[length++] = (char)lower;
                }
            }
        }
        var words = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return words;
    }

    /// <summary>The lower case of a sign that words are made of, else <see cref="Parts"/> or <see cref="Nothing"/>.</summary>
    private static int Lower(Rune sign) =>
        sign.Value switch
        {
            '\'' or '`' or '´' or '‘' or '’' or 'ʼ' or '′' => Nothing,
            _ => Rune.GetUnicodeCategory(sign) switch
            {
                UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber => Rune.ToLowerInvariant(sign).Value,
                UnicodeCategory.Format => Nothing,
                _ => Parts,
            },
        };

    /// <summary>The text with its HTML entities as the characters they stand for, however often they were escaped.</summary>
    internal static string Decode(string text)
    {
        if (!text.Contains('&', StringComparison.Ordinal))
        {
            return text;
        }
        var once = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var c = text[at++];
            once.Append(c);
            while (c == '&' && SpellingAt(text, at) is var length and > 0)
            {
                at += length;
            }
        }
        return WebUtility.HtmlDecode(once.ToString());
    }

    private static int SpellingAt(string text, int at)
    {
        foreach (var spelling in Ampersands)
        {
            if (string.Compare(text, at, spelling, 0, spelling.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return spelling.Length;
            }
        }
        return 0;
    }
}
