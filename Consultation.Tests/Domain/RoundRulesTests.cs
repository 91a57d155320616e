using Consultation.Domain;
using NUnit.Framework;

namespace Consultation.Tests.Domain;

public sealed class RoundRulesTests
{
    private const string Oslo = "Europe/Oslo";
    private static readonly DateTimeOffset Opens = new(2026, 1, 30, 11, 0, 0, TimeSpan.Zero);

    [TestCase(HearingKind.Plan, 41, null, "round.plan_too_short")]
    [TestCase(HearingKind.Plan, 41, "Det haster", "round.plan_too_short", Description = "no reason helps a plan")]
    [TestCase(HearingKind.Ordinary, 41, null, "round.short_deadline_needs_reason")]
    [TestCase(HearingKind.Ordinary, 41, " \n", "round.short_deadline_needs_reason")]
    [TestCase(HearingKind.Ordinary, 1, "", "round.short_deadline_needs_reason")]
    public void CheckLength_TooShort_Refuses(HearingKind kind, int days, string? reason, string code)
    {
        var refusal = Assert.Throws<Refusal>(() => Check(kind, days, 42, reason));
        Assert.That(refusal!.Code, Is.EqualTo(code));
        Assert.That(refusal.Kind, Is.EqualTo(RefusalKind.RuleBroken));
    }

    [TestCase(HearingKind.Ordinary, 42, null)]
    [TestCase(HearingKind.Ordinary, 41, "Fristen i EØS-komiteen")]
    [TestCase(HearingKind.Plan, 42, null)]
    [TestCase(HearingKind.Input, 1, null)]
    [TestCase(HearingKind.Limited, 1, null)]
    public void CheckLength_LongEnoughOrWithoutRule_Passes(HearingKind kind, int days, string? reason) =>
        Assert.DoesNotThrow(() => Check(kind, days, 42, reason));

    [Test]
    public void CheckLength_MinistryWithItsOwnRule_GoesByThat()
    {
        Assert.DoesNotThrow(() => Check(HearingKind.Ordinary, 28, 28, null));
        Assert.Throws<Refusal>(() => Check(HearingKind.Ordinary, 27, 28, null));
        Assert.Throws<Refusal>(() => Check(HearingKind.Plan, 42, 60, null));
    }

    [TestCase(-1, RoundStatus.Planned)]
    [TestCase(0, RoundStatus.Open)]
    [TestCase(9_999, RoundStatus.Open)]
    [TestCase(10_000, RoundStatus.Closed)]
    [TestCase(10_001, RoundStatus.Closed)]
    public void StatusOf_Round_OpensInclusiveAndClosesExclusive(int ticks, RoundStatus expected) =>
        Assert.That(RoundRules.StatusOf(Opens, Opens.AddTicks(10_000), Opens.AddTicks(ticks)), Is.EqualTo(expected));

    private static void Check(HearingKind kind, int days, int leastDays, string? reason)
    {
        var closesAt = Deadline.EndOf(DateOnly.FromDateTime(Opens.Date).AddDays(days), Oslo);
        RoundRules.CheckLength(kind, Opens, closesAt, Oslo, leastDays, reason);
    }
}
