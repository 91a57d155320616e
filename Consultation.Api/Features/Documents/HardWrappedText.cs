using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Consultation.Api.Features.Documents;

/// <summary>
/// Reads a document that was set with a typewriter's means: lines wrapped by hand, paragraphs told by blank lines or indentation, rules of
/// dashes, headings that are numbered lines of their own, notes as <c>\1\</c>, quotation marks as <c>``</c> and <c>''</c>.
/// </summary>
internal sealed partial class HardWrappedText
{
    private const int Indentation = 3;
    private readonly List<ParagraphDraft> drafts = [];
    private readonly List<string> links;
    private readonly int width;
    private readonly StringBuilder paragraph = new();
    private readonly HeadingLevels levels = new();
    private string lastLine = "";

    /// <summary>The last paragraph that ended, as it was before it became Markdown.</summary>
    private string suspended = "";
    private int lineCount;
    private bool indented;
    private bool afterPage;

    private HardWrappedText(List<string> links, int width)
    {
        this.links = links;
        this.width = width;
    }

    /// <summary>Whether preformatted text is prose and no code or table: long, and mostly words.</summary>
    public static bool IsProse(string marked)
    {
        var text = Mark.Without(marked);
        var letters = text.Count(c => char.IsLetter(c) || c == ' ');
        return text.Length > 1000 && letters > text.Length * 3 / 4 && text.Split('\n').Length > 15;
    }

    public static List<ParagraphDraft> Read(string marked, List<string> links)
    {
        var lines = marked.Replace("\t", "    ", StringComparison.Ordinal).Split('\n');
        var lengths = lines.Select(line => Mark.Without(line).TrimEnd().Length).Where(length => length > 0).Order().ToList();
        // Long addresses stick out; the rest of the longest lines tells where the typist turned.
        var text = new HardWrappedText(links, lengths.Count == 0 ? 0 : lengths[(int)(lengths.Count * 0.9)]);
        foreach (var line in lines)
            text.Take(line.TrimEnd());
        text.End(blankFollows: true);
        return text.drafts;
    }

    private void Take(string line)
    {
        var words = Mark.Without(line).Trim();
        if (words.Length == 0)
        {
            if (!afterPage)
                End(blankFollows: true);
        }
        else if (Page().IsMatch(words))
        {
            // A page turned within a sentence is not its end.
            Resume();
            afterPage = true;
        }
        else if (Rule().IsMatch(words))
        {
            End(blankFollows: true);
        }
        else
        {
            TakeWords(line, words);
        }
    }

    private void TakeWords(string line, string words)
    {
        var isIndented = line.Length - line.TrimStart(' ').Length >= Indentation;
        var continues = paragraph.Length > 0 && !isIndented && !(afterPage && !GoesOn(words));
        var turned = afterPage;
        afterPage = false;
        if (!continues && paragraph.Length > 0)
            End(blankFollows: false);
        if (paragraph.Length == 0)
            indented = isIndented;
        else if (!turned && !WasWrapped(words))
            paragraph.Append(Mark.Break);
        else if (!(lastLine.EndsWith('-') && lastLine.Length > 1 && lastLine[^2] != ' ' && char.IsLower(words[0])))
            paragraph.Append(' ');
        paragraph.Append(line.TrimStart());
        lastLine = words;
        lineCount++;
    }

    /// <summary>The line ended because the next word did not fit any more; a line that ended early was meant to.</summary>
    private bool WasWrapped(string next)
    {
        if (lastLine.StartsWith('[') && lastLine.EndsWith(']'))
            return false;
        var firstWord = next.IndexOf(' ', StringComparison.Ordinal);
        return lastLine.Length + 1 + (firstWord < 0 ? next.Length : firstWord) > width - 12;
    }

    private bool GoesOn(string words) => char.IsLower(words[0]) || !(lastLine[^1] is '.' or '?' or '!' or ':' or '\\' or '\'');

    /// <summary>Takes the last paragraph back up if it broke off within a sentence.</summary>
    private void Resume()
    {
        if (paragraph.Length > 0 || drafts.Count == 0 || suspended.Length == 0)
            return;
        paragraph.Append(suspended);
        drafts.RemoveAt(drafts.Count - 1);
    }

    private void End(bool blankFollows)
    {
        if (paragraph.Length == 0)
            return;
        var marked = paragraph.ToString();
        paragraph.Clear();
        var alone = blankFollows && !indented && lineCount <= 3;
        lineCount = 0;
        var level = alone ? levels.Of(Mark.Without(marked.Replace(Mark.Break, ' '))) : null;
        var markdown = Paragraph(level is null ? marked : marked.Replace(Mark.Break, ' '));
        suspended = level is null ? marked : "";
        if (markdown.Length > 0)
            drafts.Add(new(level, markdown));
    }

    private string Paragraph(string marked)
    {
        var text = Note().Replace(marked, note => Superscript.From(note.Groups["number"].Value));
        text = text.Replace("``", "“", StringComparison.Ordinal).Replace("''", "”", StringComparison.Ordinal);
        return text.StartsWith('•') ? "- " + MarkdownText.Compose(text[1..], links) : MarkdownText.Compose(text, links);
    }

    [GeneratedRegex(@"^[-=_*~]{5,}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\[\[Page [0-9]{1,7}\]\]\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Page();

    [GeneratedRegex(@"\\(?<number>[0-9]{1,4})\\", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Note();
}
