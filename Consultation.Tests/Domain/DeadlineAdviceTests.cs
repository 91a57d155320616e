using Consultation.Domain;

namespace Consultation.Tests.Domain;

public sealed class DeadlineAdviceTests
{
    private const int SixWeeks = 42;

    // From the tables of the almanac.
    [TestCase(1961, 4, 2)]
    [TestCase(2000, 4, 23)]
    [TestCase(2008, 3, 23)]
    [TestCase(2024, 3, 31)]
    [TestCase(2026, 4, 5)]
    [TestCase(2027, 3, 28)]
    [TestCase(2038, 4, 25)]
    [TestCase(2285, 3, 22)]
    public void Easter_IsThatOfTheAlmanac(int year, int month, int day) =>
        Assert.That(DeadlineAdvice.EasterOf(year), Is.EqualTo(new DateOnly(year, month, day)));

    [TestCase("2026-01-08", "2026-02-19", "UnderThreeMonths")]
    [TestCase("2026-01-08", "2026-02-18", "TooShort")]
    [TestCase("2026-04-10", "2026-07-10", "Summer")]
    [TestCase("2026-04-07", "2026-06-30", "UnderThreeMonths")]
    [TestCase("2026-08-03", "2026-11-03", "")]
    [TestCase("2026-08-01", "2026-11-02", "")]
    [TestCase("2026-07-31", "2026-11-02", "Summer")]
    [TestCase("2026-09-24", "2026-12-24", "Christmas")]
    [TestCase("2026-10-01", "2027-01-01", "Christmas Holiday")]
    [TestCase("2027-01-01", "2027-03-19", "UnderThreeMonths")]
    [TestCase("2026-01-05", "2026-04-06", "Easter Holiday")]
    [TestCase("2026-04-07", "2026-07-07", "Summer")]
    [TestCase("2026-08-03", "2026-11-07", "Weekend")]
    [TestCase("2026-08-03", "2026-11-08", "Weekend")]
    [TestCase("2026-05-18", "2029-05-17", "Summer Christmas Easter Holiday")]
    public void OrdinaryHearing_IsWarnedOf(string opens, string lastDay, string warnings) =>
        Assert.That(string.Join(' ', Of(HearingKind.Ordinary, opens, lastDay).Warnings), Is.EqualTo(warnings));

    [TestCase(HearingKind.Input, "")]
    [TestCase(HearingKind.Limited, "")]
    [TestCase(HearingKind.Plan, "TooShort")]
    [TestCase(HearingKind.Ordinary, "TooShort")]
    public void ShortRound_IsWarnedOf_WhereThereIsALeastLength(HearingKind kind, string warnings) =>
        Assert.That(string.Join(' ', Of(kind, "2026-08-03", "2026-08-31").Warnings), Is.EqualTo(warnings));

    [Test]
    public void Plan_OfTheLeastLength_IsNotWarnedOfThreeMonths() =>
        Assert.That(Of(HearingKind.Plan, "2026-08-03", "2026-09-14").Warnings, Is.Empty);

    [TestCase("2026-10-16", "2027-01-04", 11, 3)]
    [TestCase("2026-08-03", "2026-09-14", 6, 0)]
    [TestCase("2026-08-03", "2026-08-03", 0, 0)]
    public void Length_IsInWeeksAndDays(string opens, string lastDay, int weeks, int days)
    {
        var advice = Of(HearingKind.Ordinary, opens, lastDay);
        Assert.That((advice.Weeks, advice.RestDays), Is.EqualTo((weeks, days)));
    }

    [TestCase("2027-01-04", "2027-01-04")]
    [TestCase("2026-11-07", "2026-11-09")]
    [TestCase("2026-12-25", "2026-12-28")]
    [TestCase("2027-03-25", "2027-03-30")]
    [TestCase("2027-05-17", "2027-05-18")]
    public void Workday_IsNeitherWeekendNorHoliday(string day, string workday) =>
        Assert.That(DeadlineAdvice.WorkdayFrom(Day(day)), Is.EqualTo(Day(workday)));

    private static DeadlineAdvice Of(HearingKind kind, string opens, string lastDay) =>
        DeadlineAdvice.Of(kind, Day(opens), Day(lastDay), SixWeeks);

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
