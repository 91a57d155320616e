using System.Runtime.InteropServices;
using Consultation.Domain;
using Consultation.Domain.Campaigns;

namespace Consultation.Api.Features.Campaigns;

/// <summary>A hearing's campaigns as this server knows them: the index, how far it has read, and what it believes to be stored.</summary>
internal sealed class HearingCampaigns
{
    private readonly List<long> rounds = [];
    private State[] states = [];
    private Membership[] stored = [];
    private Dictionary<int, CampaignSummary?> storedCampaigns = [];

    public CampaignIndex Index { get; } = new();

    /// <summary>The greatest number that was read.</summary>
    public int LastNumber { get; private set; }

    /// <summary>Changes were read up to this instant; null when nothing was read yet.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>The writing that <see cref="Stored"/> was told of; null when it was told of none.</summary>
    public long? Revision { get; set; }

    /// <summary>Not before this instant are earlier replies compared with new campaigns' texts again.</summary>
    public DateTimeOffset LookBackAt { get; set; }

    /// <summary>The <see cref="LookBackAt"/> that work was asked for.</summary>
    public DateTimeOffset LookBackAsked { get; set; }

    [StructLayout(LayoutKind.Auto)]
    private struct State
    {
        public byte Round;
        public Publication Publication;
    }

    public void Put(ReadTexts.Row row, CampaignText? text)
    {
        if (row.Number >= states.Length)
        {
            var length = Math.Max(row.Number + 1, Math.Max(256, states.Length / 2 * 3));
            Array.Resize(ref states, length);
            Array.Resize(ref stored, length);
        }
        if (!rounds.Contains(row.RoundId))
        {
            rounds.Add(row.RoundId);
        }
        states[row.Number] = new State { Round = (byte)rounds.IndexOf(row.RoundId), Publication = row.Publication };
        Index.Put(row.Number, text);
        LastNumber = Math.Max(LastNumber, row.Number);
    }

    /// <summary>Says what is stored, all of it: memberships by pieces, first the campaigns.</summary>
    public void Stored(IReadOnlyList<int> campaigns)
    {
        storedCampaigns = campaigns.ToDictionary(number => number, _ => (CampaignSummary?)null);
        Array.Clear(stored);
    }

    public void Stored(IReadOnlyList<ReadMembers.Row> members)
    {
        foreach (var row in members)
        {
            stored[row.Number] = new Membership(row.Campaign, row.Kind, row.Twin, row.Basis);
        }
    }

    /// <summary>What must be written for the stored campaigns to be those of the index.</summary>
    public CampaignChanges Changes()
    {
        var groups = Index.Groups();
        var tally = new SummaryTally();
        var members = new List<CampaignChanges.Member>();
        for (var number = 1; number <= LastNumber; number++)
        {
            var now = groups.Of(number) ?? default;
            if (now.Campaign != 0)
            {
                tally.Add(number, now, rounds[states[number].Round], states[number].Publication);
            }
            if (now != stored[number])
            {
                members.Add(new(number, now, IsStored: stored[number].Campaign != 0));
            }
        }
        var campaigns = tally.Summaries();
        return new CampaignChanges
        {
            All = campaigns,
            Campaigns = [.. campaigns.Values.Where(campaign => campaign != storedCampaigns.GetValueOrDefault(campaign.Number))],
            Members = members,
            Gone = [.. storedCampaigns.Keys.Where(number => !campaigns.ContainsKey(number))],
        };
    }

    /// <summary>The changes are stored, whole.</summary>
    public void Accept(CampaignChanges changes)
    {
        foreach (var member in changes.Members)
        {
            stored[member.Number] = member.Membership;
        }
        storedCampaigns = changes.All.ToDictionary(campaign => campaign.Key, campaign => (CampaignSummary?)campaign.Value);
    }
}
