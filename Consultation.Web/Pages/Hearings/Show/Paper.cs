using System.Text.RegularExpressions;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Hearings;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Hearings.Show;

/// <summary>A document as the page shows it: chapters with a heading of their own, and numbered paragraphs that can be linked to.</summary>
internal sealed partial class Paper
{
    public Paper(DocumentView document)
    {
        Document = document;
        var paragraphs = document.Paragraphs.ToList();
        // A lone first heading that repeats the document's title is the title.
        if (
            paragraphs is [{ Heading: not null } first, ..]
            && string.Equals(Plain(first), document.Title, StringComparison.OrdinalIgnoreCase)
        )
            paragraphs.RemoveAt(0);
        var top = paragraphs.Min(paragraph => paragraph.Heading);

        var chapters = new List<Chapter>();
        var number = 0;
        foreach (var paragraph in paragraphs)
        {
            if (paragraph.Heading == top && top is not null)
                chapters.Add(new Chapter(new Heading(paragraph)));
            else if (chapters.Count == 0)
                chapters.Add(new Chapter(null));

            if (paragraph.Heading is null)
                chapters[^1].Parts.Add(new Part(paragraph, null, ++number));
            else if (paragraph.Heading != top)
                chapters[^1].Parts.Add(new Part(paragraph, new Heading(paragraph), 0));
        }
        (Chapters, ParagraphCount) = (chapters, number);
    }

    public DocumentView Document { get; }
    public IReadOnlyList<Chapter> Chapters { get; }
    public int ParagraphCount { get; }

    /// <summary>Anchor of the whole document on the hearing's page.</summary>
    public string Anchor => "dokument-" + Document.Id;

    public bool HasContents => Chapters.Count(chapter => chapter.Heading is not null) > 1;

    /// <summary>The paragraph's own id makes the anchor, so that a link outlives corrections that move the numbers.</summary>
    public static string AnchorOf(ParagraphView paragraph) => "avsnitt-" + paragraph.Id;

    /// <summary>Safe HTML. What may be wider than the page scrolls in a box of its own, which the keyboard can reach.</summary>
    public static string HtmlOf(ParagraphView paragraph)
    {
        var html = DocumentHtml.Render(paragraph.Markdown);
        // A text's own "<table>" arrives encoded, so these are the renderer's tags.
        html = Scrolling(html, "table", "paper.table");
        return Scrolling(html, "pre", "paper.fixed");
    }

    private static string Scrolling(string html, string tag, string label) =>
        html.Contains($"<{tag}>", StringComparison.Ordinal)
            ? html.Replace(
                    $"<{tag}>",
                    $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{T(label)}\"><{tag}>",
                    StringComparison.Ordinal
                )
                .Replace($"</{tag}>", $"</{tag}></div>", StringComparison.Ordinal)
            : html;

    private static string Plain(ParagraphView heading) => DocumentHtml.PlainHeading(heading.Markdown);

    /// <summary>A leading number («3», «3.2», «§ 4» is none) stands apart, as it does in print.</summary>
    [GeneratedRegex(@"^(?<number>\d{1,3}(\.\d{1,3})*)\.?\s+(?<text>\S.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();

    public sealed class Chapter(Heading? heading)
    {
        public Heading? Heading { get; } = heading;
        public IList<Part> Parts { get; } = [];
        public IEnumerable<Heading> Sections => Parts.Select(part => part.Heading).OfType<Heading>();
    }

    /// <summary>A numbered paragraph, or a heading within a chapter.</summary>
    public sealed record Part(ParagraphView Paragraph, Heading? Heading, int Number);

    public sealed class Heading
    {
        public Heading(ParagraphView paragraph)
        {
            var match = Numbered().Match(Plain(paragraph));
            (Number, Text) = match.Success ? (match.Groups["number"].Value, match.Groups["text"].Value) : (null, Plain(paragraph));
            Anchor = AnchorOf(paragraph);
        }

        public string Anchor { get; }
        public string? Number { get; }
        public string Text { get; }
    }
}
