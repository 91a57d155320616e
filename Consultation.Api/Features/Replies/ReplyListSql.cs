using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>The SQL of <see cref="ListReplies"/>: two scopes, two orders, all replies or one campaign's.</summary>
internal static class ReplyListSql
{
    public static string For(Scope scope, bool oldestFirst, bool ofCampaign) =>
        (scope, oldestFirst, ofCampaign) switch
        {
            (Scope.All, true, false) => SelectAllOldest,
            (Scope.All, false, false) => SelectAllNewest,
            (_, true, false) => SelectPublicOldest,
            (_, false, false) => SelectPublicNewest,
            (Scope.All, true, true) => SelectAllOldestOfCampaign,
            (Scope.All, false, true) => SelectAllNewestOfCampaign,
            (_, true, true) => SelectPublicOldestOfCampaign,
            (_, false, true) => SelectPublicNewestOfCampaign,
        };

    internal const string Filtered = """
            and (@SenderType is null or r.SenderType = @SenderType)
            and (@Position is null or r.Position = @Position)
            and (@Round is null or hr.Number = @Round)
            and (@AnySender = 1 or r.SenderType in @SenderTypes)
            and (@WithAttachments = 0 or r.Attachments > 0)
            and (@WithComments = 0 or r.Comments > 0)
            and (@Paragraph is null
                or exists (select 1 from ReplyComment c where c.ParagraphId = @Paragraph and c.ReplyId = r.Id and c.HearingId = @HearingId))
        """;

    // What only staff may ask for. A correction that waits to be read is found with what is in review.
    internal const string OfStaff = $"""
        and (@Publication is null
            or (@Publication = 'inReview' and r.LatestVersion > r.Version)
            or {PublicReplies.Shown} = @Publication)
            and (@Journalled is null or @Journalled = case when r.JournalledAt is null then 0 else 1 end)
        """;

    private const string SelectPublicNewest = $$"""
        select {{ReplyReader.ListColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        {{ReplyReader.OfCampaign}}
        where r.HearingId = @HearingId and r.Number < @After
            and {{PublicReplies.Where}}
            {{Filtered}}
        order by r.Number desc
        {first @Take}
        """;

    private const string SelectPublicOldest = $$"""
        select {{ReplyReader.ListColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        {{ReplyReader.OfCampaign}}
        where r.HearingId = @HearingId and r.Number > @After
            and {{PublicReplies.Where}}
            {{Filtered}}
        order by r.Number
        {first @Take}
        """;

    private const string SelectAllNewest = $$"""
        select {{ReplyReader.ListColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        {{ReplyReader.OfCampaign}}
        where r.HearingId = @HearingId and r.Number < @After
            {{OfStaff}}
            {{Filtered}}
        order by r.Number desc
        {first @Take}
        """;

    private const string SelectAllOldest = $$"""
        select {{ReplyReader.ListColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        {{ReplyReader.OfCampaign}}
        where r.HearingId = @HearingId and r.Number > @After
            {{OfStaff}}
            {{Filtered}}
        order by r.Number
        {first @Take}
        """;

    // From the campaign's members, not through all replies to find them.
    private const string OfCampaign = """
        from CampaignMember cm
        join Reply r on r.HearingId = cm.HearingId and r.Number = cm.Number
        join HearingRound hr on hr.Id = r.RoundId
        """;

    private const string SelectPublicNewestOfCampaign = $$"""
        select {{ReplyReader.ListColumns}}
        {{OfCampaign}}
        where cm.HearingId = @HearingId and cm.Campaign = @Campaign and cm.Number < @After
            and {{PublicReplies.Where}}
            {{Filtered}}
        order by cm.Number desc
        {first @Take}
        """;

    private const string SelectPublicOldestOfCampaign = $$"""
        select {{ReplyReader.ListColumns}}
        {{OfCampaign}}
        where cm.HearingId = @HearingId and cm.Campaign = @Campaign and cm.Number > @After
            and {{PublicReplies.Where}}
            {{Filtered}}
        order by cm.Number
        {first @Take}
        """;

    private const string SelectAllNewestOfCampaign = $$"""
        select {{ReplyReader.ListColumns}}
        {{OfCampaign}}
        where cm.HearingId = @HearingId and cm.Campaign = @Campaign and cm.Number < @After
            {{OfStaff}}
            {{Filtered}}
        order by cm.Number desc
        {first @Take}
        """;

    private const string SelectAllOldestOfCampaign = $$"""
        select {{ReplyReader.ListColumns}}
        {{OfCampaign}}
        where cm.HearingId = @HearingId and cm.Campaign = @Campaign and cm.Number > @After
            {{OfStaff}}
            {{Filtered}}
        order by cm.Number
        {first @Take}
        """;
}
