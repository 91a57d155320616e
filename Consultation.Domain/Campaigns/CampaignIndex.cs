namespace Consultation.Domain.Campaigns;

/// <summary>
/// A hearing's replies as campaigns, kept in memory and brought up to date reply by reply. Which groups there are follows from the
/// texts alone, in whatever order they came and went (while no bucket overflows, see <see cref="Buckets.MostInBucket"/>). It keeps no
/// text: what it needs to compare exactly it asks for.
/// <para>
/// Put and drop replies, some at a time; each time, until nothing is wanted, <see cref="Compare()"/> and <see cref="Supply"/>. After the last
/// time, until nothing is wanted, <see cref="LearnCampaigns()"/> and <see cref="Supply"/>; then, if <see cref="MustLookBack"/>, show every
/// reply to <see cref="LookBack"/>; then <see cref="Groups"/>. <see cref="CampaignKind"/> tells what a campaign is.
/// Some 500 bytes a different text of 20 words or more, 100 a shorter one, 12 a repetition. Not thread-safe.
/// </para>
/// </summary>
public sealed class CampaignIndex
{
    private const int MostWanted = 250;

    private readonly Replies replies = new();
    private readonly TextGroups groups = new();
    private readonly CampaignTexts campaigns = new();
    private readonly LinkSearch links;
    private readonly HashSet<int> lookedAt = [];

    /// <summary>Campaigns' texts that have come, while others are still awaited.</summary>
    private Dictionary<int, (UInt128, ulong[])> learnt = [];

    public CampaignIndex() => links = new LinkSearch(replies, groups);

    /// <summary>Campaigns have come or gone since earlier replies were compared with their texts.</summary>
    public bool MustLookBack { get; private set; }

    /// <summary>
    /// Before all others: about how many replies will come, and those that have the campaigns' texts, as far as is known. If <see cref="LearnCampaigns()"/> finds the same
    /// campaigns in the end, every reply has been compared with them when it came, and there is no looking back.
    /// </summary>
    public void Expect(int count, IReadOnlyDictionary<int, CampaignText> expected)
    {
        links.Expect(count);
        var texts = new Dictionary<int, (UInt128, ulong[])>();
        foreach (var (number, text) in expected.Where(reply => !reply.Value.IsShort))
        {
            Put(number, text);
            texts[replies.TextOf(number)] = (text.Fingerprint, text.Shingles);
        }
        campaigns.Replace(texts);
        foreach (var (text, (_, shingles)) in texts)
        {
            replies[text].BuiltOn = campaigns.BuiltOn(shingles);
        }
    }

    /// <summary>A new or changed reply; null takes it out.</summary>
    public void Put(int number, CampaignText? text)
    {
        links.ForgetWhatWasOutOfDate();
        var was = replies.TextOf(number);
        if (was >= 0 && text is not null && replies[was].Fingerprint == text.Fingerprint)
        {
            return;
        }
        if (was >= 0 && replies.Leave(number))
        {
            Remove(was);
        }
        if (text is null)
        {
            return;
        }
        var known = replies.Find(text.Fingerprint);
        var now = known >= 0 ? known : Add(text);
        replies.Join(number, now);
        if (known < 0 && !text.IsShort)
        {
            links.Look(now);
        }
    }

    /// <summary>
    /// Compares as far as it can; answers the numbers of replies whose texts it needs to go on, which <see cref="Supply"/> must bring
    /// before the next call. Empty when all is compared.
    /// </summary>
    public IReadOnlyCollection<int> Compare()
    {
        var wanted = new HashSet<int>();
        links.GoOn(MostWanted);
        return Ask(wanted);
    }

    /// <summary>
    /// Learns which campaigns there are, once all replies are compared: it goes through everything. Answers what it needs to go on,
    /// as <see cref="Compare"/> does.
    /// </summary>
    public IReadOnlyCollection<int> LearnCampaigns()
    {
        var wanted = new HashSet<int>();
        LearnCampaigns(wanted);
        return Ask(wanted);
    }

    /// <summary>The text of a reply that was asked for; null, or another than before, when it has changed since: it then counts as unlike.</summary>
    public void Supply(int number, CampaignText? text)
    {
        var wanted = replies.TextOf(number);
        if (wanted >= 0 && text?.Fingerprint == replies[wanted].Fingerprint)
        {
            links.Keep(wanted, text.Shingles);
        }
        else if (wanted >= 0)
        {
            links.IsOutOfDate(wanted);
        }
    }

    /// <summary>An earlier reply as it is now, to be compared with the campaigns' texts.</summary>
    public void LookBack(int number, CampaignText? text)
    {
        var known = replies.TextOf(number);
        if (known >= 0 && text is { IsShort: false } && text.Fingerprint == replies[known].Fingerprint && lookedAt.Add(known))
        {
            replies[known].BuiltOn = campaigns.BuiltOn(text.Shingles);
        }
    }

    /// <summary>Every reply has been shown.</summary>
    public void LookedBack()
    {
        lookedAt.Clear();
        MustLookBack = false;
    }

    /// <summary>The groups as they are now; valid until the next change.</summary>
    public Grouping Groups() => new(replies, groups);

    private IReadOnlyCollection<int> Ask(HashSet<int> wanted)
    {
        links.AskFor(wanted);
        return [.. wanted.Select(text => replies[text].First)];
    }

    private int Add(CampaignText text)
    {
        var added = replies.Add(text.Fingerprint, text.Shingles.Length);
        groups.Add();
        if (!text.IsShort)
        {
            replies[added].Place = links.Add(added, text.Shingles);
            replies[added].BuiltOn = campaigns.BuiltOn(text.Shingles);
        }
        return added;
    }

    private void Remove(int text)
    {
        if (replies[text].Place < 0)
        {
            return;
        }
        links.Remove(text);
        foreach (var lonely in groups.Remove(text))
        {
            links.Look(lonely);
        }
    }

    /// <summary>A campaign's text is its commonest one. When they change, every reply may be built on another.</summary>
    private void LearnCampaigns(HashSet<int> wanted)
    {
        var now = Groups().CampaignTexts();
        if (campaigns.Are(now))
        {
            return;
        }
        var texts = new Dictionary<int, (UInt128, ulong[])>();
        foreach (var text in now)
        {
            if (campaigns.TryGet(text, out var known) || learnt.TryGetValue(text, out known))
            {
                texts[text] = known;
            }
            else if (links.Want(text, wanted, MostWanted) is { } shingles)
            {
                texts[text] = (replies[text].Fingerprint, shingles);
            }
        }
        learnt = wanted.Count > 0 ? texts : [];
        if (wanted.Count == 0)
        {
            campaigns.Replace(texts);
            MustLookBack = true;
        }
    }
}
