using Consultation.Domain.Search;

namespace Consultation.Api.Features.Search;

/// <summary>
/// A query as the engines' own full-text languages have it. Tokens hold letters and digits alone and stand in quotes, so nothing that a
/// reader types is ever syntax.
/// </summary>
internal static class MatchText
{
    /// <summary>No token has this letter: nothing is found.</summary>
    public const string Nothing = "\"¤\"";

    public static string ForFts5(SearchQuery query)
    {
        var wanted = Joined(query, excluded: false, " AND ", InFts5);
        var excluded = Joined(query, excluded: true, " OR ", InFts5);
        return wanted.Length == 0 ? Nothing
            : excluded.Length == 0 ? wanted
            : $"({wanted}) NOT ({excluded})";
    }

    public static string ForContains(SearchQuery query)
    {
        var wanted = Joined(query, excluded: false, " AND ", InContains);
        var excluded = Joined(query, excluded: true, " OR ", InContains);
        return wanted.Length == 0 ? Nothing
            : excluded.Length == 0 ? wanted
            : $"({wanted}) AND NOT ({excluded})";
    }

    private static string Joined(SearchQuery query, bool excluded, string by, Func<string, bool, string> write) =>
        string.Join(
            by,
            query
                .Terms.Where(term => term.Excluded == excluded)
                .Select(term => term.Alternatives.Select(one => write(string.Join(' ', one.Tokens), one.Beginning)))
                .Select(alternatives => $"({string.Join(" OR ", alternatives)})")
        );

    private static string InFts5(string tokens, bool beginning) => beginning ? $"\"{tokens}\" *" : $"\"{tokens}\"";

    private static string InContains(string tokens, bool beginning) => beginning ? $"\"{tokens}*\"" : $"\"{tokens}\"";
}
