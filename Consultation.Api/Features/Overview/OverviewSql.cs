using Consultation.Api.Features.Moderation;

namespace Consultation.Api.Features.Overview;

/// <summary>The statements of the overview, apart because they are long.</summary>
internal static class OverviewSql
{
    // The same states as HearingRules.StatusOf, without those that are finished.
    private const string Unfinished = """
        select h.Id, h.Slug, h.Title, h.Language, h.CaseNumber, m.Name as Ministry, h.UpdatedAt,
            case
                when h.PublishedAt is null or h.PublishedAt > @Now then 'draft'
                when exists (select 1 from HearingRound r where r.HearingId = h.Id and r.OpensAt <= @Now and r.ClosesAt > @Now) then 'open'
                when exists (select 1 from HearingRound r where r.HearingId = h.Id and r.OpensAt <= @Now) then 'underReview'
                else 'planned'
            end as Status,
            coalesce(
                (select min(r.Number) from HearingRound r where r.HearingId = h.Id and r.ClosesAt > @Now),
                (select max(r.Number) from HearingRound r where r.HearingId = h.Id)
            ) as RoundNumber
        from Hearing h
        join Ministry m on m.Id = h.MinistryId
        where h.ConcludedAt is null and h.WithdrawnAt is null and (@MinistryId is null or h.MinistryId = @MinistryId)
        """;

    public const string SelectHearings = $$"""
        select p.Id, p.Slug, p.Title, p.Language, p.CaseNumber, p.Ministry, p.Status, r.ClosesAt, r.TimeZone,
            coalesce((select sum(c.InReview + c.AwaitingDeadline + c.Published + c.PublishedRedacted + c.Withheld + c.Withdrawn)
                from RoundCounter c where c.HearingId = p.Id), 0) as Received,
            coalesce((select sum(c.InReview) from RoundCounter c where c.HearingId = p.Id), 0) as InReview,
            (select count(*) from Reply y where y.HearingId = p.Id and y.ReceivedAt > @Yesterday) as LastDay,
            (select count(*) from Invitation i where i.HearingId = p.Id) as Invited
        from ({{Unfinished}}) p
        left join HearingRound r on r.HearingId = p.Id and r.Number = p.RoundNumber
        order by case p.Status when 'open' then 0 when 'planned' then 1 when 'underReview' then 2 else 3 end,
            case when p.Status in ('open', 'planned') then r.ClosesAt end, p.UpdatedAt desc, p.Id
        {first @Hearings}
        """;

    public const string SelectInReview = """
        select coalesce(sum(c.InReview), 0)
        from RoundCounter c
        join Hearing h on h.Id = c.HearingId
        where @MinistryId is null or h.MinistryId = @MinistryId
        """;

    public const string SelectOldest = """
        select o.HearingId, o.Title, o.Language, o.ReceivedAt
        from (
            select h.Id as HearingId, h.Title, h.Language,
                (select min(r.ReceivedAt) from Reply r where r.HearingId = h.Id and r.Publication = 'inReview') as ReceivedAt
            from Hearing h
            where (@MinistryId is null or h.MinistryId = @MinistryId)
                and exists (select 1 from RoundCounter c where c.HearingId = h.Id and c.InReview > 0)
        ) o
        where o.ReceivedAt is not null
        order by o.ReceivedAt, o.HearingId
        {first 1}
        """;

    public const string SelectSecondPerson = $$"""
        select h.Id as HearingId, r.Number, h.Title, h.Language,
            (select d.DecidedBy from ModerationDecision d
                where d.Id = (select max(x.Id) from ModerationDecision x where x.ReplyId = r.Id and x.Decision = 'withhold')) as DecidedBy
        from Reply r
        join Hearing h on h.Id = r.HearingId
        where {{Decisions.ForCaller}} and (@MinistryId is null or h.MinistryId = @MinistryId)
        order by r.HearingId, r.Number
        {first 20}
        """;

    public const string SelectDeadlines = """
        select h.Id as HearingId, h.Slug, h.Title, h.Language, r.ClosesAt, r.TimeZone
        from HearingRound r
        join Hearing h on h.Id = r.HearingId
        where r.ClosesAt > @Now and h.PublishedAt <= @Now and h.ConcludedAt is null and h.WithdrawnAt is null
            and (@MinistryId is null or h.MinistryId = @MinistryId)
        order by r.ClosesAt, r.Id
        {first @Deadlines}
        """;

    public const string SelectReports = """
        select h.Id as HearingId, r.Number as Round, h.Title, h.Language, p.CompiledAt
        from Report p
        join HearingRound r on r.Id = p.RoundId
        join Hearing h on h.Id = p.HearingId
        where p.PublishedAt is null and r.ClosesAt <= @Now and h.WithdrawnAt is null
            and (@MinistryId is null or h.MinistryId = @MinistryId)
            and not exists (select 1 from Report o where o.RoundId = p.RoundId and (o.PublishedAt is not null or o.Id > p.Id))
        order by p.CompiledAt desc, p.Id
        {first @Reports}
        """;
}
