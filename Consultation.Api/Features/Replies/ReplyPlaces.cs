using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// Finds the places that comments are about, in the hearing's documents as they are or as they were in an earlier version: whoever read
/// a paper before it was corrected may still have said something about it.
/// </summary>
internal static class ReplyPlaces
{
    /// <summary>The comments with their places, and what is wrong with them by field; in few reads, however many comments.</summary>
    public static async Task<IReadOnlyList<Comment>> Find(Db db, long hearing, IReadOnlyList<CommentInput> comments, List<Refusal> refusals)
    {
        if (comments.Count == 0)
        {
            return [];
        }
        var wanted = comments.Select(comment => comment.Paragraph ?? comment.Chapter).OfType<long>().Distinct().ToArray();
        var values = new { HearingId = hearing, Ids = wanted };
        var now = wanted.Length == 0 ? [] : await db.All<Place>(SelectParagraphs, values);
        var places = now.ToLookup(place => place.Id);
        if (comments.Any(comment => comment.Document is null && !places[Id(comment)].Any(place => Fits(place, comment))))
        {
            // The newest version first, the current one before all.
            places = now.Concat(await db.All<Place>(SelectEarlier, values)).ToLookup(place => place.Id);
        }
        var ids = comments.Select(comment => comment.Document).OfType<long>().Distinct().ToArray();
        var documents = ids.Length == 0 ? [] : await db.All<Place>(SelectDocuments, new { HearingId = hearing, Ids = ids });
        var found = new List<Comment>(comments.Count);
        for (var i = 0; i < comments.Count; i++)
        {
            var comment = comments[i];
            Place[] known = [.. comment.Document is { } document ? documents.Where(place => place.Id == document) : places[Id(comment)]];
            if (Array.Find(known, place => Fits(place, comment)) is { } place)
            {
                found.Add(Said(comment, place));
            }
            else
            {
                var field = ReplyDraft.Field("comments", i);
                refusals.Add(
                    known.Length > 0 && comment.Quote is not null
                        ? Refusals.CommentQuoteMismatch(field + ".quote")
                        : Refusals.CommentUnknownPlace(field)
                );
            }
        }
        return found;
    }

    private static long Id(CommentInput comment) => comment.Paragraph ?? comment.Chapter ?? 0;

    private static bool Fits(Place place, CommentInput comment) =>
        (comment.Chapter is null || place.Heading is not null) && (comment.Quote is null || Quoted(place, comment.Quote) is not null);

    /// <summary>The paragraph's own words, if they are those quoted (in whatever Unicode form they were).</summary>
    private static string? Quoted(Place place, QuoteInput quote)
    {
        var text = place.Markdown ?? "";
        if (quote.Start < 0 || quote.Length < 1 || quote.Start > text.Length - quote.Length)
        {
            return null;
        }
        var words = text.Substring(quote.Start, quote.Length);
        return string.Equals(PlainText.Normalise(words), PlainText.Normalise(quote.Text), StringComparison.Ordinal) ? words : null;
    }

    private static Comment Said(CommentInput comment, Place place) =>
        new()
        {
            Target = comment switch
            {
                { Paragraph: not null } => CommentTarget.Paragraph,
                { Chapter: not null } => CommentTarget.Chapter,
                _ => CommentTarget.Document,
            },
            DocumentId = place.DocumentId,
            DocumentVersion = place.Version,
            ParagraphId = comment.Paragraph ?? comment.Chapter,
            Quote = comment.Quote is { } quote ? new Quote(quote.Start, quote.Length, Quoted(place, quote)!) : null,
            Stance = comment.Stance,
            Text = comment.Text,
        };

    private sealed record Place
    {
        public required long Id { get; init; }
        public required long DocumentId { get; init; }
        public required int Version { get; init; }
        public int? Heading { get; init; }
        public string? Markdown { get; init; }
    }

    private const string SelectParagraphs = """
        select p.Id, p.DocumentId, d.Version, p.Heading, p.Markdown
        from Paragraph p
        join Document d on d.Id = p.DocumentId
        where d.HearingId = @HearingId and p.Id in @Ids
        """;

    private const string SelectEarlier = """
        select v.ParagraphId as Id, v.DocumentId, v.Version, v.Heading, v.Markdown
        from ParagraphVersion v
        join Document d on d.Id = v.DocumentId
        where d.HearingId = @HearingId and v.ParagraphId in @Ids
        order by v.Version desc
        """;

    private const string SelectDocuments = """
        select d.Id, d.Id as DocumentId, d.Version from Document d where d.HearingId = @HearingId and d.Id in @Ids
        """;
}
