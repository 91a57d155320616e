using System.Text;

namespace Consultation.Api.Features.Documents;

/// <summary>Makes emphasis such as Markdown can say it: tight round words, well nested, and not where it would show as asterisks.</summary>
internal static class Emphasis
{
    private static readonly (char Open, char Close)[] Pairs =
    [
        (Mark.StrongOpen, Mark.StrongClose),
        (Mark.EmphasisOpen, Mark.EmphasisClose),
    ];

    public static string Repair(string marked)
    {
        if (!marked.AsSpan().ContainsAnyInRange(Mark.StrongOpen, Mark.EmphasisClose))
            return marked;
        var text = marked;
        // Few rounds: emphasis is nested a few deep at most.
        for (var before = ""; text.Length != before.Length || !string.Equals(text, before, StringComparison.Ordinal); )
        {
            before = text;
            foreach (var (open, close) in Pairs)
            {
                text = text.Replace($"{close}{open}", "", StringComparison.Ordinal)
                    .Replace($"{open}{close}", "", StringComparison.Ordinal)
                    .Replace($"{open} ", $" {open}", StringComparison.Ordinal)
                    .Replace($" {close}", $"{close} ", StringComparison.Ordinal);
            }
            text = text.Replace("  ", " ", StringComparison.Ordinal);
        }
        return IsSayable(text) ? text : Stripped(text);
    }

    private static bool IsSayable(string text)
    {
        var open = new Stack<char>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < Mark.StrongOpen or > Mark.EmphasisClose)
                continue;
            var opens = text[i] is Mark.StrongOpen or Mark.EmphasisOpen;
            if (opens)
                open.Push(text[i]);
            else if (open.Count == 0 || open.Pop() != text[i] - 1)
                return false;
            if (!opens && i + 1 < text.Length && (text[i + 1] is Mark.StrongOpen or Mark.EmphasisOpen))
                return false;
            var inside = Neighbour(text, i, opens ? 1 : -1);
            var outside = Neighbour(text, i, opens ? -1 : 1);
            if (inside is ' ' or '\0' || (!char.IsLetterOrDigit(inside) && char.IsLetterOrDigit(outside)))
                return false;
        }
        return open.Count == 0;
    }

    private static char Neighbour(string text, int at, int step)
    {
        var i = at + step;
        while (i >= 0 && i < text.Length && text[i] is >= Mark.StrongOpen and <= Mark.EmphasisClose)
            i += step;
        if (i < 0 || i >= text.Length || text[i] == Mark.Break)
            return '\0';
        // A link or code beside it is punctuation to Markdown.
        return Mark.Is(text[i]) ? '(' : text[i];
    }

    private static string Stripped(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is < Mark.StrongOpen or > Mark.EmphasisClose)
                plain.Append(c);
        }
        return plain.ToString();
    }
}
