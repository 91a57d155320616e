namespace Consultation.Api.Features.Documents;

internal static class Superscript
{
    /// <summary>Numbers of notes as raised digits, which stay apart from the word before them in plain text too; other text as it is.</summary>
    public static string From(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0 || !trimmed.All(c => char.IsAsciiDigit(c) || c is ' ' or ','))
            return text;
        return string.Concat(trimmed.Select(c => char.IsAsciiDigit(c) ? "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0'] : c));
    }
}
