namespace Consultation.Domain.Documents;

/// <summary>
/// Parts a long document into pages of its own chapters: at its highest headings where it can, then at lower ones, then between
/// paragraphs. A heading always stands with what follows it.
/// </summary>
public static class DocumentParts
{
    /// <param name="Heading">Its level; null for a paragraph.</param>
    /// <param name="Length">UTF-16 units.</param>
    public sealed record Piece(int? Heading, int Length);

    /// <summary>Pieces from <c>Start</c> up to, not with, <c>End</c>.</summary>
    public sealed record Part(int Start, int End);

    /// <summary>Parts in order that together are the whole. None is longer than <paramref name="most"/> unless a piece of it is.</summary>
    public static IReadOnlyList<Part> Split(IReadOnlyList<Piece> pieces, int most)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (pieces.Sum(piece => (long)piece.Length) <= most)
            return [new(0, pieces.Count)];

        var top = pieces.Min(piece => piece.Heading);
        var parts = new List<Part>();
        var (start, length) = (0, 0L);
        for (var i = 0; i < pieces.Count; i++)
        {
            if (Breaks(pieces, i, top, length, most) && HeadingsBefore(pieces, i, start) is var end && end > start)
            {
                parts.Add(new(start, end));
                length = pieces.Skip(end).Take(i - end).Sum(piece => (long)piece.Length);
                start = end;
            }
            length += pieces[i].Length;
        }
        parts.Add(new(start, pieces.Count));
        return parts;
    }

    private static bool Breaks(IReadOnlyList<Piece> pieces, int at, int? top, long length, int most)
    {
        if (length + pieces[at].Length > most)
            return true;
        // Chapters that are short share a page.
        if (pieces[at].Heading is not { } level || length < most / 4)
            return false;
        return level == top || length + Section(pieces, at, level, most) > most;
    }

    /// <summary>How long a heading's section is; no further than matters.</summary>
    private static long Section(IReadOnlyList<Piece> pieces, int at, int level, int most)
    {
        long length = pieces[at].Length;
        for (var i = at + 1; i < pieces.Count && length <= most && !(pieces[i].Heading <= level); i++)
            length += pieces[i].Length;
        return length;
    }

    /// <summary>Where the headings begin that stand right above a piece; the piece itself when there are none.</summary>
    private static int HeadingsBefore(IReadOnlyList<Piece> pieces, int at, int start)
    {
        while (at > start && pieces[at - 1].Heading is not null)
            at--;
        return at;
    }
}
