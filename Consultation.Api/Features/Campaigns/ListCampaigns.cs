using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>A hearing's campaigns, largest first, in keyset pages.</summary>
public static class ListCampaigns
{
    [Public]
    public sealed record Query : IQuery<Page<CampaignView>>, IScoped
    {
        public long HearingId { get; init; }
        public Scope Scope { get; init; }
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Limit).Between(1, 100);
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, Page<CampaignView>>
    {
        public async Task<Page<CampaignView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var list = FormattableString.Invariant($"campaigns.{request.HearingId}.{request.Scope}");
            var after = Cursor.Read(list, 2, request.Cursor);
            await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            var rows = await db.All<CampaignReader.Row>(
                request.Scope == Scope.All ? SelectAll : SelectPublic,
                new
                {
                    request.HearingId,
                    Now = Instants.Floor(clock.GetUtcNow()),
                    Place = after?[0] ?? int.MaxValue,
                    After = after?[1] ?? int.MaxValue,
                    Take = request.Limit + 1,
                }
            );
            var page = rows.Take(request.Limit).ToArray();
            return new Page<CampaignView>(
                [.. page.Select(row => row.View)],
                rows.Count > request.Limit ? Cursor.Of(list, page[^1].Place, page[^1].Number) : null
            );
        }
    }

    private const string SelectAll = $$"""
        select {{CampaignReader.AllColumns}}
        from Campaign c
        where c.HearingId = @HearingId and c.Size <= @Place and (c.Size < @Place or c.Number < @After)
        order by c.Size desc, c.Number desc
        {first @Take}
        """;

    private const string SelectPublic = $$"""
        select Number, Kind, Basis, Size, Identical, Representative, Place
        from (
            select {{CampaignReader.PublicColumns}}
            from Campaign c
            where c.HearingId = @HearingId and c.PublicSize > 0 and c.PublicSize <= @Place and (c.PublicSize < @Place or c.Number < @After)
        ) shown
        where {{CampaignReader.IsShown}}
        order by Place desc, Number desc
        {first @Take}
        """;
}
