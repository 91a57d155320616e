using Consultation.Domain;
using NUnit.Framework;

namespace Consultation.Tests.Domain;

public sealed class HearingRulesTests
{
    private static readonly DateTimeOffset Published = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Two rounds: days 10 to 20 and 30 to 40 after publishing.</summary>
    private static readonly (DateTimeOffset OpensAt, DateTimeOffset ClosesAt)[] Rounds = [(Day(10), Day(20)), (Day(30), Day(40))];

    [TestCase(0, HearingStatus.Planned)]
    [TestCase(10, HearingStatus.Open)]
    [TestCase(19, HearingStatus.Open)]
    [TestCase(20, HearingStatus.UnderReview)]
    [TestCase(25, HearingStatus.UnderReview, Description = "between two rounds")]
    [TestCase(30, HearingStatus.Open)]
    [TestCase(40, HearingStatus.UnderReview)]
    [TestCase(50, HearingStatus.Concluded)]
    [TestCase(60, HearingStatus.Withdrawn)]
    public void StatusOf_HearingWithTwoRounds_FollowsTheInstants(int day, HearingStatus expected) =>
        Assert.That(HearingRules.StatusOf(Published, Day(60), Day(50), Rounds, Day(day)), Is.EqualTo(expected));

    [Test]
    public void StatusOf_NeverPublished_IsDraftWhateverItsRounds() =>
        Assert.That(HearingRules.StatusOf(null, Day(1), null, Rounds, Day(15)), Is.EqualTo(HearingStatus.Draft));

    [Test]
    public void StatusOf_TheOrderOfRounds_DoesNotMatter() =>
        Assert.That(
            HearingRules.StatusOf(Published, null, null, [Rounds[1], Rounds[0]], Day(25)),
            Is.EqualTo(HearingRules.StatusOf(Published, null, null, Rounds, Day(25)))
        );

    [Test]
    public void StatusOf_WithdrawnWhileOpen_IsWithdrawn() =>
        Assert.That(HearingRules.StatusOf(Published, Day(15), null, Rounds, Day(15)), Is.EqualTo(HearingStatus.Withdrawn));

    [Test]
    public void StatusOf_WithoutRounds_IsPlanned() =>
        Assert.That(HearingRules.StatusOf(Published, null, null, [], Day(15)), Is.EqualTo(HearingStatus.Planned));

    private static DateTimeOffset Day(int day) => Published.AddDays(day);
}
