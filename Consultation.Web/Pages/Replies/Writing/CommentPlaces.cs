using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Consultation.Api;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using Consultation.Web.Pages.Documents;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>What comments are about, worded for the reader: paragraphs by the numbers that the hearing's page shows.</summary>
internal sealed partial class CommentPlaces(HearingView hearing)
{
    private const int QuoteLength = 280;
    private readonly Lazy<IReadOnlyList<Paper>> _papers = new(() =>
        [.. (hearing.Documents ?? []).Select(document => new Paper(hearing, document))]
    );

    /// <summary>The documents that paragraphs can be chosen from.</summary>
    public IReadOnlyList<DocumentView> Documents => [.. (hearing.Documents ?? []).Where(document => document.Paragraphs.Count > 0)];

    private bool AreMany => (hearing.Documents ?? []).Count > 1;

    /// <summary>The place that a comment names, also when a correction of the paper has taken it away.</summary>
    public CommentPlace Of(TypedComment comment)
    {
        var place = Find(comment.Place) ?? new(T("send.comment_gone"), null, null, null);
        return comment.Quote is { } quote ? place with { Quote = quote.Text } : place;
    }

    /// <summary>The key of a comment on the paragraph that has this number on the hearing's page; null when there is none.</summary>
    public string? KeyOf(string? document, string? number) =>
        int.TryParse(number, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var wanted)
            ? _papers
                .Value.Where(paper => string.IsNullOrEmpty(document) || Digits(paper.Document.Id) == document)
                .SelectMany(paper => paper.Chapters)
                .SelectMany(chapter => chapter.Parts)
                .FirstOrDefault(part => part.Heading is null && part.Number == wanted)
                is { } found
                ? "p" + Digits(found.Paragraph.Id)
                : null
            : null;

    /// <summary>What can be commented on beside single paragraphs: each document as a whole, and its chapters.</summary>
    public IEnumerable<(DocumentView Document, IReadOnlyList<(string Key, string Name)> Places)> Choices =>
        _papers
            .Value.Where(paper => paper.Document.Paragraphs.Count > 0)
            .Select(paper =>
                (
                    paper.Document,
                    (IReadOnlyList<(string, string)>)
                        [
                            ("d" + Digits(paper.Document.Id), T("send.comment_all")),
                            .. paper.Contents.SelectMany(one => one.Sections.Prepend(one.Chapter)).Select(Choice),
                        ]
                )
            );

    /// <summary>The key as it stands, when it is one of a place in the hearing's documents as they are now.</summary>
    public string? Known(string? key) =>
        key is { Length: > 1 }
        && long.TryParse(key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && (hearing.Documents ?? []).Any(document =>
            key[0] switch
            {
                'p' => document.Paragraphs.Any(paragraph => paragraph.Id == id && paragraph.Heading is null),
                'c' => document.Paragraphs.Any(paragraph => paragraph.Id == id && paragraph.Heading is not null),
                'd' => document.Id == id,
                _ => false,
            }
        )
            ? key[..1] + Digits(id)
            : null;

    private static (string, string) Choice(Paper.Heading heading) =>
        ("c" + Digits(heading.Paragraph.Id), Excerpt.From($"{heading.Number} {heading.Text}".Trim(), 80));

    private CommentPlace? Find(string place)
    {
        if (!long.TryParse(place.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return null;
        return place[0] switch
        {
            'p' => Paragraph(id),
            'c' => Chapter(id),
            'd' => hearing.Documents?.FirstOrDefault(document => document.Id == id) is { } document
                ? new(T("send.comment_document", document.Title), null, Url("dokument-" + Digits(id)), Lang(document))
                : null,
            _ => null,
        };
    }

    private CommentPlace? Paragraph(long id)
    {
        foreach (var paper in _papers.Value)
        {
            var part = paper.Chapters.SelectMany(chapter => chapter.Parts).FirstOrDefault(part => part.Paragraph.Id == id);
            if (part is not null)
            {
                var label = AreMany
                    ? T("send.comment_in", part.Number, T("document." + paper.Document.Kind))
                    : T("send.comment_to", part.Number);
                return new(label, PlainText(part.Paragraph), Url(paper.Document, id), Lang(paper.Document)) { Number = part.Number };
            }
        }
        return null;
    }

    private CommentPlace? Chapter(long id)
    {
        var document = hearing.Documents?.FirstOrDefault(document => document.Paragraphs.Any(p => p.Id == id));
        return document?.Paragraphs.First(p => p.Id == id) is { } heading
            ? new(T("send.comment_chapter", DocumentHtml.PlainHeading(heading.Markdown)), null, Url(document, id), Lang(document))
            : null;
    }

    private static string PlainText(ParagraphView paragraph) =>
        Excerpt.From(WebUtility.HtmlDecode(Tags().Replace(DocumentHtml.Render(paragraph.Markdown), " ")), QuoteLength);

    /// <summary>Leads on to the page that the paragraph stands on: a long paper has several.</summary>
    private string Url(DocumentView document, long paragraph) =>
        Links.Document(SitePage.Language, hearing.Id, hearing.Slug, document.Id, paragraph);

    private string Url(string anchor) => Links.Hearing(SitePage.Language, hearing.Id, hearing.Slug) + "#" + anchor;

    private static string? Lang(DocumentView document) => SitePage.LangOf(document.Language);

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();
}

/// <param name="Label">«Kommentar til avsnitt 12»</param>
/// <param name="Quote">The beginning of the paragraph, or the words of it that were marked.</param>
/// <param name="Url">Where it stands on the hearing's page.</param>
/// <param name="Lang">Of the quote; null: the page's.</param>
internal sealed record CommentPlace(string Label, string? Quote, string? Url, string? Lang)
{
    public int? Number { get; init; }
}
