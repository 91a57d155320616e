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
        var values = Values(request, now, from);
        if (string.IsNullOrWhiteSpace(request.Q))
        {
            var sql = ReplyListSql.For(request.Scope, request.Sort == ReplySort.Oldest, request.Campaign is not null);
            return (await db.All<ReplyReader.ItemRow>(sql, values), null);
        }
        var search = await WordsAlike.Expanded(db, SearchQuery.Parse(request.Q));
        return (await FoundReplies.Rows(db, search, request, now, from, values), search);
    }

    /// <summary>What the list's SQL takes.</summary>
    public static object Values(ListReplies.Query request, DateTimeOffset now, long after) =>
        new
        {
            request.HearingId,
            Now = now,
            SenderType = request.SenderType?.Code(),
            AnySender = request.SenderTypes.Count == 0,
            SenderTypes = request.SenderTypes.Select(type => type.Code()).ToArray(),
            Position = request.Position?.Code(),
            request.Round,
            request.Campaign,
            request.Paragraph,
            request.WithAttachments,
            request.WithComments,
            Publication = request.Scope == Scope.All ? request.Publication?.Code() : null,
            Journalled = request.Scope == Scope.All ? request.Journalled : null,
            After = after,
            Take = request.Limit + 1,
        };

    /// <summary>The number after which the list goes on; at its beginning one that no reply has.</summary>
    public static long After(ListReplies.Query request) =>
        Cursor.Read(Name(request), 1, request.Cursor)?[0] ?? (request.Sort == ReplySort.Oldest ? 0 : int.MaxValue);

    public static string CursorAfter(ListReplies.Query request, int number) => Cursor.Of(Name(request), number);

    /// <summary>A list that begins with this number itself.</summary>
    public static string CursorAt(ListReplies.Query request, int number) =>
        CursorAfter(request, request.Sort == ReplySort.Oldest ? number - 1 : number + 1);

    /// <summary>Leads to what comes before the place that the list begins at.</summary>
    public static string CursorBefore(ListReplies.Query request) => Cursor.Of(Name(request) + Backwards, After(request));

    /// <summary>The list in the other order, from <see cref="CursorBefore"/> towards its beginning.</summary>
    public static ListReplies.Query Back(ListReplies.Query request, string before)
    {
        var place = (int)Math.Clamp(Cursor.Read(Name(request) + Backwards, 1, before)![0], 1, int.MaxValue - 1);
        var isOldest = request.Sort == ReplySort.Oldest;
        var back = request with { Sort = isOldest ? ReplySort.Newest : ReplySort.Oldest };
        return back with { Cursor = CursorAfter(back, isOldest ? place + 1 : place - 1) };
    }

    private const string Backwards = ".before";

    private static string Name(ListReplies.Query request) =>
        FormattableString.Invariant($"replies.{request.HearingId}.{(request.Sort == ReplySort.Oldest ? "oldest" : "newest")}");
}
