using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain.Search;
using Dapper;

namespace Consultation.Api.Features.Search;

/// <summary>The replies of a list that a reader's words are found in, and where they were found.</summary>
internal static class FoundReplies
{
    /// <param name="query">As it was parsed, with its compounds (<see cref="WordsAlike"/>).</param>
    /// <param name="values">
    /// What the list's own SQL takes: <c>HearingId</c>, <c>Now</c>, <c>Take</c> and the filters.
    /// </param>
    public static async Task<IReadOnlyList<ReplyReader.ItemRow>> Rows(
        Db db,
        SearchQuery query,
        ListReplies.Query request,
        DateTimeOffset now,
        long after,
        object values
    )
    {
        var (all, oldestFirst) = (request.Scope == Scope.All, request.Sort == ReplySort.Oldest);
        var number = (int)Math.Clamp(after, 0, int.MaxValue);
        var match = db.Dialect.Match(query);
        var rows = new List<ReplyReader.ItemRow>();
        foreach (var shelf in await Shelf.Readable(db, request.HearingId, request.Round, all, now))
        {
            var own = new DynamicParameters(values);
            own.Add("All", all);
            own.Add("Match", match);
            own.Add("Base", Shelf.Row(shelf, 0));
            own.Add("From", Shelf.Row(shelf, oldestFirst ? number : 0));
            own.Add("To", oldestFirst ? Shelf.Row(shelf + 1, 0) : Shelf.Row(shelf, number));
            rows.AddRange(await db.All<ReplyReader.ItemRow>(oldestFirst ? SelectOldest : SelectNewest, own));
        }
        var order = oldestFirst ? rows.OrderBy(row => row.Number) : rows.OrderByDescending(row => row.Number);
        return [.. order.Take(request.Limit + 1)];
    }

    /// <summary>Where the query was found in each of these replies, by number; a reply is missing when its hit cannot be shown.</summary>
    public static async Task<IReadOnlyDictionary<int, SearchHit>> Hits(Db db, SearchQuery query, long hearing, IReadOnlyList<int> numbers)
    {
        var hits = await Of(db, hearing, numbers, fields => SearchHits.Best(fields, query));
        return hits.Where(hit => hit.Value is not null).ToDictionary(hit => hit.Key, hit => hit.Value!);
    }

    /// <summary>What is made of the public fields of each of these replies, by number.</summary>
    public static async Task<IReadOnlyDictionary<int, T>> Of<T>(
        Db db,
        long hearing,
        IReadOnlyList<int> numbers,
        Func<IEnumerable<(string Field, string? Text)>, T> make
    )
    {
        if (numbers.Count == 0)
        {
            return new Dictionary<int, T>();
        }
        var questions = await db.First<string>(SelectQuestions, new { Id = hearing });
        var hidden = SearchIndex.PrivateQuestions(questions!);
        var found = await db.All<FoundRow>(SelectFound, new { HearingId = hearing, Numbers = numbers });
        var contents = await HeldReply.Contents(db, [.. found.Select(row => row.Id)]);
        return found.ToDictionary(row => row.Number, row => make(ReplyFields.Public(contents[row.Id], hidden)));
    }

    private sealed record FoundRow
    {
        public required long Id { get; init; }
        public required int Number { get; init; }
    }

    // The number is reckoned from the row and not the row from the number, so that the index is what is walked.
    private const string Found = $$"""
        select {{ReplyReader.ListColumns}}
        from SearchReply f
        join Reply r on r.HearingId = @HearingId and r.Number = f.rowid - @Base
        join HearingRound hr on hr.Id = r.RoundId
        {{ReplyReader.OfCampaign}}
        where {match f.Tokens @Match} and f.rowid > @From and f.rowid < @To
            and (@All = 1 or ({{PublicReplies.Where}}))
            and (@Campaign is null or cm.Campaign = @Campaign)
            {{ReplyListSql.OfStaff}}
            {{ReplyListSql.Filtered}}
        """;

    private const string SelectNewest = $$"""
        {{Found}}
        order by f.rowid desc
        {first @Take}
        """;

    private const string SelectOldest = $$"""
        {{Found}}
        order by f.rowid
        {first @Take}
        """;

    private const string SelectQuestions = "select Questions from Hearing where Id = @Id";

    private const string SelectFound = "select Id, Number from Reply where HearingId = @HearingId and Number in @Numbers";
}
