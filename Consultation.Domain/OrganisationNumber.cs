namespace Consultation.Domain;

/// <summary>
/// Norwegian organisation number: nine digits of which the last is a check digit modulus 11 (Enhetsregisteret). A right check digit does
/// not mean that the number is assigned; that takes a look-up.
/// </summary>
public static class OrganisationNumber
{
    private const int Length = 9;

    /// <summary>Takes the forms people write ("974 760 673", "NO974760673MVA") and gives the nine digits.</summary>
    public static bool TryParse(string? input, out string digits)
    {
        digits = "";
        var rest = input.AsSpan().Trim();
        if (rest.StartsWith("NO", StringComparison.OrdinalIgnoreCase))
            rest = rest[2..];
        if (rest.EndsWith("MVA", StringComparison.OrdinalIgnoreCase))
            rest = rest[..^3];

        Span<char> found = stackalloc char[Length];
        var count = 0;
        foreach (var c in rest)
        {
            if (char.IsWhiteSpace(c) || c is '.' or '-')
                continue;
            if (!char.IsAsciiDigit(c) || count == Length)
                return false;
            found[count++] = c;
        }
        if (count < Length || !HasRightCheckDigit(found))
            return false;
        digits = found.ToString();
        return true;
    }

    private static bool HasRightCheckDigit(ReadOnlySpan<char> digits)
    {
        ReadOnlySpan<int> weights = [3, 2, 7, 6, 5, 4, 3, 2];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * (digits[i] - '0');
        // Nine zeros add up, but are a placeholder and never a number.
        return sum > 0 && (11 - (sum % 11)) % 11 == digits[^1] - '0';
    }
}
