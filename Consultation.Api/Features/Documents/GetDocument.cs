using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Documents;

/// <summary>A document as it is, or as it was in an earlier version. A draft's are for its own staff alone.</summary>
public static class GetDocument
{
    /// <param name="Version">Null: the current one.</param>
    [Public]
    public sealed record Query(long HearingId, long DocumentId, int? Version = null) : IQuery<DocumentView>;

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, DocumentView>
    {
        public Task<DocumentView> Handle(Query request, CancellationToken cancellationToken) => Read(db, request, user);
    }

    /// <summary>Not found where the caller may not know of the hearing.</summary>
    internal static async Task<DocumentView> Read(Db db, Query request, CurrentUser user)
    {
        var row =
            await db.First<Row>(
                SelectDocument,
                new
                {
                    request.DocumentId,
                    request.HearingId,
                    user.IsStaff,
                    user.MinistryId,
                }
            ) ?? throw Refusals.NotFound();
        var version = request.Version ?? row.Version;
        if (version < 1 || version > row.Version)
        {
            throw Refusals.NotFound();
        }
        var values = new { request.DocumentId, Version = version };
        var sql = version == row.Version ? SelectParagraphs : SelectEarlierParagraphs;
        var paragraphs = await db.All<DocumentReader.ParagraphRow>(sql, values);
        var corrections = await db.All<DocumentReader.VersionRow>(SelectVersions, values);
        var document = new DocumentReader.Row
        {
            Id = row.Id,
            Kind = row.Kind,
            Title = row.Title,
            Language = row.Language,
            Version = version,
        };
        return document.View(corrections.Select(v => v.View()), paragraphs.Select(p => p.View()), row.MadeAt);
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required DocumentKind Kind { get; init; }
        public required string Title { get; init; }
        public required string Language { get; init; }
        public required int Version { get; init; }
        public required DateTimeOffset MadeAt { get; init; }
    }

    private const string SelectDocument = """
        select d.Id, d.Kind, d.Title, d.Language, d.Version, coalesce(h.PublishedAt, h.CreatedAt) as MadeAt
        from Document d
        join Hearing h on h.Id = d.HearingId
        where d.Id = @DocumentId and h.Id = @HearingId
            and (h.PublishedAt is not null or (@IsStaff = 1 and (@MinistryId is null or h.MinistryId = @MinistryId)))
        """;

    private const string SelectVersions = """
        select DocumentId, Version, Notice, MadeAt from DocumentVersion where DocumentId = @DocumentId order by Version
        """;

    private const string SelectParagraphs = """
        select DocumentId, Id, Heading, Markdown from Paragraph where DocumentId = @DocumentId order by Ordinal
        """;

    private const string SelectEarlierParagraphs = """
        select DocumentId, ParagraphId as Id, Heading, Markdown
        from ParagraphVersion
        where DocumentId = @DocumentId and Version = @Version
        order by Ordinal
        """;
}
