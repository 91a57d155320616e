using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;

namespace Consultation.Api.Features.Documents;

/// <summary>A document's text as Markdown or as HTML, which is converted; one of the two.</summary>
public sealed record NewDocument
{
    public required DocumentKind Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>Default: the hearing's language.</summary>
    public string? Language { get; init; }
    public string? Markdown { get; init; }
    public string? Html { get; init; }

    /// <summary>Its paragraphs; costly for a long one.</summary>
    internal IReadOnlyList<ParagraphDraft> Read() => Read(Markdown, Html);

    internal static IReadOnlyList<ParagraphDraft> Read(string? markdown, string? html) =>
        string.IsNullOrWhiteSpace(html) ? DocumentText.FromMarkdown(markdown!) : DocumentText.FromHtml(html);

    internal sealed class Validator : AbstractValidator<NewDocument>
    {
        public Validator()
        {
            RuleFor(d => d.Title).Filled().AtMost(1000);
            RuleFor(d => d.Language).LanguageCode();
            RuleFor(d => d.Markdown)
                .Must((d, _) => string.IsNullOrWhiteSpace(d.Markdown) != string.IsNullOrWhiteSpace(d.Html))
                .WithText("field.one_of_two", "markdown", "html");
        }
    }
}
