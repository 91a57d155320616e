namespace Consultation.Domain.Documents;

/// <summary>A paragraph's text as Markdown; a heading has its level (1-6), everything else none.</summary>
public readonly record struct ParagraphText(int? Heading, string Markdown);

/// <summary>
/// Finds which paragraph of a corrected document is which of the one before, so that what was said about a paragraph stays with it. The
/// same words are the same paragraph wherever they stand now. Of what remains, a paragraph that was reworded goes on; one that was split
/// goes on as the part that keeps most of it; and where some were merged, the one that most of the words came from goes on. A heading only
/// ever goes on as a heading; one that got another name goes on when what stands below it does.
/// The same two texts always give the same answer, in time that grows with their length and not with its square.
/// </summary>
public static class ParagraphAlignment
{
    /// <summary>
    /// For each paragraph of <paramref name="revised"/> the place in <paramref name="before"/> of the paragraph that it goes on from, or
    /// null where it is new. No place is given twice.
    /// </summary>
    public static IReadOnlyList<int?> Align(IReadOnlyList<ParagraphText> before, IReadOnlyList<ParagraphText> revised)
    {
        var pairs = new ParagraphPairs(before.Count, revised.Count);
        SameParagraphs.Pair(before, revised, pairs, static paragraph => paragraph);
        SameParagraphs.Pair(before, revised, pairs, static paragraph => paragraph with { Heading = paragraph.Heading is null ? null : 1 });
        new SimilarParagraphs(before, revised, pairs).Pair();
        PairRenamedHeadings(before, revised, pairs);
        return [.. Enumerable.Range(0, revised.Count).Select(place => pairs.BeforeOf(place))];
    }

    /// <summary>From the end, so that of two headings in a row the second has been settled when the first is looked at.</summary>
    private static void PairRenamedHeadings(IReadOnlyList<ParagraphText> before, IReadOnlyList<ParagraphText> revised, ParagraphPairs pairs)
    {
        for (var place = revised.Count - 2; place >= 0; place--)
        {
            if (revised[place].Heading is null || pairs.BeforeOf(place) is not null || pairs.BeforeOf(place + 1) is not { } below)
                continue;
            var heading = below - 1;
            if (heading >= 0 && before[heading].Heading is not null && !pairs.IsTaken(heading))
                pairs.Pair(heading, place);
        }
    }
}
