using System.Globalization;
using System.Text;

namespace Consultation.Domain.Search;

/// <summary>
/// Letters as search compares them: small, and without accents except the three letters of Norwegian. Å and aa are one letter (Aasen is
/// Åsen), Swedish ä and ö are æ and ø, and the Sami letters á č đ ŋ š ŧ ž are found with and without their marks.
/// </summary>
internal static class Letters
{
    /// <summary>Ends a word.</summary>
    public const char None = '\0';

    /// <summary>Belongs to the word that it stands in and is not seen: soft hyphen, joiners, loose combining marks.</summary>
    public const char Silent = '\u00AD';

    private const int LatinEnd = 0x250;
    private const int MoreLatin = 0x1E00;
    private const int MoreLatinEnd = 0x1F00;
    private static readonly char[] Latin = Table(0, LatinEnd);
    private static readonly char[] Additional = Table(MoreLatin, MoreLatinEnd);

    /// <summary>The letter or digit that stands for <paramref name="c"/>, or <see cref="None"/> or <see cref="Silent"/>.</summary>
    public static char Of(char c) =>
        c switch
        {
            < (char)LatinEnd => Latin[c],
            >= (char)MoreLatin and < (char)MoreLatinEnd => Additional[c - MoreLatin],
            _ => Classified(c),
        };

    public static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'æ' or 'ø' or 'å';

    private static char[] Table(int from, int end)
    {
        var table = new char[end - from];
        for (var i = 0; i < table.Length; i++)
        {
            var small = Classified((char)(from + i));
            table[i] = char.IsLetter(small) ? Plain(small) : small;
        }
        return table;
    }

    private static char Plain(char small) =>
        small switch
        {
            'å' or 'æ' or 'ø' => small,
            'ä' => 'æ',
            'ö' or 'ő' => 'ø',
            'đ' or 'ð' => 'd',
            'ŋ' => 'n',
            'ŧ' or 'þ' => 't',
            'ł' => 'l',
            'ı' => 'i',
            'ǿ' => 'ø',
            'ǽ' => 'æ',
            'ǻ' => 'å',
            _ => small.ToString().Normalize(NormalizationForm.FormD)[0],
        };

    private static char Classified(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.UppercaseLetter
            or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber => char.ToLowerInvariant(c),
            UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format => Silent,
            _ => None,
        };
}
