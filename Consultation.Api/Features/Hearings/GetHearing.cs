using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>One hearing with its documents. A draft exists for its own staff alone.</summary>
public static class GetHearing
{
    [Public]
    public sealed record Query(long Id) : IQuery<HearingView>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, HearingView>
    {
        public async Task<HearingView> Handle(Query request, CancellationToken cancellationToken)
        {
            var row =
                await db.First<HearingReader.Row>(
                    SelectHearing,
                    new
                    {
                        request.Id,
                        user.IsStaff,
                        user.MinistryId,
                    }
                ) ?? throw Refusals.NotFound();
            var paragraphs = (await db.All<ParagraphRow>(SelectParagraphs, new { HearingId = row.Id })).ToLookup(p => p.DocumentId);
            var documents = (await db.All<DocumentRow>(SelectDocuments, new { HearingId = row.Id })).Select(document => new DocumentView
            {
                Id = document.Id,
                Kind = document.Kind,
                Title = document.Title,
                Language = document.Language,
                Version = document.Version,
                Paragraphs =
                [
                    .. paragraphs[document.Id]
                        .Select(p => new ParagraphView
                        {
                            Id = p.Id,
                            Heading = p.Heading,
                            Markdown = p.Markdown,
                        }),
                ],
            });
            return (await HearingReader.Complete(db, [row], settings, clock.GetUtcNow(), [.. documents]))[0];
        }
    }

    private sealed record DocumentRow
    {
        public required long Id { get; init; }
        public required DocumentKind Kind { get; init; }
        public required string Title { get; init; }
        public required string Language { get; init; }
        public required int Version { get; init; }
    }

    private sealed record ParagraphRow
    {
        public required long DocumentId { get; init; }
        public required long Id { get; init; }
        public int? Heading { get; init; }
        public required string Markdown { get; init; }
    }

    private const string SelectHearing = """
        select h.Id, h.Slug, h.Title, h.Summary, h.Language, h.Kind, h.CaseNumber, h.Subjects, h.Translations, h.Publication,
            h.AllowAnonymous, m.Code as MinistryCode, m.Name as MinistryName, h.PublishedAt, h.ConcludedAt, h.WithdrawnAt, h.UpdatedAt
        from Hearing h
        join Ministry m on m.Id = h.MinistryId
        where h.Id = @Id
            and (h.PublishedAt is not null or (@IsStaff = 1 and (@MinistryId is null or h.MinistryId = @MinistryId)))
        """;

    private const string SelectDocuments = """
        select Id, Kind, Title, Language, Version from Document where HearingId = @HearingId order by Ordinal
        """;

    private const string SelectParagraphs = """
        select p.DocumentId, p.Id, p.Heading, p.Markdown
        from Paragraph p
        join Document d on d.Id = p.DocumentId
        where d.HearingId = @HearingId
        order by p.DocumentId, p.Ordinal
        """;
}
