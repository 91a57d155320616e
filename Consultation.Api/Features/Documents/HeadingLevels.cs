using System.Text.RegularExpressions;

namespace Consultation.Api.Features.Documents;

/// <summary>
/// Knows numbered headings ("IV. …", "A. …", "1. …", "2.3 …") and their levels 2 to 6. "I." may be a Roman one or the letter after H: what
/// came before decides.
/// </summary>
internal sealed partial class HeadingLevels
{
    private const int MaxLength = 200;
    private int lastRoman;
    private char lastLetter;

    /// <summary>The level of a line that stands alone, null if it is no heading.</summary>
    public int? Of(string line)
    {
        var text = line.Trim();
        if (text.Length > MaxLength || text.EndsWith('.') || text.EndsWith(';') || text.EndsWith(','))
            return null;
        var match = Numbered().Match(text);
        if (!match.Success)
            return null;
        var number = match.Groups["number"].Value;
        if (char.IsAsciiDigit(number[0]))
            return Math.Min(4 + number.Count(c => c == '.'), 6);

        var roman = Roman(number);
        var nextLetter = number.Length == 1 && number[0] == (lastLetter == '\0' ? 'A' : lastLetter + 1);
        if (roman > 0 && (number.Length > 1 || roman == lastRoman + 1) && !(nextLetter && roman != lastRoman + 1))
        {
            lastRoman = roman;
            lastLetter = '\0';
            return 2;
        }
        if (number.Length > 1)
            return null;
        lastLetter = number[0];
        return 3;
    }

    private static int Roman(string number)
    {
        var sum = 0;
        var before = 0;
        for (var i = number.Length - 1; i >= 0; i--)
        {
            var value = number[i] switch
            {
                'I' => 1,
                'V' => 5,
                'X' => 10,
                'L' => 50,
                _ => 0,
            };
            if (value == 0)
                return 0;
            sum += value < before ? -value : value;
            before = value;
        }
        return sum;
    }

    [GeneratedRegex(
        @"^((?<number>[IVXL]{1,8}|[A-Z]|[0-9]{1,3})\.|(?<number>[0-9]{1,3}(\.[0-9]{1,3}){1,4})\.?) +\S",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Numbered();
}
