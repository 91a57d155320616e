namespace Consultation.Domain.Search;

/// <summary>A stretch that matched, in UTF-16 units.</summary>
public sealed record SearchMark(int Start, int Length);

/// <summary>Where a search hit: the field, a stretch of it on one line, and the marks within that stretch.</summary>
public sealed record SearchHit(string Field, string Snippet, IReadOnlyList<SearchMark> Marks);

/// <summary>Finds again, in a text as it is shown, what the search found in its index.</summary>
public static class SearchHits
{
    /// <summary>UTF-16 units of a snippet, at most, with its ellipses.</summary>
    public const int SnippetLength = 240;

    /// <summary>Shown before the first mark.</summary>
    private const int Lead = 60;
    private const int MostMarks = 1000;

    /// <summary>Every stretch that a wanted term stands in, in order and without overlaps; at most a thousand.</summary>
    public static IReadOnlyList<SearchMark> Marks(string text, SearchQuery query) =>
        Joined(Found(text, query)).Select(found => new SearchMark(found.Start, found.Length)).ToArray();

    /// <summary>Whether every wanted term stands in it.</summary>
    public static bool HoldsAll(string text, SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Found(text, query).Select(stretch => stretch.Term).Distinct().Count() == query.Terms.Count(term => !term.Excluded)
            && !query.IsEmpty;
    }

    /// <summary>The field that most of the terms stand in (the first of several), or null when none does.</summary>
    public static SearchHit? Best(IEnumerable<(string Field, string? Text)> fields, SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(query);
        var wanted = query.Terms.Count(term => !term.Excluded);
        (string Field, string Text, List<Stretch> Found, int Terms)? best = null;
        foreach (var (field, text) in fields)
        {
            if (string.IsNullOrEmpty(text))
            {
                continue;
            }
            var found = Found(text, query);
            var terms = found.Select(stretch => stretch.Term).Distinct().Count();
            if (terms > (best?.Terms ?? 0))
            {
                best = (field, text, found, terms);
            }
            if (terms == wanted)
            {
                break;
            }
        }
        return best is { } one ? Shown(one.Field, one.Text, one.Found) : null;
    }

    private sealed record Stretch(int Start, int Length, int Term)
    {
        public int End => Start + Length;
    }

    private static List<Stretch> Found(string text, SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var words = SearchWords.In(text);
        var found = new List<Stretch>();
        for (var at = 0; at < words.Count && found.Count < MostMarks; at++)
        {
            for (var i = 0; i < query.Terms.Count; i++)
            {
                var term = query.Terms[i];
                if (!term.Excluded && term.StandsAt(words, at))
                {
                    var last = words[at + term.Words.Count - 1];
                    found.Add(new Stretch(words[at].Start, last.Start + last.Length - words[at].Start, i));
                }
            }
        }
        return found;
    }

    private static List<Stretch> Joined(List<Stretch> found)
    {
        var joined = new List<Stretch>(found.Count);
        foreach (var next in found)
        {
            if (joined.Count > 0 && next.Start < joined[^1].End)
            {
                var last = joined[^1];
                joined[^1] = last with { Length = Math.Max(last.End, next.End) - last.Start };
            }
            else
            {
                joined.Add(next);
            }
        }
        return joined;
    }

    private static SearchHit Shown(string field, string text, List<Stretch> found)
    {
        var first = Densest(found);
        var (from, to) = Cut(text, first.Start);
        var (before, after) = (from > 0 ? "…" : "", to < text.Length ? "…" : "");
        var marks = Joined(found)
            .Where(mark => mark.Start < to && mark.End > from)
            .Select(mark => (Start: Math.Max(mark.Start, from), End: Math.Min(mark.End, to)))
            .Select(mark => new SearchMark(mark.Start - from + before.Length, mark.End - mark.Start))
            .ToArray();
        var line = string.Create(
            to - from,
            (text, from),
            static (line, given) => OneLine(given.text.AsSpan(given.from, line.Length), line)
        );
        return new SearchHit(field, before + line + after, marks);
    }

    /// <summary>The first stretch with most of the terms soon after it.</summary>
    private static Stretch Densest(List<Stretch> found)
    {
        var (best, most) = (found[0], 0);
        for (var i = 0; i < found.Count; i++)
        {
            var near = found
                .Skip(i)
                .TakeWhile(s => s.End <= found[i].Start + SnippetLength - Lead - 2)
                .Select(s => s.Term)
                .Distinct()
                .Count();
            if (near > most)
            {
                (best, most) = (found[i], near);
            }
        }
        return best;
    }

    /// <summary>From a little before the hit, at the beginning of a word where there is one, to as much as fits.</summary>
    private static (int From, int To) Cut(string text, int hit)
    {
        const int room = SnippetLength - 2; // Two ellipses.
        var from = text.Length <= SnippetLength ? 0 : Math.Max(0, Math.Min(hit - Lead, text.Length - room));
        if (from > 0)
        {
            var space = text.AsSpan(from, hit - from).IndexOfAny(' ', '\n', '\t');
            from = space >= 0 ? from + space + 1 : Whole(text, from);
        }
        var to = Math.Min(text.Length, from + (text.Length <= SnippetLength ? SnippetLength : room));
        if (to < text.Length)
        {
            var space = text.AsSpan(from, to - from).LastIndexOfAny(' ', '\n', '\t');
            to = from + space > hit + (room / 2) ? from + space : Whole(text, to);
        }
        return (from, to);
    }

    /// <summary>Not between the halves of a pair.</summary>
    private static int Whole(string text, int at) => char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static void OneLine(ReadOnlySpan<char> text, Span<char> line)
    {
        for (var i = 0; i < text.Length; i++)
        {
            line[i] = char.IsWhiteSpace(text[i]) ? ' ' : text[i];
        }
    }
}
