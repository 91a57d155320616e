namespace Consultation.Domain.Campaigns;

/// <summary>
/// The texts of campaigns, for finding what is built on one: replies that contain at least 0.8 of its shingles. Whoever does contains at
/// least one of any 0.2 of them and one more; the least by hash are looked up, and who has one is compared as a whole. So nothing is missed.
/// </summary>
internal sealed class CampaignTexts
{
    private readonly Dictionary<ulong, int> first = [];
    private readonly List<(int Campaign, int Next)> entries = [];
    private Dictionary<int, (UInt128 Fingerprint, ulong[] Shingles)> texts = [];
    private ulong greatest;

    /// <summary>By the text's number in the index.</summary>
    public bool TryGet(int text, out (UInt128 Fingerprint, ulong[] Shingles) found) => texts.TryGetValue(text, out found);

    /// <summary>Whether these are the texts of all campaigns.</summary>
    public bool Are(IReadOnlyCollection<int> campaigns) => campaigns.Count == texts.Count && campaigns.All(texts.ContainsKey);

    public void Replace(Dictionary<int, (UInt128 Fingerprint, ulong[] Shingles)> campaigns)
    {
        texts = campaigns;
        first.Clear();
        entries.Clear();
        greatest = 0;
        foreach (var (campaign, (_, shingles)) in campaigns)
        {
            var mayBeMissing = shingles.Length / 5;
            foreach (var shingle in shingles.AsSpan(0, mayBeMissing + 1))
            {
                entries.Add((campaign, first.GetValueOrDefault(shingle, -1)));
                first[shingle] = entries.Count - 1;
                greatest = Math.Max(greatest, shingle);
            }
        }
    }

    /// <summary>The campaign whose text is contained with the most shingles (of equals the least fingerprint), or -1.</summary>
    public int BuiltOn(ReadOnlySpan<ulong> shingles)
    {
        var best = (Campaign: -1, Shared: 0, Fingerprint: UInt128.Zero);
        HashSet<int>? met = null;
        foreach (var shingle in shingles)
        {
            if (shingle > greatest)
            {
                break;
            }
            for (var at = first.GetValueOrDefault(shingle, -1); at >= 0; at = entries[at].Next)
            {
                var campaign = entries[at].Campaign;
                if ((met ??= []).Add(campaign))
                {
                    var (fingerprint, text) = texts[campaign];
                    var shared = Shingles.Shared(shingles, text);
                    if (
                        Shingles.AreMost(shared, text.Length)
                        && (shared > best.Shared || (shared == best.Shared && fingerprint < best.Fingerprint))
                    )
                    {
                        best = (campaign, shared, fingerprint);
                    }
                }
            }
        }
        return best.Campaign;
    }
}
