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

    /// <summary>Ends a word: what stands between two of them in the end.</summary>
    private const int Parts = ' ';

    /// <summary>Falls away within a word.</summary>
    private const int Nothing = 0;

    /// <summary>What it stands for follows from its neighbours.</summary>
    private const int Careful = 1;

    /// <summary>The answer for every sign that is common in the European scripts.</summary>
    private static readonly ushort[] Common = [.. Enumerable.Range(0, 0x2028).Select(sign => (ushort)LowerAlone((char)sign))];

    /// <summary>
    /// The text's words in lower case with one space between: letters, digits and their marks. HTML entities are read as what they
    /// stand for, however often they were escaped; apostrophes and invisible signs fall away within a word ("don't" is "dont"), all
    /// other punctuation, symbols and white space only part words. Linear in the text's length.
    /// </summary>
    public static string Normalise(string text)
    {
        var buffer = Rent(text, out var length);
        var words = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return words;
    }

    /// <summary><see cref="Normalise"/> into an array of the shared pool, which the caller gives back.</summary>
    internal static char[] Rent(string text, out int length)
    {
        // Lower case has at most as many characters, and each space is of a character that is not in a word.
        var buffer = ArrayPool<char>.Shared.Rent(text.Length + 1);
        if (TryWrite(text, buffer, out length))
        {
            return buffer;
        }
        ArrayPool<char>.Shared.Return(buffer);
        var plain = PlainText.Normalise(Decode(text));
        buffer = ArrayPool<char>.Shared.Rent(plain.Length + 1);
        length = Write(plain, buffer);
        return buffer;
    }

    /// <summary>The quick way, for nearly all texts: sign by sign, without a branch that depends on where a word ends.</summary>
    private static bool TryWrite(string text, char[] into, out int length)
    {
        var common = Common;
        length = 0;
        var parted = 1;
        foreach (var c in text)
        {
            var lower = c < common.Length ? common[c] : Careful;
            if (lower < Parts)
            {
                if (lower == Careful)
                {
                    return false;
                }
                continue;
            }
            var parts = lower == Parts ? 1 : 0;
            into[length] = (char)lower;
            length += 1 - (parted & parts);
            parted = parts;
        }
        length -= length > 0 ? parted : 0;
        return true;
    }

    private static int Write(string plain, char[] into)
    {
        var length = 0;
        var parted = false;
        for (var at = 0; at < plain.Length; at++)
        {
            var isPair = char.IsHighSurrogate(plain[at]) && at + 1 < plain.Length;
            var lower =
                isPair ? Lower(new Rune(plain[at], plain[++at]))
                : plain[at] < Common.Length && Common[plain[at]] != Careful ? Common[plain[at]]
                : Lower(new Rune(plain[at]));
            if (lower == Parts)
            {
                parted = true;
            }
            else if (lower != Nothing)
            {
                if (parted && length > 0)
                {
                    into[length++] = ' ';
                }
                parted = false;
                length += new Rune(lower).EncodeToUtf16(into.AsSpan(length));
            }
        }
        return length;
    }

    /// <summary>
    /// What a sign is in a text of nothing but such: no sign below the combining marks, and no quotation mark or dash, is changed by
    /// <see cref="PlainText.Normalise"/> but controls, which fall away or are white space, and an ampersand may begin an entity.
    /// </summary>
    private static int LowerAlone(char sign) =>
        sign switch
        {
            '&' or (>= '\u0300' and < '\u2010') => Careful,
            '\t' or '\n' or '\r' => Parts,
            _ => char.IsControl(sign) ? Nothing : Lower(new Rune(sign)),
        };

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
