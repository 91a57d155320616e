using Consultation.Api.Data;

namespace Consultation.Api.Features.Replies;

/// <summary>A paragraph, or the heading of a chapter, that public replies say something about.</summary>
public sealed record CommentedPlace
{
    public required long Paragraph { get; init; }
    public required long DocumentId { get; init; }

    /// <summary>Of the document.</summary>
    public required string Title { get; init; }

    /// <summary>Of the document.</summary>
    public required string Language { get; init; }

    /// <summary>Its number among the document's paragraphs, from 1; headings have none.</summary>
    public required int Number { get; init; }
    public int? Heading { get; init; }
    public required string Markdown { get; init; }

    /// <summary>Public replies with a comment on it.</summary>
    public required int Replies { get; init; }

    /// <summary>So many are offered at most.</summary>
    public const int Most = 50;

    /// <summary>Those that most replies comment on, in the order of the documents as they are now.</summary>
    internal static Task<IReadOnlyList<CommentedPlace>> MostCommented(Db db, long hearing, DateTimeOffset now) =>
        db.All<CommentedPlace>(
            SelectPlaces,
            new
            {
                HearingId = hearing,
                Now = now,
                Most,
            }
        );

    /// <summary>Public replies with a comment on this one.</summary>
    internal static Task<int> CountOf(Db db, long hearing, long paragraph, DateTimeOffset now) =>
        db.First<int>(
            SelectCount,
            new
            {
                HearingId = hearing,
                Paragraph = paragraph,
                Now = now,
            }
        );

    // Reads the counters of the hearing's paragraphs, never the comments; the inner join leaves out what a correction has taken away.
    private const string SelectPlaces = """
        select p.Id as Paragraph, p.DocumentId, p.Title, p.Language, p.Heading, p.Markdown, c.Replies, p.Number
        from (
            select pc.ParagraphId, sum(pc.Replies) as Replies
            from ParagraphCounter pc
            join HearingRound hr on hr.Id = pc.RoundId
            where pc.HearingId = @HearingId and (pc.State = 'shown' or hr.ClosesAt <= @Now)
            group by pc.ParagraphId
            having sum(pc.Replies) > 0
            order by Replies desc, pc.ParagraphId
            {first @Most}
        ) c
        join (
            select q.Id, q.DocumentId, q.Ordinal, q.Heading, q.Markdown, d.Title, d.Language, d.Ordinal as Place,
                sum(case when q.Heading is null then 1 else 0 end) over (partition by q.DocumentId order by q.Ordinal) as Number
            from Document d
            join Paragraph q on q.DocumentId = d.Id
            where d.HearingId = @HearingId
        ) p on p.Id = c.ParagraphId
        order by p.Place, p.Ordinal
        """;

    private const string SelectCount = """
        select coalesce(sum(pc.Replies), 0)
        from ParagraphCounter pc
        join HearingRound hr on hr.Id = pc.RoundId
        where pc.HearingId = @HearingId and pc.ParagraphId = @Paragraph and (pc.State = 'shown' or hr.ClosesAt <= @Now)
        """;
}
