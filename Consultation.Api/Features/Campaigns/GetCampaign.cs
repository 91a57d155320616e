using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>One campaign with its members' numbers; those of a giant one in pages.</summary>
public static class GetCampaign
{
    public const int MostNumbers = 1000;

    [Public]
    public sealed record Query : IQuery<CampaignMembers>, IScoped
    {
        public long HearingId { get; init; }
        public int Campaign { get; init; }
        public Scope Scope { get; init; }
        public int Limit { get; init; } = MostNumbers;
        public string? Cursor { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Limit).Between(1, MostNumbers);
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, CampaignMembers>
    {
        public async Task<CampaignMembers> Handle(Query request, CancellationToken cancellationToken)
        {
            var list = FormattableString.Invariant($"campaign.{request.HearingId}.{request.Campaign}");
            var values = new
            {
                request.HearingId,
                request.Campaign,
                Now = Instants.Floor(clock.GetUtcNow()),
                After = Cursor.Read(list, 1, request.Cursor)?[0] ?? 0,
                Take = request.Limit + 1,
            };
            await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            var all = request.Scope == Scope.All;
            var row = await db.First<CampaignReader.Row>(all ? SelectAny : CampaignReader.SelectShown, values) ?? throw Refusals.NotFound();
            var numbers = await db.All<int>(all ? SelectAllNumbers : SelectPublicNumbers, values);
            var view = row.View;
            return new CampaignMembers
            {
                Id = view.Id,
                Kind = view.Kind,
                Size = view.Size,
                Identical = view.Identical,
                Representative = view.Representative,
                Basis = view.Basis,
                Numbers = [.. numbers.Take(request.Limit)],
                Next = numbers.Count > request.Limit ? Cursor.Of(list, numbers[request.Limit - 1]) : null,
            };
        }
    }

    private const string SelectAny = $"""
        select {CampaignReader.AllColumns}
        from Campaign c
        where c.HearingId = @HearingId and c.Number = @Campaign
        """;

    private const string SelectAllNumbers = """
        select m.Number
        from CampaignMember m
        where m.HearingId = @HearingId and m.Campaign = @Campaign and m.Number > @After
        order by m.Number
        {first @Take}
        """;

    private const string SelectPublicNumbers = $$"""
        select m.Number
        from CampaignMember m
        join Reply r on r.HearingId = m.HearingId and r.Number = m.Number
        join HearingRound hr on hr.Id = r.RoundId
        where m.HearingId = @HearingId and m.Campaign = @Campaign and m.Number > @After
            and {{PublicReplies.Where}}
        order by m.Number
        {first @Take}
        """;
}
