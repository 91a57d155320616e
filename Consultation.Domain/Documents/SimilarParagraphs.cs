namespace Consultation.Domain.Documents;

/// <summary>
/// Pairs the paragraphs that are left by what they share. Only those that share rare words, or stand where it would be expected, are
/// ever compared, and only when their lengths leave a chance.
/// </summary>
internal sealed class SimilarParagraphs
{
    /// <summary>Words that stand in more paragraphs than this tell none of them apart.</summary>
    private const int MostPlaces = 64;

    /// <summary>How many places of words are looked up for one paragraph, for each word that it has but at least for so many.</summary>
    private const int LeastLookups = 2000;
    private const int LookupsPerWord = 4;
    private const int MostCandidates = 8;

    private readonly ParagraphPairs _pairs;
    private readonly IReadOnlyList<ParagraphText> _before;
    private readonly IReadOnlyList<ParagraphText> _revised;
    private readonly int[]?[] _wordsBefore;
    private readonly int[]?[] _wordsRevised;
    private readonly List<int>?[] _placesOf;
    private readonly int[] _votes;
    private int[] _above = [];
    private int[] _below = [];

    public SimilarParagraphs(IReadOnlyList<ParagraphText> before, IReadOnlyList<ParagraphText> revised, ParagraphPairs pairs)
    {
        (_before, _revised, _pairs) = (before, revised, pairs);
        var words = new ParagraphWords();
        _wordsBefore = [.. before.Select((paragraph, place) => pairs.IsTaken(place) ? null : words.Of(paragraph.Markdown))];
        _wordsRevised = [.. revised.Select((paragraph, place) => pairs.BeforeOf(place) is null ? words.Of(paragraph.Markdown) : null)];
        _placesOf = new List<int>?[words.Count];
        _votes = new int[before.Count];
        for (var place = 0; place < before.Count; place++)
        {
            foreach (var word in Distinct(_wordsBefore[place] ?? []))
            {
                (_placesOf[word] ??= []).Add(place);
            }
        }
    }

    public void Pair()
    {
        PairBest(LittleChanged);
        PairBest(KeptInPart);
    }

    /// <summary>
    /// Four fifths alike: whoever is, holds at least two thirds of either text, so no part of a split or merged paragraph is passed over
    /// for a lesser one. The more alike come first, so that rows and sections that are nearly the same are not mixed up.
    /// </summary>
    private static int? LittleChanged(int shared, int before, int revised, bool inPlace) =>
        shared * 10L >= 4L * (before + revised) ? (int)(shared * 2_000_000L / (before + revised)) : null;

    /// <summary>Half of the shorter text stands in the other, where it is expected three tenths; who holds most comes first.</summary>
    private static int? KeptInPart(int shared, int before, int revised, bool inPlace)
    {
        var shorter = Math.Min(before, revised);
        return (inPlace ? shared * 10L >= 3L * shorter : shared * 2L >= shorter) && IsEnough(shared, before, revised) ? shared : null;
    }

    /// <summary>A seventh of the longer text; so a short one that is swallowed by a long one does not give it its name.</summary>
    private static bool IsEnough(int shared, int before, int revised) => shared > 0 && shared * 7L >= Math.Max(before, revised);

    private void PairBest(Func<int, int, int, bool, int?> worth)
    {
        (_above, _below) = (_pairs.ExpectedFromAbove(), _pairs.ExpectedFromBelow());
        var found = new List<(int Worth, int Distance, int Revised, int Before)>();
        for (var place = 0; place < _revised.Count; place++)
        {
            if (_pairs.BeforeOf(place) is not null || _wordsRevised[place] is not { Length: > 0 } words)
                continue;
            foreach (var was in Candidates(place, words))
            {
                var own = _wordsBefore[was]!;
                if (!IsEnough(Math.Min(own.Length, words.Length), own.Length, words.Length))
                    continue;
                var distance = Distance(was, place);
                if (worth(ParagraphWords.Shared(own, words), own.Length, words.Length, distance == 0) is { } value)
                    found.Add((value, distance, place, was));
            }
        }
        foreach (
            var (_, _, place, was) in found
                .OrderByDescending(p => p.Worth)
                .ThenBy(p => p.Distance)
                .ThenBy(p => p.Revised)
                .ThenBy(p => p.Before)
        )
        {
            if (_pairs.AreFree(was, place))
                _pairs.Pair(was, place);
        }
    }

    /// <summary>Those that share most of the rarest words, and those that stand where this one would be expected.</summary>
    private HashSet<int> Candidates(int place, int[] words)
    {
        var seen = new List<int>();
        var lookups = Math.Max(LeastLookups, LookupsPerWord * words.Length);
        var rare = Distinct(words)
            .Where(word => _placesOf[word] is { Count: <= MostPlaces })
            .OrderBy(word => _placesOf[word]!.Count)
            .ThenBy(word => word);
        foreach (var word in rare)
        {
            foreach (var was in _placesOf[word]!)
            {
                if (_votes[was]++ == 0)
                    seen.Add(was);
            }
            lookups -= _placesOf[word]!.Count;
            if (lookups <= 0)
                break;
        }
        var chosen = seen.Where(was => MayBe(was, place))
            .OrderByDescending(was => _votes[was])
            .ThenBy(was => Distance(was, place))
            .ThenBy(was => was)
            .Take(MostCandidates)
            .ToHashSet();
        foreach (var was in seen)
        {
            _votes[was] = 0;
        }
        for (var step = -1; step <= 1; step++)
        {
            chosen.UnionWith(((int[])[_above[place] + step, _below[place] + step]).Where(was => MayBe(was, place)));
        }
        return chosen;
    }

    private bool MayBe(int was, int place) => _pairs.AreFree(was, place) && _before[was].Heading is null == _revised[place].Heading is null;

    private int Distance(int was, int place) => Math.Min(Math.Abs(was - _above[place]), Math.Abs(was - _below[place]));

    /// <summary>Of an ascending row.</summary>
    private static IEnumerable<int> Distinct(int[] words) => words.Where((word, i) => i == 0 || words[i - 1] != word);
}
