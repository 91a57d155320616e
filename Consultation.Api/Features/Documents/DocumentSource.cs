using System.Text;
using Consultation.Api.Features.Hearings;

namespace Consultation.Api.Features.Documents;

/// <summary>A document's text as one piece of Markdown, for whoever writes on it, and back.</summary>
public static class DocumentSource
{
    /// <summary>Stands between two paragraphs that would be read as one; it is no paragraph itself.</summary>
    private const string Rule = "***";

    /// <summary>Markdown that is read as these same paragraphs again.</summary>
    public static string Of(IReadOnlyList<ParagraphView> paragraphs)
    {
        var text = new StringBuilder();
        ParagraphView? before = null;
        foreach (var paragraph in paragraphs)
        {
            if (before is not null)
                text.Append("\n\n");
            if (before is { Heading: null } && paragraph.Heading is null && AreReadAsOne(before, paragraph))
                text.Append(Rule).Append("\n\n");
            text.Append(Source(paragraph));
            before = paragraph;
        }
        return text.ToString();
    }

    /// <summary>The paragraphs that this Markdown would be; none has an id yet.</summary>
    /// <exception cref="Domain.Refusal"><c>document.too_large</c></exception>
    public static IReadOnlyList<ParagraphView> Read(string markdown) =>
        [
            .. DocumentText
                .FromMarkdown(markdown)
                .Select(draft => new ParagraphView
                {
                    Id = 0,
                    Heading = draft.Heading,
                    Markdown = draft.Markdown,
                }),
        ];

    private static string Source(ParagraphView paragraph) =>
        paragraph.Heading is { } level ? new string('#', level) + " " + paragraph.Markdown : paragraph.Markdown;

    /// <summary>Lists, quotations and indented code go on over a blank line.</summary>
    private static bool AreReadAsOne(ParagraphView one, ParagraphView other) =>
        MayGoOn(one.Markdown) && DocumentText.FromMarkdown(one.Markdown + "\n\n" + other.Markdown).Count < 2;

    private static bool MayGoOn(string markdown) =>
        markdown.Length > 0 && (markdown[0] is ' ' or '\t' or '-' or '*' or '+' or '>' or '[' || char.IsAsciiDigit(markdown[0]));
}
