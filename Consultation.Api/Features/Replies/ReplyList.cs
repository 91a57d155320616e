using Consultation.Api.Data;
using Consultation.Api.Features.Search;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Search;

namespace Consultation.Api.Features.Replies;

/// <summary>Reads a hearing's replies in order: for the list of the API, and for the pages.</summary>
internal static class ReplyList
{
    /// <summary>
    /// The rows after the cursor, one more than the limit where there are more; and the reader's words as they were looked for. Whether the
    /// caller may know of the hearing is asked elsewhere.
    /// </summary>
    public static async Task<(IReadOnlyList<ReplyReader.ItemRow> Rows, SearchQuery? Search)> Rows(
        Db db,
        ListReplies.Query request,
        DateTimeOffset now
    )
    {
        var from = After(request);
        var values = new
        {
            request.HearingId,
            Now = now,
            SenderType = request.SenderType?.Code(),
            Position = request.Position?.Code(),
            request.Round,
            request.Campaign,
            request.Paragraph,
            Publication = request.Scope == Scope.All ? request.Publication?.Code() : null,
            Journalled = request.Scope == Scope.All ? request.Journalled : null,
            After = from,
            Take = request.Limit + 1,
        };
        if (string.IsNullOrWhiteSpace(request.Q))
        {
            var sql = ReplyListSql.For(request.Scope, request.Sort == ReplySort.Oldest, request.Campaign is not null);
            return (await db.All<ReplyReader.ItemRow>(sql, values), null);
        }
        var search = await WordsAlike.Expanded(db, SearchQuery.Parse(request.Q));
        return (await FoundReplies.Rows(db, search, request, now, from, values), search);
    }

    /// <summary>The number after which the list goes on; at its beginning one that no reply has.</summary>
    public static long After(ListReplies.Query request) =>
        Cursor.Read(Name(request), 1, request.Cursor)?[0] ?? (request.Sort == ReplySort.Oldest ? 0 : int.MaxValue);

    public static string CursorAfter(ListReplies.Query request, int number) => Cursor.Of(Name(request), number);

    private static string Name(ListReplies.Query request) =>
        FormattableString.Invariant($"replies.{request.HearingId}.{(request.Sort == ReplySort.Oldest ? "oldest" : "newest")}");
}
