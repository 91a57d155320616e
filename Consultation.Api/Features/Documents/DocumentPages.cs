using Consultation.Api.Features.Hearings;
using Consultation.Domain.Documents;

namespace Consultation.Api.Features.Documents;

/// <summary>Which part of a document stands on which page. A page is named by its first paragraph; a short document has one.</summary>
public static class DocumentPages
{
    /// <summary>UTF-16 units of Markdown: with all else that the first visit fetches, well under 100 kB compressed.</summary>
    public const int MostOnPage = 24_000;

    /// <summary>What a paragraph costs beside its text: its number, its links.</summary>
    private const int Frame = 60;

    public static IReadOnlyList<DocumentParts.Part> Of(IReadOnlyList<ParagraphView> paragraphs) =>
        DocumentParts.Split([.. paragraphs.Select(one => new DocumentParts.Piece(one.Heading, Length(one)))], MostOnPage);

    /// <summary>What the paragraphs take of a page.</summary>
    public static long Length(IReadOnlyList<ParagraphView> paragraphs) => paragraphs.Sum(one => (long)Length(one));

    private static int Length(ParagraphView paragraph) => paragraph.Markdown.Length + Frame;
}
