namespace Consultation.Domain.Search;

/// <summary>One thing that a reader looks for: a word, words in a row, or the beginning of a word.</summary>
public sealed record SearchTerm
{
    /// <summary>As they were written; at least one.</summary>
    public required IReadOnlyList<SearchWord> Words { get; init; }

    /// <summary>What is found shall not hold it.</summary>
    public bool Excluded { get; init; }

    /// <summary>Tokens that the last word may be: its own first, then others that count as the same (compounds, by the caller).</summary>
    public required IReadOnlyList<string> LastTokens { get; init; }

    /// <summary>
    /// Beginnings that the last word's token may have; empty unless a star was written after at least three letters (a star after fewer is
    /// overlooked: half of all words would have to be read).
    /// </summary>
    public IReadOnlyList<string> LastBeginnings { get; init; } = [];

    /// <summary>Whether compounds of the word count too: a word alone, of at least four letters, that is wanted as it is.</summary>
    public bool TakesCompounds => Words.Count == 1 && !Excluded && LastBeginnings.Count == 0 && Compounds.MayHold(Words[0]);

    /// <summary>Whether the words that begin so may be listed from the vocabulary: one that no number begins with, alone.</summary>
    public bool TakesWordsThatBegin => Words.Count == 1 && LastBeginnings.Count > 0 && LastBeginnings.All(Compounds.IsVocabulary);

    /// <summary>The same in other words: tokens in a row, and whether the last of them is a beginning only.</summary>
    public IEnumerable<(IEnumerable<string> Tokens, bool Beginning)> Alternatives
    {
        get
        {
            var before = Words.Take(Words.Count - 1).Select(word => word.Token);
            return LastTokens
                .Select(token => (before.Append(token), false))
                .Concat(LastBeginnings.Select(beginning => (before.Append(beginning), true)));
        }
    }

    /// <summary>Whether it stands in the text's words from <paramref name="at"/> on.</summary>
    public bool StandsAt(IReadOnlyList<SearchWord> words, int at)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (at + Words.Count > words.Count)
        {
            return false;
        }
        for (var i = 0; i < Words.Count - 1; i++)
        {
            if (words[at + i].Token != Words[i].Token)
            {
                return false;
            }
        }
        var last = words[at + Words.Count - 1].Token;
        return Tokens.Contains(last) || LastBeginnings.Any(beginning => last.StartsWith(beginning, StringComparison.Ordinal));
    }

    private HashSet<string> Tokens => field ??= [.. LastTokens];

    internal static SearchTerm Of(IReadOnlyList<SearchWord> words, bool excluded, bool beginning)
    {
        var last = words[^1];
        return beginning && last.Folded.Length >= ShortestBeginning
            ? new SearchTerm
            {
                Words = words,
                Excluded = excluded,
                LastTokens = FormsOf(last.Folded),
                LastBeginnings = [.. WordPairs.Beginnings(last.Folded).Prepend(WordPairs.Joined(last.Folded)).Distinct()],
            }
            : new SearchTerm
            {
                Words = words,
                Excluded = excluded,
                LastTokens = [last.Token],
            };
    }

    private const int ShortestBeginning = 3;
    private static readonly string[] Ends = ["", "e", "s", "el"];

    /// <summary>An ending may have been taken off a word before where its written beginning ends: kommune* is also kommun.</summary>
    private static string[] FormsOf(string beginning) =>
        [.. Ends.Select(more => Stems.Of(beginning + more)).Distinct(StringComparer.Ordinal)];
}
