namespace Consultation.Domain.Documents;

/// <summary>
/// What a paragraph is made of, as numbers that are the same for the same words: each word, and each two words in a row. The pairs tell
/// a text from another on the same matter; the words recognise it when others have been put in between.
/// </summary>
internal sealed class ParagraphWords
{
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<(int First, int Second), int> _pairs = [];

    /// <summary>How many different words and pairs have been seen: every number is less.</summary>
    public int Count => _words.Count + _pairs.Count;

    /// <summary>The words and pairs in ascending order, as often as they occur; empty where there is no letter or digit.</summary>
    public int[] Of(string markdown)
    {
        var text = markdown.ToLowerInvariant();
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        var all = new List<int>();
        int? last = null;
        for (var start = 0; start < text.Length; start++)
        {
            if (!IsPartOfWord(text[start]))
                continue;
            var end = start;
            while (end < text.Length && IsPartOfWord(text[end]))
                end++;
            var span = text.AsSpan(start, end - start);
            if (!lookup.TryGetValue(span, out var word))
                lookup[span] = word = Count;
            all.Add(word);
            if (last is { } first)
                all.Add(NumberOf(first, word));
            last = word;
            start = end;
        }
        all.Sort();
        return [.. all];
    }

    /// <summary>How many words and pairs two paragraphs share, counted as often as they occur in both.</summary>
    public static int Shared(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        int shared = 0,
            i = 0,
            j = 0;
        while (i < one.Length && j < other.Length)
        {
            if (one[i] == other[j])
            {
                shared++;
                i++;
                j++;
            }
            else if (one[i] < other[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
        return shared;
    }

    private int NumberOf(int first, int second)
    {
        if (!_pairs.TryGetValue((first, second), out var number))
            _pairs[(first, second)] = number = Count;
        return number;
    }

    private static bool IsPartOfWord(char c) =>
        char.IsLetterOrDigit(c)
        || char.IsSurrogate(c)
        || c is '§'
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
