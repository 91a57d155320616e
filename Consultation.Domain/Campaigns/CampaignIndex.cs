namespace Consultation.Domain.Campaigns;

/// <summary>
/// A hearing's replies as campaigns, kept in memory and brought up to date reply by reply. Which groups there are follows from the
/// texts alone, in whatever order they came and went. It keeps no text: what it needs to compare exactly it asks for.
/// <para>
/// Put and drop replies; then, until nothing is wanted, <see cref="Compare"/> and <see cref="Supply"/>; then, if <see cref="MustLookBack"/>,
/// show every reply to <see cref="LookBack"/>; then <see cref="Groups"/>. <see cref="Grouping"/> tells what a campaign is.
/// Some 400 bytes a different text of 20 words or more, 100 a shorter one, 12 a repetition. Not thread-safe.
/// </para>
/// </summary>
public sealed class CampaignIndex
{
    /// <summary>Comparisons that may fail before a text is taken to be alone; the likeliest come first.</summary>
    private const int MostFailures = 32;

    /// <summary>Places of a sketch that a text is brought forward by when no text must be read for it.</summary>
    private const int AtHand = 8;

    /// <summary>As many places as two texts at the threshold agree in on average.</summary>
    private const int LikelyAlike = 38;

    private const int MostWanted = 250;
    private const int MostShinglesAtHand = 2_000_000;

    private readonly Replies replies = new();
    private readonly Buckets buckets = new();
    private readonly List<int> ofPlace = [];
    private readonly TextGroups groups = new();
    private readonly CampaignTexts campaigns = new();
    private readonly Dictionary<int, ulong[]> atHand = [];
    private readonly Stack<Seek> seeks = new();
    private readonly HashSet<int> lookedAt = [];

    /// <summary>Texts that could not be brought: their replies have changed since, which the next round of puts will tell.</summary>
    private readonly HashSet<int> outOfDate = [];
    private readonly List<(int Text, int Alike)> found = [];
    private long shinglesAtHand;

    /// <summary>A text that looks for others, likeliest first.</summary>
    private sealed class Seek(int text, int[] near)
    {
        public readonly int Text = text;
        public readonly int[] Near = near;
        public int At;
        public int Failures;
    }

    /// <summary>Campaigns have come or gone since earlier replies were compared with their texts.</summary>
    public bool MustLookBack { get; private set; }

    /// <summary>The greatest number that was put in and is still there, or an upper bound of it.</summary>
    public int LastNumber => replies.LastNumber;

