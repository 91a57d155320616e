using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Api.Features.Search;

/// <summary>The texts that a hearing can be found by.</summary>
internal static class HearingText
{
    /// <summary>UTF-16 units of the documents that are searched, from their beginning: what can be indexed in a few milliseconds.</summary>
    private const int MostOfDocuments = 100_000;

    public static async Task<IReadOnlyList<string>> Of(Db db, long hearing)
    {
        var row = await db.First<HearingRow>(SelectHearing, new { Id = hearing });
        if (row is null)
        {
            return [];
        }
        var texts = new List<string> { row.Title, row.Summary, row.CaseNumber ?? "" };
        foreach (var translation in Stored.Read<Dictionary<string, HearingTranslation>>(row.Translations).Values)
        {
            texts.Add(translation.Title);
            texts.Add(translation.Summary);
        }
        texts.AddRange(await db.All<string>(SelectTitles, new { HearingId = hearing }));
        var left = MostOfDocuments;
        var after = new PlaceRow
        {
            Ordinal = -1,
            Paragraph = -1,
            Markdown = "",
        };
        while (left > 0)
        {
            var paragraphs = await db.All<PlaceRow>(
                SelectParagraphs,
                new
                {
                    HearingId = hearing,
                    after.Ordinal,
                    after.Paragraph,
                }
            );
            if (paragraphs.Count == 0)
            {
                break;
            }
            foreach (var paragraph in paragraphs.TakeWhile(_ => left > 0))
            {
                texts.Add(paragraph.Markdown[..Math.Min(left, paragraph.Markdown.Length)]);
                left -= paragraph.Markdown.Length;
            }
            after = paragraphs[^1];
        }
        return [.. texts.Select(PlainText.Normalise)];
    }

    private sealed record HearingRow
    {
        public required string Title { get; init; }
        public required string Summary { get; init; }
        public string? CaseNumber { get; init; }
        public required string Translations { get; init; }
    }

    private sealed record PlaceRow
    {
        public required int Ordinal { get; init; }
        public required int Paragraph { get; init; }
        public required string Markdown { get; init; }
    }

    private const string SelectHearing = "select Title, Summary, CaseNumber, Translations from Hearing where Id = @Id";

    private const string SelectTitles = "select Title from Document where HearingId = @HearingId order by Ordinal";

    private const string SelectParagraphs = """
        select d.Ordinal, p.Ordinal as Paragraph, p.Markdown
        from Document d
        join Paragraph p on p.DocumentId = d.Id
        where d.HearingId = @HearingId and (d.Ordinal > @Ordinal or (d.Ordinal = @Ordinal and p.Ordinal > @Paragraph))
        order by d.Ordinal, p.Ordinal
        {first 100}
        """;
}
