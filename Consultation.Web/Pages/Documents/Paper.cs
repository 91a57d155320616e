using System.Text.RegularExpressions;
using Consultation.Api;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Hearings;
using Consultation.Domain.Documents;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Documents;

/// <summary>
/// A document, or the part of it that a page has room for, as the page shows it: chapters with a heading of their own, and numbered
/// paragraphs that can be linked to.
/// </summary>
internal sealed partial class Paper
{
    /// <summary>A longer table of contents lists the chapters alone.</summary>
    private const int MostContents = 120;

    /// <summary>No part: the page only leads to it.</summary>
    public const int None = -1;
    private readonly HearingView _hearing;
    private readonly IReadOnlyList<DocumentParts.Part> _parts;
    private readonly bool _isOnHearing;
    private readonly int? _top;
    private readonly int _titles;

    /// <param name="part">Which part of it, from 0; <see cref="None"/> for its contents alone; null for all of it, on the hearing's own page.</param>
    public Paper(HearingView hearing, DocumentView document, IReadOnlyList<DocumentParts.Part>? parts = null, int? part = null)
    {
        (_hearing, Document, _isOnHearing) = (hearing, document, part is null);
        var paragraphs = document.Paragraphs;
        _parts = parts ?? [new(0, paragraphs.Count)];
        Part = part ?? 0;
        // A lone first heading that repeats the document's title is the title.
        _titles =
            paragraphs is [{ Heading: not null } first, ..]
            && string.Equals(Plain(first), document.Title, StringComparison.OrdinalIgnoreCase)
                ? 1
                : 0;
        _top = paragraphs.Skip(_titles).Min(paragraph => paragraph.Heading);
        ParagraphCount = paragraphs.Count(paragraph => paragraph.Heading is null);
        Chapters = Read(Part == None ? new(0, 0) : _parts[Part]);
    }

    public DocumentView Document { get; }

    /// <summary>Which part is shown, of how many.</summary>
    public int Part { get; }
    public int PartCount => _parts.Count;
    public IReadOnlyList<Chapter> Chapters { get; }
    public int ParagraphCount { get; }

    /// <summary>Published comments by paragraph; a hundred stands for that many or more.</summary>
    public IReadOnlyDictionary<long, int> Comments { get; init; } = new Dictionary<long, int>();

    /// <summary>Paragraphs that read otherwise in the version that this one is compared with.</summary>
    public IReadOnlySet<long> Changed { get; init; } = new HashSet<long>();

    /// <summary>Whether the version shown is the one that holds.</summary>
    public bool IsCurrent => Document.Version == Document.Versions.Count;
    public DocumentVersionView Current => Document.Versions[^1];

    /// <summary>Anchor of the whole document on the hearing's page.</summary>
    public string Anchor => "dokument-" + Document.Id;

    /// <summary>Chapters with their sections, all of the document; sections are left out where there are too many.</summary>
    public IReadOnlyList<(Heading Chapter, IReadOnlyList<Heading> Sections)> Contents { get; private set; } = [];

    /// <summary>Where replies with comments on the paragraph, or on the chapter that it heads, are.</summary>
    public string CommentsOn(ParagraphView paragraph) =>
        Links.Replies(SitePage.Language, _hearing.Id, _hearing.Slug) + new Choices(("paragraph", Number(paragraph.Id)));

    /// <summary>Where one can say something about the document as a whole; null when nothing is taken any more.</summary>
    public string? CommentOnAll => CommentAt("dokument", 'd', Document.Id);

    /// <summary>The same of the paragraph, or of the chapter that it heads.</summary>
    public string? CommentAt(ParagraphView paragraph) =>
        paragraph.Heading is null ? CommentAt("avsnitt", 'p', paragraph.Id) : CommentAt("kapittel", 'c', paragraph.Id);

    /// <summary>The page of a part of this document.</summary>
    public string AddressOf(int part) =>
        Links.Document(
            SitePage.Language,
            _hearing.Id,
            _hearing.Slug,
            Document.Id,
            part == 0 ? null : Document.Paragraphs[_parts[part].Start].Id,
            IsCurrent ? null : Document.Version
        );

    public string AddressOf(DocumentVersionView version) =>
        Links.Document(
            SitePage.Language,
            _hearing.Id,
            _hearing.Slug,
            Document.Id,
            version: version.Version == Document.Versions.Count ? null : version.Version
        );

