using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>A reply that is not shown, as everybody is told of it.</summary>
public sealed record HiddenReply
{
    public required int Number { get; init; }

    /// <summary>Withheld or withdrawn.</summary>
    public required Publication Publication { get; init; }
    public Ground? Ground { get; init; }

    /// <summary>The provision that staff named, in their words.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>When it was decided or withdrawn.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether a second person has agreed.</summary>
    public required bool Confirmed { get; init; }
}

/// <summary>Reads what everybody is told of replies that are not shown, and why parts of others are not.</summary>
internal static class HiddenReplies
{
    /// <summary>Those with numbers between the two, neither of them meant; in the list's order.</summary>
    public static async Task<IReadOnlyList<HiddenReply>> Between(Db db, ListReplies.Query request, long above, long below, int most)
    {
        var values = new
        {
            request.HearingId,
            request.Round,
            Above = above,
            Below = below,
            Take = most,
        };
        return await db.All<HiddenReply>(request.Sort == ReplySort.Oldest ? SelectOldest : SelectNewest, values);
    }

    /// <summary>Why this reply, or something in it, is hidden; null when nothing is.</summary>
    public static Task<HiddenReply?> Of(Db db, long hearing, int number) =>
        db.First<HiddenReply>(SelectOne, new { HearingId = hearing, Number = number });

    private const string Columns = """
        r.Number, r.Publication, r.Ground, d.LegalBasis, coalesce(d.DecidedAt, r.UpdatedAt) as At,
            case when d.ConfirmedAt is null then 0 else 1 end as Confirmed
        """;

    // The latest decision of the kind that made the reply what it is; who has withdrawn it needed none.
    private const string Decided = """
        left join ModerationDecision d on d.Id = (
            select max(x.Id) from ModerationDecision x
            where x.ReplyId = r.Id and x.Decision = case r.Publication when 'withheld' then 'withhold' when 'withdrawn' then '' else 'redact' end)
        """;

    private const string Hidden = """
        r.HearingId = @HearingId and r.Number > @Above and r.Number < @Below and r.Publication in ('withheld', 'withdrawn')
            and (@Round is null or exists (select 1 from HearingRound hr where hr.Id = r.RoundId and hr.Number = @Round))
        """;

    private const string SelectNewest = $$"""
        select {{Columns}}
        from Reply r
        {{Decided}}
        where {{Hidden}}
        order by r.Number desc
        {first @Take}
        """;

    private const string SelectOldest = $$"""
        select {{Columns}}
        from Reply r
        {{Decided}}
        where {{Hidden}}
        order by r.Number
        {first @Take}
        """;

    private const string SelectOne = $"""
        select {Columns}
        from Reply r
        {Decided}
        where r.HearingId = @HearingId and r.Number = @Number and (r.Ground is not null or r.Publication = 'withdrawn')
        """;
}
