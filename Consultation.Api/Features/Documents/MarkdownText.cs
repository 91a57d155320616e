using System.Globalization;
using System.Text;

namespace Consultation.Api.Features.Documents;

/// <summary>
/// Turns text with marks (<see cref="Mark"/>) into Markdown on which any parser sees the same words: white space is collapsed, and what
/// could be read as syntax is escaped.
/// </summary>
internal static class MarkdownText
{
    /// <param name="marked">Text in which private-use characters stand for links, emphasis and line breaks.</param>
    /// <param name="links">The addresses that the marks of links count.</param>
    public static string Compose(string marked, IReadOnlyList<string> links)
    {
        var tidy = Tidy(marked);
        var markdown = new StringBuilder(tidy.Length + 16);
        var lineStart = true;
        for (var i = 0; i < tidy.Length; i++)
        {
            switch (tidy[i])
            {
                case Mark.Break:
                    markdown.Append("\\\n");
                    lineStart = true;
                    continue;
                case Mark.StrongOpen or Mark.StrongClose:
                    markdown.Append("**");
                    break;
                case Mark.EmphasisOpen or Mark.EmphasisClose:
                    markdown.Append('*');
                    break;
                case Mark.CodeOpen:
                    i = AppendCode(markdown, tidy, i);
                    break;
                case Mark.LinkOpen:
                    i = AppendLink(markdown, tidy, i, links);
                    break;
                case var c when Mark.Is(c):
                    break;
                default:
                    if (lineStart)
                        i += AppendLineStart(markdown, tidy.AsSpan(i));
                    if (i < tidy.Length && !Mark.Is(tidy[i]))
                        AppendEscaped(markdown, tidy, i);
                    else
                        i--;
                    break;
            }
            lineStart = false;
        }
        return markdown.ToString();
    }

    private static string Tidy(string marked)
    {
        var tidy = new StringBuilder(marked.Length);
        foreach (var c in marked)
        {
            if (c == Mark.Break)
            {
                while (tidy.Length > 0 && tidy[^1] == ' ')
                    tidy.Length--;
                tidy.Append(c);
            }
            else if (!char.IsWhiteSpace(c) || c == '\u00A0')
            {
                tidy.Append(c);
            }
            else if (tidy.Length > 0 && tidy[^1] is not (' ' or Mark.Break))
            {
                tidy.Append(' ');
            }
        }
        var text = Emphasis.Repair(tidy.ToString());
        return text.Trim(' ', '\u00A0', Mark.Break);
    }

    /// <summary>Escapes what is syntax at the beginning of a line only; gives how many characters of the text it has written.</summary>
    private static int AppendLineStart(StringBuilder markdown, ReadOnlySpan<char> line)
    {
        var ends = line.Length == 1 || line[1] is ' ' or Mark.Break || line[1] == line[0];
        if (line[0] is '#' or '>' or '=' or '~' or ':' || (line[0] is '+' or '-' && ends))
        {
            markdown.Append('\\').Append(line[0]);
            return 1;
        }
        var digits = 0;
        while (digits < line.Length && digits < 10 && char.IsAsciiDigit(line[digits]))
            digits++;
        if (digits is 0 or 10 || digits == line.Length || line[digits] is not ('.' or ')'))
            return 0;
        markdown.Append(line[..digits]).Append('\\').Append(line[digits]);
        return digits + 1;
    }

    private static void AppendEscaped(StringBuilder markdown, string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        var before = at > 0 ? text[at - 1] : '\0';
        var isSyntax = text[at] switch
        {
            '\\' or '`' or '|' => true,
            '*' => before is '\0' or Mark.Break || next != ' ' || before != ' ',
            '_' => !char.IsLetterOrDigit(before) || !char.IsLetterOrDigit(next),
            ']' => next is '(' or '[' or ':' or Mark.LinkOpen,
            '!' => next is '[' or Mark.LinkOpen,
            '<' => next is '/' or '!' or '?' || char.IsLetter(next) || (Mark.Is(next) && next != Mark.Break),
            '&' => next == '#' || char.IsAsciiLetter(next),
            _ => false,
        };
        if (isSyntax)
            markdown.Append('\\');
        markdown.Append(text[at]);
    }

    private static int AppendCode(StringBuilder markdown, string text, int at)
    {
        var end = text.IndexOf(Mark.CodeClose, at);
        if (end < 0)
            return at;
        var code = Mark.Without(text[(at + 1)..end]).Trim();
        if (code.Length > 0)
        {
            var fence = new string('`', LongestRun(code, '`') + 1);
            var pad = code[0] == '`' || code[^1] == '`' ? " " : "";
            markdown.Append(fence).Append(pad).Append(code).Append(pad).Append(fence);
        }
        return end;
    }

    private static int AppendLink(StringBuilder markdown, string text, int at, IReadOnlyList<string> links)
    {
        var middle = text.IndexOf(Mark.LinkText, at);
        var end = middle < 0 ? -1 : text.IndexOf(Mark.LinkClose, middle);
        if (end < 0)
            return middle < 0 ? at : middle;
        var url = links[int.Parse(text.AsSpan(at + 1, middle - at - 1), CultureInfo.InvariantCulture)];
        var inner = text[(middle + 1)..end];
        var words = Mark.Without(inner).Trim();
        if (string.Equals(words, url, StringComparison.Ordinal) || string.Equals(words + "/", url, StringComparison.Ordinal))
            markdown.Append('<').Append(url).Append('>');
        else if (words.Length > 0)
            markdown.Append('[').Append(EscapedWords(words)).Append("](").Append(url).Append(')');
        return end;
    }

    /// <summary>Within a link every bracket is escaped, for an inner pair would be the link.</summary>
    private static string EscapedWords(string words)
    {
        var escaped = new StringBuilder(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is '[' or ']')
                escaped.Append('\\').Append(words[i]);
            else
                AppendEscaped(escaped, words, i);
        }
        return escaped.ToString();
    }

    public static int LongestRun(string text, char of)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in text)
        {
            run = c == of ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
