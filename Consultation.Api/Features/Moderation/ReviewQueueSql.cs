namespace Consultation.Api.Features.Moderation;

/// <summary>The statements of the queue, apart because they are long.</summary>
internal static class ReviewQueueSql
{
    private const string Columns = """
        select r.Id, r.Number, r.SenderType, r.SenderName, r.ReceivedAt, r.Publication,
            case when r.LatestVersion > r.Version then 1 else 0 end as IsCorrected, r.AwaitsSecondPerson, r.Flags, r.SetAsideAt,
            r.SetAsideBy, cm.Campaign,
            case
                when r.Publication = 'inReview' then r.ReceivedAt
                when r.Publication = 'withheld' then (select max(d.DecidedAt) from ModerationDecision d where d.ReplyId = r.Id)
                when r.LatestVersion > r.Version
                    then (select v.MadeAt from ReplyVersion v where v.ReplyId = r.Id and v.Version = r.LatestVersion)
                else (select min(f.MadeAt) from ReplyFlag f where f.ReplyId = r.Id and f.HandledAt is null)
            end as WaitsSince
        from Reply r
        left join CampaignMember cm on cm.HearingId = r.HearingId and cm.Number = r.Number
        """;

    // As StoredReply.Row.IsInQueue.
    private const string InReview = """
        (r.Publication = 'inReview'
            or ((r.LatestVersion > r.Version or r.Flags > 0) and r.Publication in ('awaitingDeadline', 'published', 'publishedRedacted')))
        """;

    public const string SelectFrom = $$"""
        {{Columns}}
        where r.HearingId = @HearingId and r.Number >= @Number and r.SetAsideAt is null and {{InReview}}
        order by r.Number
        {first @Take}
        """;

    public const string SelectBefore = $$"""
        {{Columns}}
        where r.HearingId = @HearingId and r.Number < @Number and r.SetAsideAt is null and {{InReview}}
        order by r.Number desc
        {first @Take}
        """;

    /// <summary>The queue's end, in the order in which they were put there.</summary>
    public const string SelectSetAside = $$"""
        {{Columns}}
        where r.HearingId = @HearingId and r.SetAsideAt is not null and {{InReview}}
        order by r.SetAsideAt, r.Number
        {first @Take}
        """;

    public const string SelectSecondFrom = $$"""
        {{Columns}}
        where r.HearingId = @HearingId and r.Number >= @Number and {{Decisions.ForCaller}}
        order by r.Number
        {first @Take}
        """;

    public const string SelectSecondBefore = $$"""
        {{Columns}}
        where r.HearingId = @HearingId and r.Number < @Number and {{Decisions.ForCaller}}
        order by r.Number desc
        {first @Take}
        """;

    public const string CountSecond = $"select count(*) from Reply r where r.HearingId = @HearingId and {Decisions.ForCaller}";

    // Those that nobody has decided on are in the counters; the others are few, and found by their own index.
    public const string SelectInReview = "select coalesce(sum(c.InReview), 0) from RoundCounter c where c.HearingId = @HearingId";

    public const string CountFlagged = """
        select count(*)
        from Reply r
        where r.HearingId = @HearingId and r.Flags > 0 and r.Publication in ('awaitingDeadline', 'published', 'publishedRedacted')
        """;

    public const string SelectOldest = """
        select min(r.ReceivedAt) from Reply r where r.HearingId = @HearingId and r.Publication = 'inReview'
        """;
}
