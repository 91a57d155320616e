namespace Consultation.Domain.Documents;

/// <summary>
/// Pairs paragraphs whose words are the same. What stands once on either side is certain, also when it was moved; what stands several times
/// ("Ja.", a heading "Bakgrunn" in every chapter) is told apart by its certain neighbours, and the rest are taken in order. (The method is
/// Heckel's: A technique for isolating differences between files, 1978.)
/// </summary>
internal static class SameParagraphs
{
    public static void Pair(
        IReadOnlyList<ParagraphText> before,
        IReadOnlyList<ParagraphText> revised,
        ParagraphPairs pairs,
        Func<ParagraphText, ParagraphText> key
    )
    {
        var places = new Dictionary<ParagraphText, (Queue<int> Before, Queue<int> Revised)>();
        Collect(before, places, key, entry => entry.Before, pairs.IsTaken);
        Collect(revised, places, key, entry => entry.Revised, place => pairs.BeforeOf(place) is not null);
        foreach (var (here, there) in places.Values)
        {
            if (here.Count == 1 && there.Count == 1)
                pairs.Pair(here.Peek(), there.Peek());
        }
        ReachOut(before, revised, pairs, key);
        foreach (var (here, there) in places.Values)
        {
            PairInOrder(here, there, pairs);
        }
    }

    private static void Collect(
        IReadOnlyList<ParagraphText> paragraphs,
        Dictionary<ParagraphText, (Queue<int> Before, Queue<int> Revised)> places,
        Func<ParagraphText, ParagraphText> key,
        Func<(Queue<int> Before, Queue<int> Revised), Queue<int>> side,
        Func<int, bool> isSettled
    )
    {
        for (var place = 0; place < paragraphs.Count; place++)
        {
            if (isSettled(place))
                continue;
            var words = key(paragraphs[place]);
            if (!places.TryGetValue(words, out var entry))
                places[words] = entry = (new Queue<int>(), new Queue<int>());
            side(entry).Enqueue(place);
        }
    }

    /// <summary>From the beginning, the end and each settled pair to equal neighbours, as far as they are equal.</summary>
    private static void ReachOut(
        IReadOnlyList<ParagraphText> before,
        IReadOnlyList<ParagraphText> revised,
        ParagraphPairs pairs,
        Func<ParagraphText, ParagraphText> key
    )
    {
        for (var place = 0; place < revised.Count; place++)
        {
            Try((place == 0 ? -1 : pairs.BeforeOf(place - 1)) + 1, place);
        }
        for (var place = revised.Count - 1; place >= 0; place--)
        {
            Try((place == revised.Count - 1 ? before.Count : pairs.BeforeOf(place + 1)) - 1, place);
        }

        void Try(int? was, int place)
        {
            if (was is { } candidate && pairs.AreFree(candidate, place) && key(before[candidate]) == key(revised[place]))
                pairs.Pair(candidate, place);
        }
    }

    private static void PairInOrder(Queue<int> before, Queue<int> revised, ParagraphPairs pairs)
    {
        using var places = revised.Where(place => pairs.BeforeOf(place) is null).GetEnumerator();
        foreach (var was in before.Where(was => !pairs.IsTaken(was)))
        {
            if (!places.MoveNext())
                return;
            pairs.Pair(was, places.Current);
        }
    }
}
