using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>What a comment is about: a paragraph, or a chapter by its heading, as it read in the version that was commented on.</summary>
public sealed record CommentPlace
{
    public required long Paragraph { get; init; }
    public required long DocumentId { get; init; }
    public required DocumentKind Kind { get; init; }

    /// <summary>Of the document.</summary>
    public required string Title { get; init; }
    public required string Language { get; init; }
    public required int Version { get; init; }

    /// <summary>The document's current version.</summary>
    public required int CurrentVersion { get; init; }

    /// <summary>Its number among the document's paragraphs, from 1; headings have none.</summary>
    public required int Number { get; init; }
    public int? Heading { get; init; }
    public required string Markdown { get; init; }

    /// <summary>The place as it reads now, or as it last read.</summary>
    internal static async Task<CommentPlace?> Find(Db db, long hearing, long paragraph) =>
        (await Of(db, hearing, [paragraph])).OrderBy(place => place.Version).LastOrDefault();

    /// <summary>The paragraphs in every version that there is of them.</summary>
    internal static async Task<IReadOnlyList<CommentPlace>> Of(Db db, long hearing, IReadOnlyCollection<long> paragraphs) =>
        paragraphs.Count == 0 ? [] : await db.All<CommentPlace>(SelectPlaces, new { HearingId = hearing, Paragraphs = paragraphs });

    private const string SelectPlaces = """
        select p.Id as Paragraph, d.Id as DocumentId, d.Kind, d.Title, d.Language, d.Version, d.Version as CurrentVersion,
            (select count(*) from Paragraph q where q.DocumentId = p.DocumentId and q.Heading is null and q.Ordinal <= p.Ordinal) as Number,
            p.Heading, p.Markdown
        from Paragraph p
        join Document d on d.Id = p.DocumentId
        where d.HearingId = @HearingId and p.Id in @Paragraphs
        union all
        select v.ParagraphId as Paragraph, d.Id as DocumentId, d.Kind, d.Title, d.Language, v.Version, d.Version as CurrentVersion,
            (select count(*) from ParagraphVersion q
                where q.DocumentId = v.DocumentId and q.Version = v.Version and q.Heading is null and q.Ordinal <= v.Ordinal) as Number,
            v.Heading, v.Markdown
        from ParagraphVersion v
        join Document d on d.Id = v.DocumentId
        where d.HearingId = @HearingId and v.ParagraphId in @Paragraphs
        """;
}
