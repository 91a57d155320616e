using Consultation.Domain.Campaigns;
using FsCheck;
using FsCheck.Fluent;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain.Campaigns;

/// <summary>The index, with its buckets and its bookkeeping, against comparing everything with everything.</summary>
public sealed class CampaignIndexTests
{
    [Property(MaxTest = 300, QuietOnSuccess = true)]
    public Property Batch_IsWhatComparingAllWithAllGives() =>
        Prop.ForAll(Letters.Hearings, replies => AssertSame(Indexed.Of(replies).Groups(), replies));

    [Property(MaxTest = 100, QuietOnSuccess = true)]
    public Property OrderOfArrival_MakesNoDifference() =>
        Prop.ForAll(
            Letters.Hearings,
            ArbMap.Default.ArbFor<int>(),
            (replies, seed) =>
            {
                var random = new Random(seed);
                var index = new Indexed(replies);
                foreach (var number in replies.Keys.OrderBy(_ => random.Next()))
                {
                    index.Put(number);
                }
                return AssertSame(index.Settled(), replies);
            }
        );

    /// <summary>Replies come, change and go, a few at a time; after each time the groups are those of a compilation from scratch.</summary>
    [Property(MaxTest = 100, QuietOnSuccess = true)]
    public Property ComingChangingAndGoing_IsWhatABatchOfTheRestGives() =>
        Prop.ForAll(
            Letters.Hearings,
            ArbMap.Default.ArbFor<int>(),
            (wishes, seed) =>
            {
                var random = new Random(seed);
                var replies = new Dictionary<int, string>();
                var index = new Indexed(replies);
                for (var round = 0; round < 8; round++)
                {
                    foreach (var number in wishes.Keys.Where(_ => random.Next(3) == 0).OrderBy(_ => random.Next()))
                    {
                        if (random.Next(3) == 0)
                        {
                            replies.Remove(number);
                        }
                        else
                        {
                            replies[number] = wishes[random.Next(2) == 0 ? number : wishes.Keys.ElementAt(random.Next(wishes.Count))];
                        }
                        index.Put(number);
                    }
                    AssertSame(index.Settled(), replies);
                }
                return true;
            }
        );

    /// <summary>A wrong guess at the campaigns' texts costs a second reading, a right one spares it; the groups are the same.</summary>
    [Property(MaxTest = 100, QuietOnSuccess = true)]
    public Property CampaignsThatWereExpected_MakeNoDifference() =>
        Prop.ForAll(
            Letters.Hearings,
            ArbMap.Default.ArbFor<int>(),
            (replies, seed) =>
            {
                var random = new Random(seed);
                AssertSame(Expecting(replies, replies.Keys.Where(_ => random.Next(3) == 0)).Groups(), replies);
                var campaigns = BruteForce
                    .Group(replies)
                    .Where(reply => reply.Value.Kind == CampaignKind.NearIdentical)
                    .GroupBy(reply => reply.Value.Campaign, reply => reply.Value.Twin);
                var commonest = campaigns.Select(twins => twins.CountBy(twin => twin).OrderBy(twin => (-twin.Value, twin.Key)).First().Key);
                var right = Expecting(replies, commonest);
                Assert.That(right.HasLookedBack, Is.False);
                return AssertSame(right.Groups(), replies);
            }
        );

    /// <summary>A chain of replies, each near the next, parts where one in the middle goes.</summary>
    [Test]
    public void Chain_WhoseMiddleGoes_Parts_AndComesTogetherAgain()
    {
        var words = Enumerable.Range(0, 140).Select(at => "ord" + at).ToArray();
        var replies = Enumerable.Range(0, 5).ToDictionary(at => at + 1, at => string.Join(' ', words[(at * 10)..((at * 10) + 60)]));
        var index = Indexed.Of(replies);
        Assert.That(replies.Keys.Select(number => index.Groups().Of(number)?.Campaign), Has.All.EqualTo(1));

        var middle = replies[3];
        replies.Remove(3);
        index.Put(3);
        Assert.That(replies.Keys.Select(number => index.Settled().Of(number)?.Campaign), Is.EqualTo([1, 1, 4, 4]));
        AssertSame(index.Settled(), replies);

        replies[3] = middle;
        index.Put(3);
        Assert.That(replies.Keys.Select(number => index.Settled().Of(number)?.Campaign), Has.All.EqualTo(1));
    }

    /// <summary>A reply that changes between being put in and being read again counts as unlike, until it is put in again.</summary>
    [Test]
    public void Text_ThatChangesMeanwhile_IsLeftOut_UntilItIsPutAgain()
    {
        var letter = Letters.Words(40, 1);
        var replies = Enumerable.Range(1, 3000).ToDictionary(number => number, number => Letters.Words(800, number));
        replies[1] = letter;
        var index = Indexed.Of(replies);
        replies[1] = "noe helt annet";
        replies[3001] = letter + " og";
        index.Put(3001);
        Assert.That(index.Settled().Of(3001), Is.Null);
        index.Put(1);
        AssertSame(index.Settled(), replies.Where(reply => reply.Key is 1 or 3001).ToDictionary());
    }

    [Test]
    public void Pairs_AtTheThreshold_AreFound_MoreThan999TimesOf1000()
    {
        var missed = 0;
        for (var pair = 0; pair < 3000; pair++)
        {
            // 60 + 60 shingles of which 45 are shared: 45 of 75 is 0.6.
            var shared = Letters.Words(49, pair);
            var replies = new Dictionary<int, string>
            {
                [1] = shared + " " + Letters.Words(15, 100_000 + pair),
                [2] = shared + " " + Letters.Words(15, 200_000 + pair),
            };
            missed += Indexed.Of(replies).Groups().Of(1) is null ? 1 : 0;
        }
        Assert.That(missed, Is.LessThan(3));
    }

    private static Indexed Expecting(IReadOnlyDictionary<int, string> replies, IEnumerable<int> numbers)
    {
        var index = new Indexed(replies);
        index.Expect(numbers);
        foreach (var number in replies.Keys.Order())
        {
            index.Put(number);
        }
        index.Settled();
        return index;
    }

    private static bool AssertSame(Grouping found, IReadOnlyDictionary<int, string> replies)
    {
        var expected = BruteForce.Group(replies);
        foreach (var number in replies.Keys)
        {
            Assert.That(
                found.Of(number),
                Is.EqualTo(expected.TryGetValue(number, out var campaign) ? campaign : (Membership?)null),
                $"{number}"
            );
        }
        return true;
    }
}
