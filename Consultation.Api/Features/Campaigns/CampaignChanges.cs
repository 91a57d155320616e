using Consultation.Domain.Campaigns;

namespace Consultation.Api.Features.Campaigns;

/// <summary>What is to be written of a hearing's campaigns.</summary>
internal sealed record CampaignChanges
{
    /// <summary>A reply that came into a campaign or another one; out of all when the membership is empty.</summary>
    internal sealed record Member(int Number, Membership Membership, bool IsStored);

    public required IReadOnlyDictionary<int, CampaignSummary> All { get; init; }
    public required IReadOnlyList<CampaignSummary> Campaigns { get; init; }
    public required IReadOnlyList<Member> Members { get; init; }
    public required IReadOnlyList<int> Gone { get; init; }

    /// <summary>
    /// In pieces that are written well within 20 ms each: first the campaigns, that no member is shown without one, then the members, and at
    /// the end what is gone.
    /// </summary>
    public IEnumerable<WriteCampaigns.Piece> Pieces() =>
        [
            .. Campaigns.Chunk(50).Select(part => new WriteCampaigns.Piece { Campaigns = part }),
            .. Members.Chunk(250).Select(part => new WriteCampaigns.Piece { Members = part }),
            .. Gone.Chunk(250).Select(part => new WriteCampaigns.Piece { Gone = part }),
        ];
}
