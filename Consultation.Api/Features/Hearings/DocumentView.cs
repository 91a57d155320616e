using Consultation.Domain;

namespace Consultation.Api.Features.Hearings;

/// <summary>A document in one of its versions.</summary>
public sealed record DocumentView
{
    public required long Id { get; init; }
    public required DocumentKind Kind { get; init; }
    public required string Title { get; init; }
    public required string Language { get; init; }
    public required int Version { get; init; }

    /// <summary>Every version there has been, the first one first.</summary>
    public required IReadOnlyList<DocumentVersionView> Versions { get; init; }
    public required IReadOnlyList<ParagraphView> Paragraphs { get; init; }
}

/// <summary>When a version was made, and what was corrected in it; the first has no notice.</summary>
public sealed record DocumentVersionView
{
    public required int Version { get; init; }
    public string? Notice { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>One addressable paragraph; a heading is a paragraph with a <c>Heading</c> level (1-6) and its text as Markdown.</summary>
public sealed record ParagraphView
{
    public required long Id { get; init; }

    /// <summary>1-6 when this paragraph is a heading, else null.</summary>
    public int? Heading { get; init; }
    public required string Markdown { get; init; }
}
