using Consultation.Api.Features.Hearings;
using Consultation.Domain.Documents;

namespace Consultation.Api.Features.Documents;

/// <summary>Which paragraphs of a new text are those of the old one, as <see cref="ParagraphAlignment"/> finds them again.</summary>
internal static class ParagraphIds
{
    /// <summary>The new text's paragraphs, with the id of the old one that each is; null for what is new. Costly for a long text.</summary>
    public static IReadOnlyList<(long? Id, ParagraphDraft Draft)> Find(DocumentView before, IReadOnlyList<ParagraphDraft> drafts)
    {
        var found = ParagraphAlignment.Align(
            [.. before.Paragraphs.Select(paragraph => new ParagraphText(paragraph.Heading, paragraph.Markdown))],
            [.. drafts.Select(draft => new ParagraphText(draft.Heading, draft.Markdown))]
        );
        return [.. drafts.Zip(found, (draft, place) => (place is { } known ? before.Paragraphs[known].Id : (long?)null, draft))];
    }
}
