namespace Consultation.Domain.Search;

/// <summary>
/// Which written-together words count as holding a word at their beginning or end: barnehage and plass both find barnehageplass.
/// The word has at least four letters; what is left over, without a joining e or s, has at least three and is itself a word that has been
/// met, unless the word is so long (six letters and more) that it hardly stands there by chance. A word in the middle of three is not
/// found.
/// </summary>
public static class Compounds
{
    private const int ShortestWord = 4;
    private const int LongWord = 6;
    private const int ShortestRest = 3;

    public static bool MayHold(SearchWord word) => word.Folded.Length >= ShortestWord && IsVocabulary(word.Token);

    /// <summary>Letters of a token that the vocabulary keeps, at most: exchanging a part may have made it longer than the word was.</summary>
    public const int LongestToken = 80;

    /// <summary>Whether the token is kept in the vocabulary: three letters and more, not a number.</summary>
    public static bool IsVocabulary(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return token.Length is >= ShortestRest and <= LongestToken && char.IsLetter(token[0]);
    }

    /// <summary>
    /// What must be a known token for <paramref name="compound"/> to hold <paramref name="token"/>: any of the answered; none needed when
    /// <c>Certain</c>; impossible when neither.
    /// </summary>
    public static (bool Certain, IReadOnlyList<string> Rests) Rests(string token, string compound)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(compound);
        string[] rests = [];
        if (compound.Length >= token.Length + ShortestRest)
        {
            if (compound.StartsWith(token, StringComparison.Ordinal))
            {
                rests = [.. AfterJoint(compound[token.Length..])];
            }
            if (compound.EndsWith(token, StringComparison.Ordinal))
            {
                var first = compound[..^token.Length];
                rests = [.. rests, first, Stems.Of(first)];
            }
        }
        rests = [.. rests.Where(rest => rest.Length >= ShortestRest).Distinct(StringComparer.Ordinal)];
        return (rests.Length > 0 && token.Length >= LongWord, rests);
    }

    private static IEnumerable<string> AfterJoint(string rest)
    {
        yield return rest;
        foreach (var joint in (string[])["es", "e", "s"])
        {
            if (rest.StartsWith(joint, StringComparison.Ordinal))
            {
                yield return rest[joint.Length..];
            }
        }
    }
}
