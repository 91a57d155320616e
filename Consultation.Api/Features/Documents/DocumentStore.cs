using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Documents;

/// <summary>The SQL that making, changing and correcting a hearing's documents share.</summary>
internal static class DocumentStore
{
    /// <summary>Puts the documents in, in their order, each in its first version.</summary>
    public static async Task Insert(
        Db db,
        IdGenerator ids,
        long hearing,
        IReadOnlyList<NewDocument> documents,
        IReadOnlyList<IReadOnlyList<ParagraphDraft>> paragraphs,
        string language
    )
    {
        for (var ordinal = 0; ordinal < documents.Count; ordinal++)
        {
            var document = documents[ordinal];
            var id = ids.Next();
            await db.Run(
                InsertDocument,
                new
                {
                    Id = id,
                    HearingId = hearing,
                    Ordinal = ordinal,
                    Kind = document.Kind.Code(),
                    Title = PlainText.Normalise(document.Title),
                    Language = document.Language ?? language,
                }
            );
            await InsertParagraphs(db, id, [.. paragraphs[ordinal].Select(draft => (ids.Next(), draft))]);
        }
    }

    public static Task<int> InsertParagraphs(Db db, long document, IReadOnlyList<(long Id, ParagraphDraft Draft)> paragraphs) =>
        db.Run(
            InsertParagraph,
            paragraphs.Select(
                (p, place) =>
                    new
                    {
                        p.Id,
                        DocumentId = document,
                        Ordinal = place,
                        p.Draft.Heading,
                        p.Draft.Markdown,
                    }
            )
        );

    /// <summary>Another text; those paragraphs that were there before keep their ids.</summary>
    public static async Task ReplaceParagraphs(
        Db db,
        IdGenerator ids,
        long document,
        IReadOnlyList<(long? Id, ParagraphDraft Draft)> paragraphs
    )
    {
        await db.Run(DeleteParagraphsOfOne, new { DocumentId = document });
        await InsertParagraphs(db, document, [.. paragraphs.Select(p => (p.Id ?? ids.Next(), p.Draft))]);
    }

    /// <summary>Of a draft, about which nothing has been said yet.</summary>
    public static async Task DeleteAll(Db db, long hearing)
    {
        await db.Run(DeleteParagraphs, new { HearingId = hearing });
        await db.Run(DeleteDocuments, new { HearingId = hearing });
    }

    private const string InsertDocument = """
        insert into Document (Id, HearingId, Ordinal, Kind, Title, Language, Version)
        values (@Id, @HearingId, @Ordinal, @Kind, @Title, @Language, 1)
        """;

    private const string InsertParagraph = """
        insert into Paragraph (Id, DocumentId, Ordinal, Heading, Markdown) values (@Id, @DocumentId, @Ordinal, @Heading, @Markdown)
        """;

    private const string DeleteParagraphs = """
        delete from Paragraph where DocumentId in (select d.Id from Document d where d.HearingId = @HearingId)
        """;

    private const string DeleteParagraphsOfOne = "delete from Paragraph where DocumentId = @DocumentId";

    private const string DeleteDocuments = "delete from Document where HearingId = @HearingId";
}
