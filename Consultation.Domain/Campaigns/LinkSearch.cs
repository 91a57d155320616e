namespace Consultation.Domain.Campaigns;

/// <summary>
/// Finds the links between texts: who meets in a bucket is compared exactly, as soon as the shingles of both are at hand, and only while
/// they are not of one group anyway.
/// </summary>
internal sealed class LinkSearch(Replies replies, TextGroups groups)
{
    /// <summary>Comparisons that may fail before a text is taken to be alone; the likeliest come first.</summary>
    private const int MostFailures = 32;

    /// <summary>Places of a sketch that a text is brought forward by when no text must be read for it.</summary>
    private const int AtHand = 8;

    /// <summary>As many places as two texts at the threshold agree in on average.</summary>
    private const int LikelyAlike = 38;

    private const int MostShinglesAtHand = 2_000_000;

    private readonly Buckets buckets = new();
    private readonly List<int> ofPlace = [];
    private readonly Dictionary<int, ulong[]> atHand = [];
    private readonly Stack<Seek> seeks = new();
    private readonly List<Seek> waiting = [];
    private readonly List<(int Text, int Alike)> found = [];

    /// <summary>Texts that could not be brought: their replies have changed since, which the next round of puts will tell.</summary>
    private readonly HashSet<int> outOfDate = [];
    private long shinglesAtHand;

    /// <summary>A text that looks for others, likeliest first.</summary>
    private sealed class Seek(int text, int[] near)
    {
        public readonly int Text = text;
        public readonly int[] Near = near;
        public int At;
        public int Failures;
    }

    public void Expect(int texts) => buckets.Expect(texts);

    public int Add(int text, ulong[] shingles)
    {
        Keep(text, shingles);
        ofPlace.Add(text);
        return buckets.Add(shingles);
    }

    public void Remove(int text) => buckets.Remove(replies[text].Place);

    public void Keep(int text, ulong[] shingles)
    {
        if (atHand.TryAdd(text, shingles))
        {
            shinglesAtHand += shingles.Length;
        }
    }

    public void IsOutOfDate(int text) => outOfDate.Add(text);

    public void ForgetWhatWasOutOfDate() => outOfDate.Clear();

    /// <summary>The shingles when they are at hand; else asks for them, if they can be had and not too many are asked for.</summary>
    public ulong[]? Want(int text, HashSet<int> wanted, int most)
    {
        if (!atHand.TryGetValue(text, out var shingles) && wanted.Count < most && !outOfDate.Contains(text))
        {
            wanted.Add(text);
        }
        return shingles;
    }

    /// <summary>Goes on with searches until so many of them wait for texts; false when some do.</summary>
    public bool GoOn(int most)
    {
        waiting.Clear();
        while (waiting.Count < most && seeks.TryPop(out var seek))
        {
            if (!GoOn(seek))
            {
                waiting.Add(seek);
            }
        }
        waiting.ForEach(seeks.Push);
        return waiting.Count == 0;
    }

    /// <summary>Lets go of shingles when they are too many, and asks for those that the waiting searches need next.</summary>
    public void AskFor(HashSet<int> wanted)
    {
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
        wanted.RemoveWhere(atHand.ContainsKey);
    }

    public void Look(int text)
    {
        found.Clear();
        buckets.Near(replies[text].Place, found);
        if (found.Count == 0)
        {
            return;
        }
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
            if (alike < LikelyAlike || groups.Root(other) == groups.Root(text) || !atHand.TryGetValue(other, out var others))
            {
                continue;
            }
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

    /// <summary>False when a text is needed to go on.</summary>
    private bool GoOn(Seek seek)
    {
        for (; seek.At < seek.Near.Length && seek.Failures < MostFailures && replies[seek.Text].Count > 0; seek.At++)
        {
            var other = seek.Near[seek.At];
            if (replies[other].Count == 0 || outOfDate.Contains(other) || groups.Root(other) == groups.Root(seek.Text))
            {
                continue;
            }
            if (outOfDate.Contains(seek.Text))
            {
                return true;
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
}