    /// <summary>A new or changed reply; null takes it out.</summary>
    public void Put(int number, CampaignText? text)
    {
        outOfDate.Clear();
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
            LookForLinks(now);
        }
    }

    /// <summary>
    /// Compares as far as it can; answers the numbers of replies whose texts it needs to go on, which <see cref="Supply"/> must bring
    /// before the next call. Empty when all is compared.
    /// </summary>
    public IReadOnlyCollection<int> Compare()
    {
        var waiting = new List<Seek>();
        while (waiting.Count < MostWanted && seeks.TryPop(out var seek))
        {
            if (!GoOn(seek))
            {
                waiting.Add(seek);
            }
        }
        waiting.ForEach(seeks.Push);
        var wanted = new HashSet<int>();
        if (waiting.Count == 0)
        {
            LearnCampaigns(wanted);
        }
        if (shinglesAtHand > MostShinglesAtHand)
        {
            atHand.Clear();
            shinglesAtHand = 0;
        }
        foreach (var seek in waiting)
        {
            wanted.Add(seek.Text);
            wanted.Add(seek.Near[seek.At]);
        }
        wanted.ExceptWith(atHand.Keys);
        return [.. wanted.Select(text => replies[text].First)];
    }

    /// <summary>The text of a reply that was asked for; null, or another than before, when it has changed since: it then counts as unlike.</summary>
    public void Supply(int number, CampaignText? text)
    {
        var wanted = replies.TextOf(number);
        if (wanted >= 0 && text?.Fingerprint == replies[wanted].Fingerprint)
        {
            Keep(wanted, text.Shingles);
        }
        else if (wanted >= 0)
        {
            outOfDate.Add(wanted);
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

    private int Add(CampaignText text)
    {
        var added = replies.Add(text.Fingerprint, text.Shingles.Length);
        groups.Add();
        if (text.IsShort)
        {
            return added;
        }
        replies[added].Place = buckets.Add(text.Shingles);
        replies[added].BuiltOn = campaigns.BuiltOn(text.Shingles);
        ofPlace.Add(added);
        Keep(added, text.Shingles);
        return added;
    }

    private void Remove(int text)
    {
        if (replies[text].Place < 0)
        {
            return;
        }
        buckets.Remove(replies[text].Place);
        foreach (var lonely in groups.Remove(text))
        {
            LookForLinks(lonely);
        }
    }

    private void LookForLinks(int text)
    {
        found.Clear();
        buckets.Near(replies[text].Place, found);
        LinkToWhatIsAtHand(text);
        var (size, group) = (replies[text].Shingles, groups.Root(text));
        var near = found
            .Select(other => (Text: ofPlace[other.Text], other.Alike))
            .Where(other => groups.Root(other.Text) != group && Shingles.MayBeNear(size, replies[other.Text].Shingles))
            .Select(other => (other.Text, Likely: other.Alike + (atHand.ContainsKey(other.Text) ? AtHand : 0)))
            .OrderByDescending(other => other.Likely)
            .ThenBy(other => replies[other.Text].First)
            .Select(other => other.Text);
        var seek = new Seek(text, [.. near]);
        if (!GoOn(seek))
        {
            seeks.Push(seek);
        }
    }

    /// <summary>In a large campaign one link to it is soon found, and the hundreds of others that were met need no looking at.</summary>
    private void LinkToWhatIsAtHand(int text)
    {
        if (!atHand.TryGetValue(text, out var own))
        {
            return;
        }
        var failures = 0;
        foreach (var (place, alike) in found)
        {
            var other = ofPlace[place];
            if (alike >= LikelyAlike && groups.Root(other) != groups.Root(text) && atHand.TryGetValue(other, out var others))
            {
                if (Shingles.AreNear(own, others))
                {
                    groups.Link(text, other);
                }
                else if (++failures == AtHand)
                {
                    return;
                }
            }
        }
    }

    /// <summary>False when a text is needed to go on.</summary>
    private bool GoOn(Seek seek)
    {
        for (; seek.At < seek.Near.Length && seek.Failures < MostFailures && replies[seek.Text].Count > 0; seek.At++)
        {
            var other = seek.Near[seek.At];
            if (replies[other].Count == 0 || groups.Root(other) == groups.Root(seek.Text))
            {
                continue;
            }
            if (outOfDate.Contains(seek.Text))
            {
                return true;
            }
            if (outOfDate.Contains(other))
            {
                continue;
            }
            if (!atHand.TryGetValue(seek.Text, out var own) || !atHand.TryGetValue(other, out var others))
            {
                return false;
            }
            if (Shingles.AreNear(own, others))
            {
                groups.Link(seek.Text, other);
            }
            else
            {
                seek.Failures++;
            }
        }
        return true;
    }

    private void Keep(int text, ulong[] shingles)
    {
        if (atHand.TryAdd(text, shingles))
        {
            shinglesAtHand += shingles.Length;
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
            if (campaigns.TryGet(text, out var known))
            {
                texts[text] = known;
            }
            else if (atHand.TryGetValue(text, out var shingles))
            {
                texts[text] = (replies[text].Fingerprint, shingles);
            }
            else if (wanted.Count < MostWanted && !outOfDate.Contains(text))
            {
                wanted.Add(text);
            }
        }
        campaigns.Replace(texts);
        MustLookBack = true;
    }
}
