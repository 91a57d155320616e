namespace Consultation.Domain.Search;

/// <summary>
/// What a reader typed. Words must all be found; <c>"words in quotes"</c> in a row; <c>begin*</c> begins a word; <c>-word</c> must not be
/// there. Everything else is plain text, and what is written together (26/1234, e-post) is looked for in a row.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>UTF-16 units that are read; the rest is overlooked.</summary>
    public const int MostCharacters = 500;
    public const int MostTerms = 12;
    private const int MostWordsInARow = 12;
    private const string Quotes = "\"«»“”„";

    public required IReadOnlyList<SearchTerm> Terms { get; init; }

    /// <summary>Nothing that a word could be found by: nothing is found.</summary>
    public bool IsEmpty => Terms.Count == 0;

    /// <summary>Never throws.</summary>
    public static SearchQuery Parse(string? typed)
    {
        var text = PlainText.Normalise(typed is { Length: > MostCharacters } ? typed[..MostCharacters] : typed);
        var terms = new List<SearchTerm>();
        var at = 0;
        while (at < text.Length && terms.Count < MostTerms)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var excluded = text[at] == '-';
            if (excluded)
            {
                at++;
            }
            var quoted = at < text.Length && Quotes.Contains(text[at], StringComparison.Ordinal);
            var start = quoted ? ++at : at;
            while (at < text.Length && !(quoted ? Quotes.Contains(text[at], StringComparison.Ordinal) : Ends(text, at)))
            {
                at++;
            }
            var words = SearchWords.In(text[start..at]);
            var beginning = at > start && text[at - 1] == '*';
            if (quoted && at < text.Length)
            {
                at++; // Over the closing quote.
                beginning |= at < text.Length && text[at] == '*';
            }
            if (words.Count > 0)
            {
                terms.Add(SearchTerm.Of([.. words.Take(MostWordsInARow)], excluded, beginning && words.Count <= MostWordsInARow));
            }
        }
        return new SearchQuery { Terms = Wanted(terms) };
    }

    private static bool Ends(string text, int at) => char.IsWhiteSpace(text[at]) || Quotes.Contains(text[at], StringComparison.Ordinal);

    /// <summary>With nothing but exclusions there is nothing to begin with: then the minus signs are plain text.</summary>
    private static List<SearchTerm> Wanted(List<SearchTerm> terms) =>
        terms.Exists(term => !term.Excluded) ? terms : [.. terms.Select(term => term with { Excluded = false })];
}
