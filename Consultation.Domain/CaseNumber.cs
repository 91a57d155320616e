using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Consultation.Domain;

/// <summary>
/// A case number of a public archive as it was written, with its parts where it has the form of Noark: year, sequence and perhaps document
/// (<c>15/4490</c>, <c>2019/12961</c>, <c>07/01326-2</c>). Older systems have their own (<c>201000148</c>): these stay text alone.
/// </summary>
public sealed partial record CaseNumber
{
    private const int MaxLength = 50;

    public required string Text { get; init; }

    /// <summary>Four digits; null where the text has not the form of Noark.</summary>
    public int? Year { get; init; }
    public int? Sequence { get; init; }
    public int? Document { get; init; }

    /// <summary>Fails only for what is no case number at all: blank, over 50 characters, or more than a line.</summary>
    public static bool TryParse(string? input, [NotNullWhen(true)] out CaseNumber? number)
    {
        number = null;
        var text = PlainText.Normalise(input).Trim();
        if (text.Length is 0 or > MaxLength || text.AsSpan().ContainsAny('\n', '\t'))
            return false;
        var match = NoarkForm().Match(text);
        number = match.Success
            ? new()
            {
                Text = text,
                Year = FullYear(match.Groups["year"].ValueSpan),
                Sequence = Number(match.Groups["sequence"].ValueSpan),
                Document = match.Groups["document"].Success ? Number(match.Groups["document"].ValueSpan) : null,
            }
            : new() { Text = text };
        return true;
    }

    /// <summary>Two digits are of this century, unless they would lie more than a generation ahead.</summary>
    private static int FullYear(ReadOnlySpan<char> digits)
    {
        var year = Number(digits);
        if (digits.Length == 4)
            return year;
        return year < 70 ? 2000 + year : 1900 + year;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<year>[0-9]{2}|[0-9]{4})/(?<sequence>[0-9]{1,6})(-(?<document>[0-9]{1,5}))?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex NoarkForm();
}
