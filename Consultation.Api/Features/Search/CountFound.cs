using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain.Search;
using Dapper;

namespace Consultation.Api.Features.Search;

/// <summary>
/// How many replies a search finds, counted no further than a page needs: at most so many rows of the index are walked, whatever the word
/// and however many replies there are.
/// </summary>
public static class CountFound
{
    /// <summary>Counted exactly up to so many.</summary>
    public const int Most = 1000;

    /// <summary>Hits that are looked through for those that a narrowed list shows.</summary>
    public const int MostNarrowed = 4000;

    internal static async Task<ReplyTotal> Of(Db db, SearchQuery query, ListReplies.Query request, DateTimeOffset now)
    {
        var room = request.IsNarrowed ? MostNarrowed : Most + 1;
        var (found, isCut) = (0, false);
        foreach (var shelf in await Shelf.Readable(db, request.HearingId, request.Round, request.Scope == Scope.All, now))
        {
            if (room == 0)
            {
                isCut = true;
                break;
            }
            var values = new DynamicParameters(ReplyList.Values(request, now, 0));
            values.Add("Match", db.Dialect.Match(query));
            values.Add("Base", Shelf.Row(shelf, 0));
            values.Add("End", Shelf.Row(shelf + 1, 0));
            values.Add("Walked", room);
            var row = (await db.First<Row>(request.IsNarrowed ? CountListed : CountHits, values))!;
            found += row.Found;
            isCut |= row.Walked == room;
            room -= row.Walked;
        }
        return found > Most ? new ReplyTotal(Most + 1, OrMore: true) : new ReplyTotal(found, isCut);
    }

    private sealed record Row
    {
        public required int Walked { get; init; }
        public required int Found { get; init; }
    }

    // A shelf that the public may read holds nothing else, so that no reply needs to be looked at.
    private const string CountHits = $$"""
        select count(*) as Walked, count(*) as Found
        from (
            {{Hits}}
        ) few
        """;

    // Joined across, because an engine that takes the replies first walks all of them.
    private const string CountListed = $$"""
        select count(*) as Walked, coalesce(sum(w.IsListed), 0) as Found
        from (
            select case
                when {{PublicReplies.Where}}
                    {{ReplyListSql.Filtered}}
                then 1 else 0 end as IsListed
            from (
                {{Hits}}
            ) few
            cross join Reply r
            join HearingRound hr on hr.Id = r.RoundId
            where r.HearingId = @HearingId and r.Number = few.Number
        ) w
        """;

    private const string Hits = """
        select f.rowid - @Base as Number
        from SearchReply f
        where {match f.Tokens @Match} and f.rowid > @Base and f.rowid < @End
        order by f.rowid desc
        {first @Walked}
        """;
}
