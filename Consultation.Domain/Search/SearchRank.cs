namespace Consultation.Domain.Search;

/// <summary>
/// How well a text answers a search, by a rule that can be told in a sentence: whoever's name holds the words comes first, then whoever has
/// written them most often. Only the beginning of a long field is looked at, so that no reply costs more than another.
/// </summary>
/// <param name="InName">Every wanted term stands in the sender's name, or in that of whom the reply is on behalf of.</param>
/// <param name="Mentions">Stretches in all fields that a wanted term stands in.</param>
public readonly record struct SearchRank(bool InName, int Mentions) : IComparable<SearchRank>
{
    /// <summary>UTF-16 units of a field that are looked at.</summary>
    public const int MostCharacters = 4000;

    private const string Names = "sender.";

    /// <param name="fields">Named as redactions name them.</param>
    /// <param name="query">With the words that count as the reader's own.</param>
    public static SearchRank Of(IEnumerable<(string Field, string? Text)> fields, SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(query);
        var (inName, mentions) = (false, 0);
        foreach (var (field, text) in fields)
        {
            var read = text is { Length: > MostCharacters } ? text[..MostCharacters] : text ?? "";
            mentions += SearchHits.Marks(read, query).Count;
            inName |= field.StartsWith(Names, StringComparison.Ordinal) && SearchHits.HoldsAll(read, query);
        }
        return new SearchRank(inName, mentions);
    }

    /// <summary>The better one is the greater.</summary>
    public int CompareTo(SearchRank other) => InName != other.InName ? InName.CompareTo(other.InName) : Mentions.CompareTo(other.Mentions);

    public static bool operator <(SearchRank left, SearchRank right) => left.CompareTo(right) < 0;

    public static bool operator >(SearchRank left, SearchRank right) => left.CompareTo(right) > 0;

    public static bool operator <=(SearchRank left, SearchRank right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SearchRank left, SearchRank right) => left.CompareTo(right) >= 0;
}
