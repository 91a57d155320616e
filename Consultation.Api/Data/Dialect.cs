using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Consultation.Api.Features.Search;
using Consultation.Domain.Search;

namespace Consultation.Api.Data;

/// <summary>
/// All that differs between the two engines, as marks in the SQL:
/// <c>{first @n}</c> at the end of an ordered select keeps the first n rows;
/// <c>{locked}</c> after a table name keeps others from changing the row until the command ends;
/// <c>{match t.Column @q}</c> is true where a full-text index finds <c>@q</c>, which <see cref="Match"/> writes.
/// </summary>
internal sealed partial class Dialect
{
    public static readonly Dialect Sqlite = new("Sqlite", "limit $1", "", "$1 match $2", MatchText.ForFts5);
    public static readonly Dialect SqlServer = new(
        "SqlServer",
        "offset 0 rows fetch next $1 rows only",
        "with (updlock, holdlock)",
        "contains($1, $2)",
        MatchText.ForContains
    );

    private readonly string _first;
    private readonly string _locked;
    private readonly string _match;
    private readonly Func<SearchQuery, string> _matchText;
    private readonly ConcurrentDictionary<string, string> _translated = new(StringComparer.Ordinal);

    private Dialect(string name, string first, string locked, string match, Func<SearchQuery, string> matchText) =>
        (Name, _first, _locked, _match, _matchText) = (name, first, locked, match, matchText);

    /// <summary>Name of the folder of migrations.</summary>
    public string Name { get; }

    public static Dialect Of(DatabaseProvider provider) => provider == DatabaseProvider.SqlServer ? SqlServer : Sqlite;

    public string Translate(string sql) =>
        _translated.GetOrAdd(
            sql,
            static (text, dialect) =>
                MatchMark()
                    .Replace(First().Replace(text, dialect._first), dialect._match)
                    .Replace("{locked}", dialect._locked, StringComparison.Ordinal),
            this
        );

    /// <summary>A reader's query as the engine's full-text index takes it, as a value and never as SQL.</summary>
    public string Match(SearchQuery query) => _matchText(query);

    [GeneratedRegex(@"\{first (@\w+|\d+)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex First();

    [GeneratedRegex(@"\{match ([\w.]+) (@\w+)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MatchMark();
}
