using System.Text.RegularExpressions;
using Consultation.Domain;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Consultation.Api.Features.Documents;

/// <summary>One addressable paragraph on its way in: a heading (level 1-6 and its text), or a block of any other kind (level null).</summary>
internal sealed record ParagraphDraft(int? Heading, string Markdown);

/// <summary>
/// Splits what a ministry hands in into addressable paragraphs: each heading, paragraph, list, table, quotation and piece of code is one.
/// Nothing active survives. More than <see cref="MaxLength"/> or <see cref="MaxParagraphs"/> is refused with <c>document.too_large</c>.
/// </summary>
internal static partial class DocumentText
{
    /// <summary>In UTF-16 units.</summary>
    public const int MaxLength = 5_000_000;
    public const int MaxParagraphs = 20_000;
    private const int MaxBrackets = 2000;

    public static IReadOnlyList<ParagraphDraft> FromHtml(string html)
    {
        Require(html.Length <= MaxLength);
        return Checked(HtmlParagraphs.From(HtmlSieve.Sieve(PlainText.Normalise(html))));
    }

    public static IReadOnlyList<ParagraphDraft> FromMarkdown(string markdown)
    {
        Require(markdown.Length <= MaxLength);
        var text = WithoutBracketFloods(PlainText.Normalise(markdown));
        // What the parser gives up on is taken as plain text.
        if (DocumentHtml.TryParse(text) is not { } document)
            return Checked([.. BlankLines().Split(text).Select(AsText).OfType<ParagraphDraft>()]);
        return Checked([.. document.Select(block => FromBlock(block, text)).OfType<ParagraphDraft>()]);
    }

    /// <summary>
    /// The parser's time for brackets that may be links grows with their square: where a block without a blank line has more than any
    /// honest one, they are only brackets.
    /// </summary>
    private static string WithoutBracketFloods(string text)
    {
        if (text.AsSpan().Count('[') <= MaxBrackets)
            return text;
        var blocks = text.Split("\n\n")
            .Select(block => block.AsSpan().Count('[') > MaxBrackets ? block.Replace("[", "\\[", StringComparison.Ordinal) : block);
        return string.Join("\n\n", blocks);
    }

    private static ParagraphDraft? FromBlock(Block block, string text)
    {
        if (block is ThematicBreakBlock or LinkReferenceDefinitionGroup or LinkReferenceDefinition or BlankLineBlock || block.Span.IsEmpty)
            return null;
        if (block is HeadingBlock heading)
        {
            var title = HeadingText(heading, text);
            return title.Length > 0 ? new(heading.Level, title + Definitions(heading)) : null;
        }
        // From the beginning of the line: what stands before the block is its indentation, by which nested lists are told apart.
        var start = block.Span.Start == 0 ? 0 : text.LastIndexOf('\n', block.Span.Start - 1) + 1;
        var slice = text[start..Math.Min(block.Span.End + 1, text.Length)].TrimEnd();
        return slice.Length > 0 ? new(null, slice + Definitions(block)) : null;
    }

    private static string HeadingText(HeadingBlock heading, string text)
    {
        var slice = text[heading.Span.Start..Math.Min(heading.Span.End + 1, text.Length)].Trim();
        if (!heading.IsSetext)
            return ClosingMarks().Replace(slice.TrimStart('#'), "").Trim();
        var underline = slice.LastIndexOf('\n');
        return underline < 0 ? slice : Lines().Replace(slice[..underline], " ").Trim();
    }

    /// <summary>A link may point to a definition elsewhere in the document; a paragraph that stands alone brings it along.</summary>
    private static string Definitions(Block block)
    {
        // A leaf block does not count its text among its descendants.
        var links = block is LeafBlock leaf ? leaf.Inline?.Descendants<LinkInline>() ?? [] : block.Descendants<LinkInline>();
        var definitions = links
            .Where(link => link.Reference is not null && DocumentHtml.IsAllowed(link.Reference.Url))
            .Select(link => $"[{link.Reference!.Label}]: <{link.Reference.Url}>")
            .Distinct(StringComparer.Ordinal);
        var lines = string.Join('\n', definitions);
        return lines.Length > 0 ? "\n\n" + lines : "";
    }

    private static ParagraphDraft? AsText(string text)
    {
        var markdown = MarkdownText.Compose(text, []);
        return markdown.Length > 0 ? new(null, markdown) : null;
    }

    private static IReadOnlyList<ParagraphDraft> Checked(IReadOnlyList<ParagraphDraft> drafts)
    {
        Require(drafts.Count <= MaxParagraphs);
        return drafts;
    }

    private static void Require(bool fits)
    {
        if (!fits)
            throw Refusals.DocumentTooLarge();
    }

    [GeneratedRegex(@"\n[ \t]*\n", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"[ \t]*\n[ \t]*", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Lines();

    [GeneratedRegex(@"[ \t]#+\s*\z", RegexOptions.RightToLeft, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ClosingMarks();
}
