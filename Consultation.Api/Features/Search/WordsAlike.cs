using Consultation.Api.Data;
using Consultation.Domain.Search;

namespace Consultation.Api.Features.Search;

/// <summary>Adds to a query the words that the index has met and that count as its own: compounds, and those that begin so.</summary>
internal static class WordsAlike
{
    /// <summary>Compounds of one word that are searched; the shortest, which are the commonest.</summary>
    public const int Most = 128;

    /// <summary>
    /// Words that begin so and are searched one by one, at some 0.03 ms each in a million replies; when there are more, the engine merges
    /// all their rows first, which takes its time where the beginning is common.
    /// </summary>
    public const int MostThatBegin = 2000;

    /// <summary>Words that are looked at to find them, in each direction.</summary>
    private const int MostRead = 1000;

    public static async Task<SearchQuery> Expanded(Db db, SearchQuery query)
    {
        var terms = new List<SearchTerm>(query.Terms.Count);
        foreach (var term in query.Terms)
        {
            terms.Add(
                term.TakesCompounds ? term with { LastTokens = [.. term.LastTokens, .. await Holding(db, term.Words[0].Token)] }
                : term.TakesWordsThatBegin ? await Listed(db, term)
                : term
            );
        }
        return query with { Terms = terms };
    }

    private static async Task<SearchTerm> Listed(Db db, SearchTerm term)
    {
        var words = new List<string>(term.LastTokens);
        foreach (var beginning in term.LastBeginnings)
        {
            words.AddRange(await db.All<string>(SelectBeginning, Range(beginning, MostThatBegin + 1)));
            words.Add(beginning);
            if (words.Count > MostThatBegin)
            {
                return term;
            }
        }
        return term with { LastTokens = [.. words.Distinct(StringComparer.Ordinal)], LastBeginnings = [] };
    }

    private static object Range(string from, int take) =>
        new
        {
            Token = from,
            End = from + '\uFFFF',
            Take = take,
        };

    private static async Task<IReadOnlyList<string>> Holding(Db db, string token)
    {
        var backwards = string.Concat(token.Reverse());
        var beginning = await db.All<string>(SelectBeginning, Range(token, MostRead));
        var ending = await db.All<string>(SelectEnding, Range(backwards, MostRead));
        var candidates = beginning
            .Concat(ending)
            .Distinct(StringComparer.Ordinal)
            .Select(word => (Word: word, Holds: Compounds.Rests(token, word)))
            .Where(candidate => candidate.Holds.Rests.Count > 0)
            .OrderBy(candidate => candidate.Word.Length)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .Take(Most * 2)
            .ToArray();
        var unsure = candidates.Where(candidate => !candidate.Holds.Certain).SelectMany(candidate => candidate.Holds.Rests).Distinct();
        var known = (await db.All<string>(SelectKnown, new { Words = unsure.ToArray() })).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. candidates
                .Where(candidate => candidate.Holds.Certain || candidate.Holds.Rests.Any(known.Contains))
                .Select(candidate => candidate.Word)
                .Take(Most),
        ];
    }

    private const string SelectBeginning = """
        select Word from SearchWord where Word > @Token and Word < @End order by Word {first @Take}
        """;

    private const string SelectEnding = """
        select Word from SearchWord where Reversed > @Token and Reversed < @End order by Reversed {first @Take}
        """;

    private const string SelectKnown = "select Word from SearchWord where Word in @Words";
}
