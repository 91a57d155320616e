using Consultation.Domain.Campaigns;

namespace Consultation.Tests.Domain.Campaigns;

/// <summary>
/// The rule of campaigns word for word, in plain code that compares every reply with every other: no hashes, no buckets, nothing kept.
/// For texts of plain words with one space between.
/// </summary>
internal static class BruteForce
{
    public static Dictionary<int, Membership> Group(IReadOnlyDictionary<int, string> replies)
    {
        var numbers = replies.Keys.Order().ToArray();
        var shingles = numbers.ToDictionary(number => number, number => ShinglesOf(replies[number]));
        var groups = new List<List<int>>();
        foreach (var number in numbers)
        {
            var near = groups.Where(group => group.Exists(other => AreLinked(number, other))).ToList();
            groups.RemoveAll(near.Contains);
            groups.Add([.. near.SelectMany(group => group), number]);
        }
        groups.RemoveAll(group => group.Count < 2);
        var campaigns = groups.Where(group => shingles[group[0]] is not null).ToDictionary(group => group.Min(), Commonest);
        var basis = numbers
            .Where(number => shingles[number] is not null && !groups.Exists(group => group.Contains(number)))
            .ToDictionary(number => number, BuiltOn);
        var found = new Dictionary<int, Membership>();
        foreach (var number in numbers)
        {
            var twin = numbers.First(other => replies[other] == replies[number]);
            if (groups.Find(group => group.Contains(number)) is { } group)
            {
                found[number] = new(group.Min(), shingles[number] is null ? CampaignKind.Short : CampaignKind.NearIdentical, twin, 0);
            }
            else if (basis.GetValueOrDefault(number) is var on and > 0)
            {
                found[number] = new(basis.Where(other => other.Value == on).Min(other => other.Key), CampaignKind.BuiltOn, twin, on);
            }
        }
        return found;

        bool AreLinked(int one, int other) =>
            replies[one] == replies[other]
            || (shingles[one] is { } a && shingles[other] is { } b && a.Intersect(b).Count() / (decimal)a.Union(b).Count() >= 0.6m);

        string Commonest(List<int> group) =>
            group.GroupBy(number => replies[number]).OrderByDescending(same => same.Count()).ThenBy(same => same.Min()).First().Key;

        int BuiltOn(int number) =>
            campaigns
                .Select(campaign => (campaign.Key, Text: ShinglesOf(campaign.Value)!, Words: campaign.Value))
                .Select(campaign =>
                    (campaign.Key, campaign.Text, campaign.Words, Shared: campaign.Text.Intersect(shingles[number]!).Count())
                )
                .Where(campaign => campaign.Shared / (decimal)campaign.Text.Count >= 0.8m)
                .OrderByDescending(campaign => campaign.Shared)
                .ThenBy(campaign => CampaignText.Of(campaign.Words)!.Fingerprint)
                .Select(campaign => campaign.Key)
                .FirstOrDefault();
    }

    /// <summary>Null of a short text.</summary>
    private static HashSet<string>? ShinglesOf(string text)
    {
        var words = text.Split(' ');
        return words.Length < 20 ? null : [.. Enumerable.Range(0, words.Length - 4).Select(at => string.Join(' ', words[at..(at + 5)]))];
    }
}
