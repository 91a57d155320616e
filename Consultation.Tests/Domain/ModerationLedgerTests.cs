using Consultation.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Consultation.Tests.Domain;

public sealed class ModerationLedgerTests
{
    private static readonly Arbitrary<Dictionary<Ground, int>> AnyCounts = Gen.Choose(0, 9)
        .ArrayOf(Enum.GetValues<Ground>().Length)
        .Select(counts => Enum.GetValues<Ground>().Zip(counts).ToDictionary(one => one.First, one => one.Second))
        .ToArbitrary();

    [Test]
    public void Fold_Grounds_TellsFiveAndMoreAndPutsTheRestTogether()
    {
        Assert.That(Fold((Ground.Privacy, 7), (Ground.Spam, 5)), Is.EqualTo((string[])["Privacy 7", "Spam 5"]));
        Assert.That(Fold((Ground.Privacy, 7), (Ground.Spam, 4), (Ground.Hate, 1)), Is.EqualTo((string[])["Privacy 7", "others 5"]));
        Assert.That(Fold((Ground.Spam, 4)), Is.EqualTo((string[])["others few"]));
        Assert.That(Fold((Ground.Spam, 0)), Is.Empty);
    }

    /// <summary>Privacy 7 and spam 2 of nine in all: telling the seven tells the two.</summary>
    [Test]
    public void Fold_FewOthers_TakesTheSmallestGroundAlong()
    {
        Assert.That(Fold((Ground.Privacy, 7), (Ground.Spam, 2)), Is.EqualTo((string[])["others 9"]));
        Assert.That(Fold((Ground.Privacy, 7), (Ground.Hate, 6), (Ground.Spam, 2)), Is.EqualTo((string[])["Privacy 7", "others 8"]));
    }

    [FsCheck.NUnit.Property]
    public Property Fold_AnyCounts_LeavesNoSmallNumberToBeFoundBySubtraction() =>
        Prop.ForAll(
            AnyCounts,
            counts =>
            {
                var lines = ModerationLedger.Fold(counts);
                var told = lines.Where(line => line.Ground is not null).ToArray();
                var rest = counts.Values.Sum() - told.Sum(line => line.Count!.Value);
                var restGrounds = counts.Count(one => one.Value > 0 && !told.Any(line => line.Ground == one.Key));
                return told.All(line => line.Count >= ModerationLedger.Least && line.Count == counts[line.Ground!.Value])
                    && (rest == 0 || told.Length == 0 || (rest >= ModerationLedger.Least && restGrounds >= 2))
                    && lines.Count(line => line.Ground is null) == (rest > 0 ? 1 : 0)
                    && lines.All(line => line.Ground is not null || line.Count == (rest < ModerationLedger.Least ? null : rest));
            }
        );

    private static string[] Fold(params (Ground Ground, int Count)[] counts) =>
        [
            .. ModerationLedger
                .Fold(counts.ToDictionary(one => one.Ground, one => one.Count))
                .Select(line => $"{line.Ground?.ToString() ?? "others"} {line.Count?.ToString(provider: null) ?? "few"}"),
        ];
}
