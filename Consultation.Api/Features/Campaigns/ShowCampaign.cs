using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>A campaign as its page shows it: the common text, who has sent it, and what is built on it.</summary>
public static class ShowCampaign
{
    private const int PageSize = 100;

    [Public]
    public sealed record Query(long HearingId, int Campaign, string? Cursor = null) : IQuery<Result>;

    public sealed record Result
    {
        /// <summary>Without its documents.</summary>
        public required HearingView Hearing { get; init; }
        public required CampaignView Campaign { get; init; }

        /// <summary>The reply that stands for all.</summary>
        public required ReplyView Sample { get; init; }

        /// <summary>Lowest number first.</summary>
        public required IReadOnlyList<ReplyItem> Members { get; init; }
        public string? Next { get; init; }

        /// <summary>The groups that have added something of their own to this text.</summary>
        public required IReadOnlyList<CampaignView> BuiltOn { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingReader.Find(db, request.HearingId, user, settings, now);
            var values = new
            {
                request.HearingId,
                request.Campaign,
                Now = now,
            };
            var campaign = (await db.First<CampaignReader.Row>(CampaignReader.SelectShown, values) ?? throw Refusals.NotFound()).View;
            var list = new ListReplies.Query
            {
                HearingId = hearing.Id,
                Campaign = request.Campaign,
                Sort = ReplySort.Oldest,
                Limit = PageSize,
                Cursor = request.Cursor,
            };
            var (rows, _) = await ReplyList.Rows(db, list, now);
            var sample = new GetReply.Query(hearing.Id, campaign.Representative);
            return new Result
            {
                Hearing = hearing,
                Campaign = campaign,
                Sample = await GetReply.Read(db, sample, hearing.Slug, user, settings, now),
                Members = [.. rows.Take(PageSize).Select(row => row.Item(hearing.Slug, settings, hearing.Id, now))],
                Next = rows.Count > PageSize ? ReplyList.CursorAfter(list, rows[PageSize - 1].Number) : null,
                BuiltOn = [.. (await db.All<CampaignReader.Row>(SelectBuiltOn, values)).Select(row => row.View)],
            };
        }
    }

    private const string SelectBuiltOn = $$"""
        select Number, Kind, Basis, Size, Identical, Representative, Place
        from (
            select {{CampaignReader.PublicColumns}}
            from Campaign c
            where c.HearingId = @HearingId and c.Basis = @Campaign
        ) shown
        where {{CampaignReader.IsShown}}
        order by Size desc, Number
        {first 20}
        """;
}
