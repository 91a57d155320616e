using Consultation.Api.Data;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>A hearing's replies in keyset pages, newest number first by default; the public's, or everything for staff.</summary>
public static class ListReplies
{
    [Public]
    public sealed record Query : IQuery<Page<ReplyItem>>, IScoped
    {
        public long HearingId { get; init; }
        public Scope Scope { get; init; }
        public SenderType? SenderType { get; init; }
        public Position? Position { get; init; }
        public int? Round { get; init; }

        /// <summary>A campaign's number.</summary>
        public int? Campaign { get; init; }

        /// <summary>Staff only: one state of publication.</summary>
        public Publication? Publication { get; init; }
        public ReplySort Sort { get; init; }
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Limit).Between(1, 100);
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, Page<ReplyItem>>
    {
        public async Task<Page<ReplyItem>> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var oldestFirst = request.Sort == ReplySort.Oldest;
            var list = FormattableString.Invariant($"replies.{request.HearingId}.{(oldestFirst ? "oldest" : "newest")}");
            var after = Cursor.Read(list, 1, request.Cursor)?[0];
            var slug = await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            var rows = await db.All<ReplyReader.ItemRow>(
                (request.Scope, oldestFirst, request.Campaign is not null) switch
                {
                    (Scope.All, true, false) => SelectAllOldest,
                    (Scope.All, false, false) => SelectAllNewest,
                    (_, true, false) => SelectPublicOldest,
                    (_, false, false) => SelectPublicNewest,
                    (Scope.All, true, true) => SelectAllOldestOfCampaign,
                    (Scope.All, false, true) => SelectAllNewestOfCampaign,
                    (_, true, true) => SelectPublicOldestOfCampaign,
                    (_, false, true) => SelectPublicNewestOfCampaign,
                },
                new
                {
                    request.HearingId,
                    Now = now,
                    SenderType = request.SenderType?.Code(),
                    Position = request.Position?.Code(),
                    request.Round,
                    request.Campaign,
                    Publication = request.Scope == Scope.All ? request.Publication?.Code() : null,
                    After = after ?? (oldestFirst ? 0 : int.MaxValue),
                    Take = request.Limit + 1,
                }
            );
            var page = rows.Take(request.Limit).ToArray();
            var campaigns = await CampaignReader.Of(db, request.HearingId, request.Scope, [.. page.Select(row => row.Number)], now);
            var items = page.Select(row =>
                    row.Item(slug, settings, request.HearingId, now) with
                    {
                        Campaign = campaigns.GetValueOrDefault(row.Number),
                    }
                )
                .ToArray();
            return new Page<ReplyItem>(items, rows.Count > request.Limit ? Cursor.Of(list, items[^1].Number) : null);
        }
    }

    private const string Filtered = """
            and (@SenderType is null or r.SenderType = @SenderType)
            and (@Position is null or r.Position = @Position)
            and (@Round is null or hr.Number = @Round)
        """;

    // The state as it is shown, like ReplyRules.Shown.
    private const string OfPublication = """
        and (@Publication is null
            or case when r.Publication = 'awaitingDeadline' and hr.ClosesAt <= @Now then 'published' else r.Publication end = @Publication)
        """;

    private const string SelectPublicNewest = $$"""
        select {{ReplyReader.ItemColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number < @After
            and {{PublicReplies.Where}}
            {{Filtered}}
        order by r.Number desc
        {first @Take}
        """;

    private const string SelectPublicOldest = $$"""
        select {{ReplyReader.ItemColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number > @After
            and {{PublicReplies.Where}}
            {{Filtered}}
        order by r.Number
        {first @Take}
        """;

    private const string SelectAllNewest = $$"""
        select {{ReplyReader.ItemColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number < @After
            {{OfPublication}}
            {{Filtered}}
        order by r.Number desc
        {first @Take}
        """;

    private const string SelectAllOldest = $$"""
        select {{ReplyReader.ItemColumns}}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number > @After
            {{OfPublication}}
            {{Filtered}}
        order by r.Number
        {first @Take}
        """;

    // From the campaign's members, not through all replies to find them.
    private const string OfCampaign = """
        from CampaignMember m
        join Reply r on r.HearingId = m.HearingId and r.Number = m.Number
        join HearingRound hr on hr.Id = r.RoundId
        """;

    private const string SelectPublicNewestOfCampaign = $$"""
        select {{ReplyReader.ItemColumns}}
        {{OfCampaign}}
        where m.HearingId = @HearingId and m.Campaign = @Campaign and m.Number < @After
            and {{PublicReplies.Where}}
            {{Filtered}}
        order by m.Number desc
        {first @Take}
        """;

    private const string SelectPublicOldestOfCampaign = $$"""
        select {{ReplyReader.ItemColumns}}
        {{OfCampaign}}
        where m.HearingId = @HearingId and m.Campaign = @Campaign and m.Number > @After
            and {{PublicReplies.Where}}
            {{Filtered}}
        order by m.Number
        {first @Take}
        """;

    private const string SelectAllNewestOfCampaign = $$"""
        select {{ReplyReader.ItemColumns}}
        {{OfCampaign}}
        where m.HearingId = @HearingId and m.Campaign = @Campaign and m.Number < @After
            {{OfPublication}}
            {{Filtered}}
        order by m.Number desc
        {first @Take}
        """;

    private const string SelectAllOldestOfCampaign = $$"""
        select {{ReplyReader.ItemColumns}}
        {{OfCampaign}}
        where m.HearingId = @HearingId and m.Campaign = @Campaign and m.Number > @After
            {{OfPublication}}
            {{Filtered}}
        order by m.Number
        {first @Take}
        """;
}

public enum ReplySort
{
    Newest,
    Oldest,
}
