using Consultation.Domain;
using Consultation.Domain.Campaigns;

namespace Consultation.Api.Features.Campaigns;

/// <summary>Sums a hearing's campaigns up, member by member in order of number.</summary>
internal sealed class SummaryTally
{
    private readonly Dictionary<int, Campaign> campaigns = [];
    private readonly Dictionary<int, Twins> twins = [];

    private sealed class Campaign
    {
        public required Membership Membership;
        public readonly CampaignSummary.Sizes By = [];
        public Twins? Commonest;
        public Twins? PublicCommonest;
    }

    /// <summary>Members with the same words.</summary>
    private sealed class Twins
    {
        public required int First;
        public int FirstPublic;
        public int Count;
        public int Public;
    }

    public void Add(int number, Membership membership, long round, Publication publication)
    {
        if (!campaigns.TryGetValue(membership.Campaign, out var campaign))
        {
            campaigns[membership.Campaign] = campaign = new Campaign { Membership = membership };
        }
        if (!twins.TryGetValue(membership.Twin, out var same))
        {
            twins[membership.Twin] = same = new Twins { First = number };
        }
        campaign.By[(round, publication)] = campaign.By.GetValueOrDefault((round, publication)) + 1;
        same.Count++;
        if (IsPublic(publication))
        {
            same.FirstPublic = same.FirstPublic == 0 ? number : same.FirstPublic;
            same.Public++;
        }
        // Of equals the one that came first, whichever grew to this size first.
        campaign.Commonest = Better(campaign.Commonest, same, twin => twin.Count, twin => twin.First);
        campaign.PublicCommonest =
            same.Public == 0
                ? campaign.PublicCommonest
                : Better(campaign.PublicCommonest, same, twin => twin.Public, twin => twin.FirstPublic);
    }

    public Dictionary<int, CampaignSummary> Summaries() =>
        campaigns.ToDictionary(campaign => campaign.Key, campaign => Summary(campaign.Value));

    private static bool IsPublic(Publication publication) =>
        publication is Publication.Published or Publication.PublishedRedacted or Publication.AwaitingDeadline;

    private static Twins Better(Twins? one, Twins other, Func<Twins, int> count, Func<Twins, int> first) =>
        one is null || count(other) > count(one) || (count(other) == count(one) && first(other) < first(one)) ? other : one;

    private static CampaignSummary Summary(Campaign campaign) =>
        new()
        {
            Number = campaign.Membership.Campaign,
            Kind = campaign.Membership.Kind,
            Basis = campaign.Membership.Basis,
            Size = campaign.By.Values.Sum(),
            Identical = campaign.Commonest!.Count,
            Representative = campaign.Commonest.First,
            PublicSize = campaign.By.Where(part => IsPublic(part.Key.Publication)).Sum(part => part.Value),
            PublicIdentical = campaign.PublicCommonest?.Public ?? 0,
            PublicRepresentative = campaign.PublicCommonest?.FirstPublic ?? 0,
            By = campaign.By,
        };
}
