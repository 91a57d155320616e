namespace Consultation.Domain;

/// <summary>
/// Finds Norwegian national identity numbers in text, so that they never reach the web (offentlegforskrifta § 7 letter d): birth numbers,
/// D-numbers (day +40), H-numbers (month +40), synthetic ones (month +80) and their combinations. Only today's check digits are known
/// here; the numbers given out from 2032 follow a wider rule for the first one.
/// </summary>
public static class NationalIdentityNumber
{
    private const int Digits = 11;

    /// <summary>
    /// The first identity number, or null. It has eleven digits, a real date and both check digits, and stands in no longer run of digits;
    /// written in one piece, with one separator between date and number ("010190 12345"), or with a separated date ("01.01.90 12345").
    /// Linear in the text's length; allocates nothing.
    /// </summary>
    public static (int Start, int Length)? FindIn(ReadOnlySpan<char> text)
    {
        var inRun = false;
        for (var at = 0; at < text.Length; at++)
        {
            var isDigit = char.IsAsciiDigit(text[at]);
            if (isDigit && !inRun && MatchAt(text[at..]) is > 0 and var length)
                return (at, length);
            inRun = isDigit;
        }
        return null;
    }

    /// <summary>The length of the number with which the text begins, 0 if it does not begin with one.</summary>
    private static int MatchAt(ReadOnlySpan<char> text)
    {
        Span<int> digits = stackalloc int[Digits];
        var count = 0;
        var at = 0;
        var separatedDate = false;
        while (count < Digits)
        {
            if (at >= text.Length)
                return 0;
            if (char.IsAsciiDigit(text[at]))
            {
                // A date is separated in both places or in none.
                if (count == 4 && separatedDate && !IsSeparator(text[at - 1]))
                    return 0;
                digits[count++] = text[at++] - '0';
                continue;
            }
            var mayFollow = count is 2 or 6 or 9 || (count == 4 && separatedDate);
            if (!mayFollow || !IsSeparator(text[at]) || IsSeparator(text[at - 1]))
                return 0;
            separatedDate |= count == 2;
            at++;
        }
        var ends = at >= text.Length || !char.IsAsciiDigit(text[at]);
        return ends && IsDate(digits) && HasRightCheckDigits(digits) ? at : 0;
    }

    private static bool IsSeparator(char c) =>
        c is ' ' or '.' or '-' or '/' or '\u00A0' or '\u2009' or '\u202F' or '\u2010' or '\u2011' or '\u2013';

    /// <summary>A day that exists in the year's two digits, in some century: 29 February of 00 does, in 2000.</summary>
    private static bool IsDate(ReadOnlySpan<int> digits)
    {
        var day = (digits[0] * 10) + digits[1];
        var month = (digits[2] * 10) + digits[3];
        var year = (digits[4] * 10) + digits[5];
        day = day > 40 ? day - 40 : day;
        month = month switch
        {
            > 80 => month - 80,
            > 40 => month - 40,
            _ => month,
        };
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2000 + year, month);
    }

    private static bool HasRightCheckDigits(ReadOnlySpan<int> digits) =>
        CheckDigit([3, 7, 6, 1, 8, 9, 4, 5, 2], digits) == digits[9] && CheckDigit([5, 4, 3, 2, 7, 6, 5, 4, 3, 2], digits) == digits[10];

    /// <summary>10 where the digits have no check digit: it equals none.</summary>
    private static int CheckDigit(ReadOnlySpan<int> weights, ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * digits[i];
        return (11 - (sum % 11)) % 11;
    }
}
