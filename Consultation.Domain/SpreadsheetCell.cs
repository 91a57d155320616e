using System.Globalization;

namespace Consultation.Domain;

/// <summary>Keeps a spreadsheet from running what a stranger wrote (formula injection, also by DDE).</summary>
public static class SpreadsheetCell
{
    /// <summary>What a formula needs to do more than sums: a call, a link to another sheet or file, an array, DDE.</summary>
    private const string Hooks = "([{!|#";

    /// <summary>
    /// Puts an apostrophe before a cell that a spreadsheet could run as a formula and leaves all others as they are. The rule, where
    /// full-width characters count as their plain twins:
    /// <list type="bullet">
    /// <item>a cell that begins with tab, carriage return or line feed gets one;</item>
    /// <item>otherwise leading white space and invisible characters are looked past;</item>
    /// <item>what then begins with <c>=</c> or <c>@</c> gets one;</item>
    /// <item>what begins with <c>+</c> or <c>-</c> gets one, unless the rest is empty, a number or telephone number (digits, spaces, full
    /// stops, commas, a last percent sign) or a point of a list: white space, then text with a letter in it and none of
    /// <c>( [ { ! | #</c>.</item>
    /// </list>
    /// </summary>
    public static string Defuse(string cell) => Runs(cell) ? "'" + cell : cell;

    private static bool Runs(string cell)
    {
        if (cell.Length == 0)
            return false;
        if (cell[0] is '\t' or '\r' or '\n')
            return true;
        var at = 0;
        while (at < cell.Length && IsLookedPast(cell[at]))
            at++;
        if (at == cell.Length)
            return false;
        return Plain(cell[at]) switch
        {
            '=' or '@' => true,
            '+' or '-' => !IsNumber(cell.AsSpan(at + 1)) && !IsPointOfList(cell.AsSpan(at + 1)),
            _ => false,
        };
    }

    private static bool IsLookedPast(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format;

    private static char Plain(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    private static bool IsNumber(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimEnd();
        if (rest.EndsWith("%"))
            rest = rest[..^1];
        foreach (var c in rest)
        {
            if (!char.IsAsciiDigit(c) && !char.IsWhiteSpace(c) && c is not ('.' or ','))
                return false;
        }
        return true;
    }

    private static bool IsPointOfList(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || !char.IsWhiteSpace(rest[0]))
            return false;
        var hasLetter = false;
        foreach (var c in rest)
        {
            if (Hooks.Contains(Plain(c), StringComparison.Ordinal))
                return false;
            hasLetter |= char.IsLetter(c);
        }
        return hasLetter;
    }
}