    /// <summary>The paragraph's own id makes the anchor, so that a link outlives corrections that move the numbers.</summary>
    public static string AnchorOf(long paragraph) => "avsnitt-" + Number(paragraph);

    /// <summary>Safe HTML. What may be wider than the page scrolls in a box of its own, which the keyboard can reach.</summary>
    public static string HtmlOf(ParagraphView paragraph)
    {
        var html = DocumentHtml.Render(paragraph.Markdown);
        // A text's own "<table>" arrives encoded, so these are the renderer's tags.
        html = Scrolling(html, "table", "paper.table");
        return Scrolling(html, "pre", "paper.fixed");
    }

    /// <summary>What a part is called: its first heading, else the part's number.</summary>
    public string NameOf(int part) =>
        Document.Paragraphs.Take(_parts[part].Start.._parts[part].End).Skip(part == 0 ? _titles : 0).FirstOrDefault()
            is { Heading: not null } first
            ? Plain(first)
            : T("paper.part", part + 1, PartCount);

    private List<Chapter> Read(DocumentParts.Part shown)
    {
        var chapters = new List<Chapter>();
        var contents = new List<(Heading Chapter, IReadOnlyList<Heading> Sections)>();
        var (number, part) = (0, 0);
        for (var i = 0; i < Document.Paragraphs.Count; i++)
        {
            var paragraph = Document.Paragraphs[i];
            while (i >= _parts[part].End)
                part++;
            if (paragraph.Heading is null)
                number++;
            var heading = paragraph.Heading is null || i < _titles ? null : new Heading(paragraph, AddressIn(part, paragraph));
            if (heading is not null && paragraph.Heading == _top)
                contents.Add((heading, new List<Heading>()));
            else if (heading is not null && contents.Count > 0)
                ((List<Heading>)contents[^1].Sections).Add(heading);

            if (i < _titles || i < shown.Start || i >= shown.End)
                continue;
            if (heading is not null && paragraph.Heading == _top)
            {
                chapters.Add(new Chapter(heading));
                continue;
            }
            if (chapters.Count == 0)
                chapters.Add(new Chapter(null));
            chapters[^1].Parts.Add(new ChapterPart(paragraph, heading, number));
        }
        Contents =
            contents.Sum(one => 1 + one.Sections.Count) > MostContents
                ? [.. contents.Select(one => (one.Chapter, (IReadOnlyList<Heading>)[]))]
                : contents;
        return chapters;
    }

    private string? CommentAt(string kind, char letter, long id) =>
        IsCurrent && _hearing.TakesReplies()
            ? Links.Send(SitePage.Language, _hearing.Id, _hearing.Slug)
                + new Choices((kind, Number(id)))
                + $"#kommentar-{letter}{Number(id)}"
            : null;

    private string AddressIn(int part, ParagraphView heading) =>
        (_isOnHearing || part == Part ? "" : AddressOf(part)) + "#" + AnchorOf(heading.Id);

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

    private static string Number(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A leading number («3», «3.2», «§ 4» is none) stands apart, as it does in print.</summary>
    [GeneratedRegex(@"^(?<number>\d{1,3}(\.\d{1,3})*)\.?\s+(?<text>\S.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();

    public sealed class Chapter(Heading? heading)
    {
        public Heading? Heading { get; } = heading;
        public IList<ChapterPart> Parts { get; } = [];
    }

    /// <summary>A numbered paragraph, or a heading within a chapter.</summary>
    public sealed record ChapterPart(ParagraphView Paragraph, Heading? Heading, int Number);

    public sealed class Heading
    {
        public Heading(ParagraphView paragraph, string address)
        {
            var match = Numbered().Match(Plain(paragraph));
            Paragraph = paragraph;
            (Number, Text) = match.Success ? (match.Groups["number"].Value, match.Groups["text"].Value) : (null, Plain(paragraph));
            Anchor = AnchorOf(paragraph.Id);
            Address = address;
        }

        public ParagraphView Paragraph { get; }
        public string Anchor { get; }

        /// <summary>From this page.</summary>
        public string Address { get; }
        public string? Number { get; }
        public string Text { get; }
    }
}
