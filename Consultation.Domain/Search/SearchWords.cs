using System.Collections.Concurrent;
using System.Text;

namespace Consultation.Domain.Search;

/// <summary>Splits text in NFC (<see cref="PlainText.Normalise"/>) into the words that search knows.</summary>
public static class SearchWords
{
    /// <summary>Of a longer word the first so many letters count.</summary>
    public const int LongestWord = 40;

    /// <summary>What words remember of themselves, so that common words cost no analysis; started anew when it is full.</summary>
    private const int MostRemembered = 100_000;

    private static readonly ConcurrentDictionary<string, Known> Remembered = new(StringComparer.Ordinal);
    private static int remembered;

    private sealed record Known(string Folded, string Token);

    /// <summary>All words in order. Never throws, whatever the text holds.</summary>
    public static IReadOnlyList<SearchWord> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<SearchWord>(text.Length / 6);
        var lookup = Remembered.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> folded = stackalloc char[LongestWord];
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            var letters = Fold(text, ref at, folded, out var end);
            if (letters == 0)
            {
                at = Math.Max(at, start + 1);
                continue;
            }
            var key = folded[..letters];
            if (!lookup.TryGetValue(key, out var known))
            {
                known = Remember(key.ToString());
            }
            words.Add(new SearchWord(start, end - start, known.Folded, known.Token));
        }
        return words;
    }

    /// <summary>Reads one word from <paramref name="at"/> on; answers how many folded letters it has, none when no word begins there.</summary>
    private static int Fold(string text, ref int at, Span<char> folded, out int end)
    {
        var letters = 0;
        end = at;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                var rune = new Rune(c, text[at + 1]);
                if (!Rune.IsLetterOrDigit(rune))
                {
                    break;
                }
                if (letters + 2 <= folded.Length)
                {
                    letters += Rune.ToLowerInvariant(rune).EncodeToUtf16(folded[letters..]);
                }
                end = ++at + 1;
                continue;
            }
            var letter = Letters.Of(c);
            if (letter == Letters.None && !JoinsLetters(text, at, letters))
            {
                break;
            }
            if (letter is Letters.None or Letters.Silent)
            {
                if (letters == 0)
                {
                    break; // Nothing that a word could begin with.
                }
                if (letter == Letters.Silent)
                {
                    end = at + 1;
                }
                continue;
            }
            Append(letter, folded, ref letters);
            end = at + 1;
        }
        return letters;
    }

    private static void Append(char letter, Span<char> folded, ref int letters)
    {
        if (letter == 'a' && letters > 0 && folded[letters - 1] == 'a')
        {
            folded[letters - 1] = 'å';
            return;
        }
        if (letters < folded.Length)
        {
            folded[letters++] = letter == 'ß' ? 's' : letter;
        }
        if (letter == 'ß' && letters < folded.Length)
        {
            folded[letters++] = 's';
        }
    }

    /// <summary>An apostrophe between two letters (the minister's) is no end of a word.</summary>
    private static bool JoinsLetters(string text, int at, int letters) =>
        letters > 0 && text[at] is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]);

    private static Known Remember(string folded)
    {
        var known = new Known(folded, Stems.Of(folded));
        if (Interlocked.Increment(ref remembered) > MostRemembered)
        {
            Remembered.Clear();
            Interlocked.Exchange(ref remembered, 1);
        }
        Remembered[folded] = known;
        return known;
    }
}
