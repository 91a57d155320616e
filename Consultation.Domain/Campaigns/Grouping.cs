using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Consultation.Domain.Campaigns;

/// <summary>How the replies of a campaign are alike.</summary>
public enum CampaignKind
{
    /// <summary>Texts of 20 words or more, linked by word 5-shingles with a Jaccard similarity of at least 0.6.</summary>
    NearIdentical,

    /// <summary>Replies that contain at least 0.8 of the shingles of a near-identical campaign's commonest text, and are in no such campaign.</summary>
    BuiltOn,

    /// <summary>Under 20 words, identical after normalising.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The word that the API's contract has.")]
    Short,
}

/// <summary>
/// The campaign that a reply is in. <c>Campaign</c> is its earliest reply's number, <c>Twin</c> the earliest with the same words,
/// <c>Basis</c> the campaign that it is built on, else 0.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Membership(int Campaign, CampaignKind Kind, int Twin, int Basis);

/// <summary>The campaigns of a hearing, by reply.</summary>
public sealed class Grouping
{
    private readonly Replies replies;
    private readonly TextGroups groups;
    private readonly Group[] byRoot;

    [StructLayout(LayoutKind.Auto)]
    private struct Group
    {
        public int Size;
        public int First;

        /// <summary>The commonest text; of equals the one that came first.</summary>
        public int Commonest;

        /// <summary>The first of the replies that are built on it; 0 when none is.</summary>
        public int FirstBuiltOn;
    }

    internal Grouping(Replies replies, TextGroups groups)
    {
        (this.replies, this.groups) = (replies, groups);
        byRoot = new Group[replies.Texts];
        for (var text = 0; text < replies.Texts; text++)
        {
            Count(text);
        }
        for (var text = 0; text < replies.Texts; text++)
        {
            if (replies[text].Count > 0 && BasisOf(text) is var basis and >= 0)
            {
                ref var first = ref byRoot[basis].FirstBuiltOn;
                first = first == 0 ? replies[text].First : Math.Min(first, replies[text].First);
            }
        }
    }

    /// <summary>Null: the reply is in no campaign.</summary>
    public Membership? Of(int number)
    {
        var text = replies.TextOf(number);
        if (text < 0)
        {
            return null;
        }
        var twin = replies[text].First;
        var group = byRoot[groups.Root(text)];
        if (group.Size > 1)
        {
            return new(group.First, replies[text].Place < 0 ? CampaignKind.Short : CampaignKind.NearIdentical, twin, 0);
        }
        return BasisOf(text) is var basis and >= 0
            ? new(byRoot[basis].FirstBuiltOn, CampaignKind.BuiltOn, twin, byRoot[basis].First)
            : null;
    }

    /// <summary>The commonest text of each near-identical campaign.</summary>
    internal IReadOnlyCollection<int> CampaignTexts() =>
        [.. byRoot.Where(group => group.Size > 1 && replies[group.Commonest].Place >= 0).Select(group => group.Commonest)];

    private void Count(int text)
    {
        ref var counted = ref replies[text];
        if (counted.Count == 0)
        {
            return;
        }
        ref var group = ref byRoot[groups.Root(text)];
        if (group.Size == 0)
        {
            (group.First, group.Commonest) = (counted.First, text);
        }
        group.Size += counted.Count;
        group.First = Math.Min(group.First, counted.First);
        ref var commonest = ref replies[group.Commonest];
        if (counted.Count > commonest.Count || (counted.Count == commonest.Count && counted.First < commonest.First))
        {
            group.Commonest = text;
        }
    }

    /// <summary>The group that a text is built on, or -1; a text that is in a group itself is built on none.</summary>
    private int BasisOf(int text)
    {
        var basis = replies[text].BuiltOn;
        return basis < 0 || replies[basis].Count == 0 || byRoot[groups.Root(text)].Size > 1 ? -1
            : groups.Root(basis) is var root && byRoot[root].Size > 1 ? root
            : -1;
    }
}
