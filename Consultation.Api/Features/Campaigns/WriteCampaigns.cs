using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>
/// Writes one piece of a hearing's campaigns, if nobody else has written since the writing that the piece follows; answers the new one.
/// Written twice, a piece is refused the second time.
/// </summary>
public static class WriteCampaigns
{
    [Requires(Permission.RunJobs)]
    internal sealed record Command : ICommand<long>
    {
        public required long HearingId { get; init; }
        public required Lease Lease { get; init; }
        public required long Revision { get; init; }
        public required Piece Piece { get; init; }
    }

    internal sealed record Piece
    {
        public IReadOnlyList<CampaignSummary> Campaigns { get; init; } = [];
        public IReadOnlyList<CampaignChanges.Member> Members { get; init; } = [];
        public IReadOnlyList<int> Gone { get; init; } = [];
    }

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Command, long>
    {
        public async Task<long> Handle(Command request, CancellationToken cancellationToken)
        {
            var (hearing, piece) = (request.HearingId, request.Piece);
            await request.Lease.Renew(db, Instants.Floor(clock.GetUtcNow()));
            if (await db.Run(UpdateRevision, new { HearingId = hearing, request.Revision }) == 0)
            {
                throw new LeaseLost();
            }
            foreach (var number in piece.Gone.Concat(piece.Campaigns.Select(campaign => campaign.Number)))
            {
                await db.Run(DeleteCampaign, new { HearingId = hearing, Number = number });
                await db.Run(DeleteSizes, new { HearingId = hearing, Number = number });
            }
            foreach (var campaign in piece.Campaigns)
            {
                await Put(hearing, campaign);
            }
            foreach (var member in piece.Members)
            {
                await Put(hearing, member);
            }
            // What the public sees has changed, but nothing was said: the hearing's own date stays.
            await HearingStore.Turn(db, hearing);
            return request.Revision + 1;
        }

        private async Task Put(long hearing, CampaignSummary campaign)
        {
            var values = new
            {
                HearingId = hearing,
                campaign.Number,
                Kind = campaign.Kind.Code(),
                Basis = campaign.Basis == 0 ? (int?)null : campaign.Basis,
                campaign.Size,
                campaign.Identical,
                campaign.Representative,
                campaign.PublicSize,
                campaign.PublicIdentical,
                PublicRepresentative = campaign.PublicRepresentative == 0 ? (int?)null : campaign.PublicRepresentative,
            };
            await db.Run(InsertCampaign, values);
            foreach (var ((round, publication), size) in campaign.By)
            {
                var part = new
                {
                    HearingId = hearing,
                    campaign.Number,
                    RoundId = round,
                    Publication = publication.Code(),
                    Size = size,
                };
                await db.Run(InsertSize, part);
            }
        }

        private async Task Put(long hearing, CampaignChanges.Member member)
        {
            if (member.IsStored)
            {
                await db.Run(DeleteMember, new { HearingId = hearing, member.Number });
            }
            if (member.Membership.Campaign != 0)
            {
                var values = new
                {
                    HearingId = hearing,
                    member.Number,
                    member.Membership.Campaign,
                    Kind = member.Membership.Kind.Code(),
                    member.Membership.Twin,
                    member.Membership.Basis,
                };
                await db.Run(InsertMember, values);
            }
        }
    }

    private const string UpdateRevision = """
        update CampaignState set Revision = Revision + 1 where HearingId = @HearingId and Revision = @Revision
        """;

    private const string DeleteCampaign = "delete from Campaign where HearingId = @HearingId and Number = @Number";

    private const string DeleteSizes = "delete from CampaignSize where HearingId = @HearingId and Campaign = @Number";

    private const string InsertCampaign = """
        insert into Campaign (HearingId, Number, Kind, Basis, Size, Identical, Representative, PublicSize, PublicIdentical,
            PublicRepresentative)
        values (@HearingId, @Number, @Kind, @Basis, @Size, @Identical, @Representative, @PublicSize, @PublicIdentical,
            @PublicRepresentative)
        """;

    private const string InsertSize = """
        insert into CampaignSize (HearingId, Campaign, RoundId, Publication, Size) values (@HearingId, @Number, @RoundId, @Publication, @Size)
        """;

    private const string DeleteMember = "delete from CampaignMember where HearingId = @HearingId and Number = @Number";

    private const string InsertMember = """
        insert into CampaignMember (HearingId, Number, Campaign, Kind, Twin, Basis)
        values (@HearingId, @Number, @Campaign, @Kind, @Twin, @Basis)
        """;
}
