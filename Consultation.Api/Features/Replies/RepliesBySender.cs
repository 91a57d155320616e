using Consultation.Api.Data;
using Consultation.Api.Http;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>Reads a hearing's public replies from A to Å by their senders (<see cref="SenderOrder"/>), in keyset pages.</summary>
internal static class RepliesBySender
{
    /// <summary>
    /// A place in the list. It holds the name's key and not only the number, so that nobody learns from where a page begins what the name of a
    /// reply is that they may not read.
    /// </summary>
    internal sealed record At(string Key, int Number)
    {
        public static readonly At Beginning = new("", 0);

        public static At Of(ReplyReader.ItemRow row) => new(SenderOrder.KeyOf(row.SenderName), row.Number);

        /// <summary>Null where no cursor was given.</summary>
        public static At? Read(string list, string? cursor) =>
            Cursor.ReadText(list, cursor) is var (key, number) ? new At(key, (int)Math.Clamp(number, 0, int.MaxValue - 1)) : null;

        public string Write(string list) => Cursor.OfText(list, Key, Number);
    }

    public static string Name(ListReplies.Query list) => FormattableString.Invariant($"replies.{list.HearingId}.sender");

    /// <summary>Those behind the place, in order.</summary>
    public static Task<IReadOnlyList<ReplyReader.ItemRow>> After(Db db, ListReplies.Query list, At at, DateTimeOffset now) =>
        Rows(db, SelectAfter, list, at, now);

    /// <summary>Those before the place, the nearest first.</summary>
    public static Task<IReadOnlyList<ReplyReader.ItemRow>> Before(Db db, ListReplies.Query list, At at, DateTimeOffset now) =>
        Rows(db, SelectBefore, list, at, now);

    private static Task<IReadOnlyList<ReplyReader.ItemRow>> Rows(Db db, string sql, ListReplies.Query list, At at, DateTimeOffset now)
    {
        var values = new Dapper.DynamicParameters(ReplyList.Values(list, now, at.Number));
        values.Add("Key", at.Key);
        return db.All<ReplyReader.ItemRow>(sql, values);
    }

    private const string SelectAfter = $$"""
        select {{ReplyReader.ListColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        {{ReplyReader.OfCampaign}}
        where r.HearingId = @HearingId and r.SenderSort >= @Key and (r.SenderSort > @Key or r.Number > @After)
            and {{PublicReplies.Where}}
            {{ReplyListSql.Filtered}}
        order by r.SenderSort, r.Number
        {first @Take}
        """;

    private const string SelectBefore = $$"""
        select {{ReplyReader.ListColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        {{ReplyReader.OfCampaign}}
        where r.HearingId = @HearingId and r.SenderSort <= @Key and (r.SenderSort < @Key or r.Number < @After)
            and {{PublicReplies.Where}}
            {{ReplyListSql.Filtered}}
        order by r.SenderSort desc, r.Number desc
        {first @Take}
        """;
}
