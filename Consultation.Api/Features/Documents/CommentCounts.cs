using Consultation.Api.Data;
using Consultation.Api.Features.Replies;

namespace Consultation.Api.Features.Documents;

/// <summary>How many published comments stand at each paragraph, as a page tells it: exactly up to a hundred.</summary>
internal static class CommentCounts
{
    public const int Most = 100;

    /// <summary>Few enough for one statement; a page of a document has fewer.</summary>
    private const int MostParagraphs = 1000;

    /// <summary>By paragraph, those that have some; <see cref="Most"/> stands for that many or more.</summary>
    public static async Task<IReadOnlyDictionary<long, int>> Of(Db db, long hearing, IEnumerable<long> paragraphs, DateTimeOffset now)
    {
        var ids = paragraphs.Take(MostParagraphs).ToArray();
        if (ids.Length == 0)
        {
            return new Dictionary<long, int>();
        }
        var rows = await db.All<Row>(
            SelectCounts,
            new
            {
                HearingId = hearing,
                Paragraphs = ids,
                Now = now,
            }
        );
        return rows.Where(row => row.Comments > 0).ToDictionary(row => row.Id, row => row.Comments);
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required int Comments { get; init; }
    }

    private const string SelectCounts = $$"""
        select p.Id,
            (select count(*) from (
                select c.Id
                from ReplyComment c
                join Reply r on r.Id = c.ReplyId
                join HearingRound hr on hr.Id = r.RoundId
                where c.ParagraphId = p.Id and c.HearingId = @HearingId
                    and {{PublicReplies.Where}}
                order by c.Id
                {first 100}
            ) few) as Comments
        from Paragraph p
        where p.Id in @Paragraphs
        """;
}
