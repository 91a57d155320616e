using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Web.Staff.Hearings;

/// <summary>A document as it stands in the form.</summary>
/// <param name="Version">The one that was read before; another one in between must not be lost.</param>
internal sealed record DocumentForm(DocumentKind Kind, string? Title, string Language, string? Markdown, string? Notice, int Version)
{
    public static readonly (string, string)[] Inputs =
    [
        ("kind", "slag"),
        ("title", "tittel"),
        ("language", "sprak"),
        ("markdown", "tekst"),
        ("documents", "tekst"),
        ("notice", "rettelse"),
    ];

    public static DocumentForm New(HearingView hearing) =>
        new(
            (hearing.Documents ?? []).Any(one => one.Kind == DocumentKind.Letter) ? DocumentKind.Paper : DocumentKind.Letter,
            null,
            hearing.Language,
            null,
            null,
            0
        );

    public static DocumentForm Of(DocumentView document) =>
        new(document.Kind, document.Title, document.Language, DocumentSource.Of(document.Paragraphs), null, document.Version);

    public static DocumentForm Read(IFormCollection form, HearingView hearing) =>
        new(
            Enum.TryParse<DocumentKind>(form["slag"], out var kind) && Enum.IsDefined(kind) ? kind : default,
            form["tittel"],
            HearingForm.Languages.FirstOrDefault(language => language == form["sprak"]) ?? hearing.Language,
            form["tekst"],
            form["rettelse"],
            int.TryParse(
                form["versjon"],
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out var version
            )
                ? version
                : 0
        );
}

/// <summary>A text as it will be read: headings, and paragraphs with the numbers that they get.</summary>
internal sealed record Proof(IReadOnlyList<Proof.Line> Lines, string? Lang)
{
    /// <param name="Level">Of a heading, from 1; null for a paragraph.</param>
    /// <param name="Html">Safe.</param>
    public sealed record Line(int? Level, int Number, string Html);

    public int Paragraphs => Lines.Count(line => line.Level is null);

    public static Proof Of(IReadOnlyList<ParagraphView> paragraphs, string? lang)
    {
        var top = paragraphs.Min(paragraph => paragraph.Heading) ?? 1;
        var number = 0;
        return new(
            [
                .. paragraphs.Select(paragraph =>
                    paragraph.Heading is { } level
                        ? new Line(level - top + 1, 0, DocumentHtml.PlainHeading(paragraph.Markdown))
                        : new Line(null, ++number, DocumentHtml.Render(paragraph.Markdown))
                ),
            ],
            lang
        );
    }

    /// <summary>Of a text that is being written.</summary>
    public static Proof Of(string? markdown, string? lang) => Of(DocumentSource.Read(markdown ?? ""), lang);
}
