using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Api.Features.Documents;

/// <summary>Makes <see cref="DocumentView"/>s of rows.</summary>
internal static class DocumentReader
{
    internal sealed record Row
    {
        public required long Id { get; init; }
        public required DocumentKind Kind { get; init; }
        public required string Title { get; init; }
        public required string Language { get; init; }
        public required int Version { get; init; }

        public DocumentView View(
            IEnumerable<DocumentVersionView> corrections,
            IEnumerable<ParagraphView> paragraphs,
            DateTimeOffset madeAt
        ) =>
            new()
            {
                Id = Id,
                Kind = Kind,
                Title = Title,
                Language = Language,
                Version = Version,
                Versions = [new() { Version = 1, At = madeAt }, .. corrections],
                Paragraphs = [.. paragraphs],
            };
    }

    internal sealed record VersionRow
    {
        public required long DocumentId { get; init; }
        public required int Version { get; init; }
        public string? Notice { get; init; }
        public required DateTimeOffset MadeAt { get; init; }

        public DocumentVersionView View() =>
            new()
            {
                Version = Version,
                Notice = Notice,
                At = MadeAt,
            };
    }

    internal sealed record ParagraphRow
    {
        public required long DocumentId { get; init; }
        public required long Id { get; init; }
        public int? Heading { get; init; }
        public required string Markdown { get; init; }

        public ParagraphView View() =>
            new()
            {
                Id = Id,
                Heading = Heading,
                Markdown = Markdown,
            };
    }

    /// <summary>A hearing's documents in their current version.</summary>
    /// <param name="madeAt">When their first versions became what they are: at publishing, for a draft when it was made.</param>
    public static async Task<IReadOnlyList<DocumentView>> OfHearing(Db db, long hearing, DateTimeOffset madeAt)
    {
        var values = new { HearingId = hearing };
        var paragraphs = (await db.All<ParagraphRow>(SelectParagraphs, values)).ToLookup(row => row.DocumentId, row => row.View());
        var corrections = (await db.All<VersionRow>(SelectVersions, values)).ToLookup(row => row.DocumentId, row => row.View());
        var documents = await db.All<Row>(SelectDocuments, values);
        return [.. documents.Select(row => row.View(corrections[row.Id], paragraphs[row.Id], madeAt))];
    }

    private const string SelectDocuments = """
        select Id, Kind, Title, Language, Version from Document where HearingId = @HearingId order by Ordinal
        """;

    private const string SelectVersions = """
        select v.DocumentId, v.Version, v.Notice, v.MadeAt
        from DocumentVersion v
        join Document d on d.Id = v.DocumentId
        where d.HearingId = @HearingId
        order by v.DocumentId, v.Version
        """;

    private const string SelectParagraphs = """
        select p.DocumentId, p.Id, p.Heading, p.Markdown
        from Paragraph p
        join Document d on d.Id = p.DocumentId
        where d.HearingId = @HearingId
        order by p.DocumentId, p.Ordinal
        """;
}
