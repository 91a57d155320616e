namespace Consultation.Api.Features.Campaigns;

/// <summary>
/// The hearings whose campaigns this server has in memory. Whoever works on one takes it, and gives it back when it agrees with the
/// database; what is lost on the way is read again. The ones used longest ago make room.
/// </summary>
internal sealed class CampaignMemory
{
    /// <summary>Replies of all hearings together: some 800 MB at the very worst, when no two are alike and all are long.</summary>
    private const int MostReplies = 2_000_000;

    private readonly Lock gate = new();
    private readonly LinkedList<(long Hearing, HearingCampaigns Campaigns)> kept = new();

    public HearingCampaigns Take(long hearing)
    {
        lock (gate)
        {
            for (var node = kept.First; node is not null; node = node.Next)
            {
                if (node.Value.Hearing == hearing)
                {
                    kept.Remove(node);
                    return node.Value.Campaigns;
                }
            }
        }
        return new HearingCampaigns();
    }

    public void Keep(long hearing, HearingCampaigns campaigns)
    {
        lock (gate)
        {
            kept.AddFirst((hearing, campaigns));
            while (kept.Sum(one => (long)one.Campaigns.LastNumber) > MostReplies && kept.Count > 1)
            {
                kept.RemoveLast();
            }
        }
    }
}
