using System.Globalization;
using Consultation.Domain;
using FsCheck;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain;

public sealed class DeadlineTests
{
    private const string Oslo = "Europe/Oslo";

    [TestCase("2026-01-15", Oslo, "2026-01-15T23:00:00Z")]
    [TestCase("2026-07-15", Oslo, "2026-07-15T22:00:00Z")]
    [TestCase("2026-03-28", Oslo, "2026-03-28T23:00:00Z", Description = "the day before summer time begins")]
    [TestCase("2026-03-29", Oslo, "2026-03-29T22:00:00Z", Description = "a day of 23 hours")]
    [TestCase("2026-10-24", Oslo, "2026-10-24T22:00:00Z")]
    [TestCase("2026-10-25", Oslo, "2026-10-25T23:00:00Z", Description = "a day of 25 hours")]
    [TestCase("2026-12-31", Oslo, "2026-12-31T23:00:00Z")]
    [TestCase("2028-02-29", Oslo, "2028-02-29T23:00:00Z")]
    [TestCase("2026-03-13", "UTC", "2026-03-14T00:00:00Z")]
    [TestCase("2026-03-13", "America/Adak", "2026-03-14T09:00:00Z")]
    [TestCase("2024-09-07", "America/Santiago", "2024-09-08T04:00:00Z", Description = "midnight is skipped: the day begins at 01:00")]
    [TestCase("2024-04-06", "America/Santiago", "2024-04-07T04:00:00Z", Description = "the last hour of the day comes twice")]
    [TestCase("2024-11-02", "America/Havana", "2024-11-03T04:00:00Z", Description = "midnight comes twice: the first")]
    public void EndOf_Day_IsTheFollowingLocalMidnight(string day, string timeZone, string expected) =>
        Assert.That(Deadline.EndOf(Day(day), timeZone), Is.EqualTo(Instant(expected)));

    [Test]
    public void EndOf_Day_IsGivenInUtc() => Assert.That(Deadline.EndOf(Day("2026-07-15"), Oslo).Offset, Is.EqualTo(TimeSpan.Zero));

    [Property]
    public bool EndOf_AnyDayAndZone_LastInstantIsInTheDayAndTheNextIsNot(PositiveInt dayNumber, PositiveInt zoneNumber)
    {
        // From 1985 on; the zones are those that change at midnight, at two, by half an hour, or not at all.
        string[] zones = [Oslo, "UTC", "America/Santiago", "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Asia/Kolkata"];
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zones[zoneNumber.Get % zones.Length]);
        var day = new DateOnly(1985, 1, 1).AddDays(dayNumber.Get * 37 % 20_000);
        var end = Deadline.EndOf(day, zone.Id);
        return LocalDay(end.AddTicks(-1), zone) == day && LocalDay(end, zone) == day.AddDays(1);
    }

    [TestCase("Europe/Oslo", true)]
    [TestCase("UTC", true)]
    [TestCase("America/Argentina/Buenos_Aires", true)]
    [TestCase("", false)]
    [TestCase("Oslo", false)]
    [TestCase("Europe/Bergen", false)]
    [TestCase("W. Europe Standard Time", false)]
    [TestCase("../../etc/passwd", false)]
    [TestCase("/etc/localtime", false)]
    [TestCase("right/Europe/Oslo", false)]
    public void IsTimeZone_Name_IsTrueForIanaZonesOnly(string name, bool expected) =>
        Assert.That(Deadline.IsTimeZone(name), Is.EqualTo(expected));

    [TestCase("2026-01-30T11:00:00Z", "2026-03-13", 42, Description = "opened in the middle of the day")]
    [TestCase("2026-01-29T23:00:00Z", "2026-03-13", 42, Description = "opened at local midnight")]
    [TestCase("2026-01-30T22:59:59Z", "2026-03-13", 42, Description = "opened in the last second of the day")]
    [TestCase("2026-01-30T23:00:00Z", "2026-03-13", 41, Description = "opened on the day after, local time")]
    [TestCase("2026-03-28T11:00:00Z", "2026-03-29", 1, Description = "over the night that loses an hour")]
    [TestCase("2026-03-27T11:00:00Z", "2026-05-08", 42)]
    [TestCase("2026-10-24T11:00:00Z", "2026-10-25", 1, Description = "over the night that gains one")]
    [TestCase("2026-09-20T11:00:00Z", "2026-11-01", 42)]
    [TestCase("2026-03-13T08:00:00Z", "2026-03-13", 0)]
    public void CalendarDays_ToTheEndOfADay_CountsTheOpeningDayNotAndTheLastDay(string from, string lastDay, int expected) =>
        Assert.That(Deadline.CalendarDays(Instant(from), Deadline.EndOf(Day(lastDay), Oslo), Oslo), Is.EqualTo(expected));

    [Test]
    public void CalendarDays_DeadlineAtAnHour_CountsThatDay() =>
        Assert.That(Deadline.CalendarDays(Instant("2026-01-30T11:00:00Z"), Instant("2026-03-13T11:00:00Z"), Oslo), Is.EqualTo(42));

    [Test]
    public void IsOnTime_AroundTheInstant_IsExclusive()
    {
        var closesAt = Deadline.EndOf(Day("2026-03-29"), Oslo);
        Assert.Multiple(() =>
        {
            Assert.That(Deadline.IsOnTime(closesAt.AddTicks(-1), closesAt), Is.True);
            Assert.That(Deadline.IsOnTime(closesAt, closesAt), Is.False);
            Assert.That(Deadline.IsOnTime(closesAt.AddTicks(1), closesAt), Is.False);
            Assert.That(Deadline.IsOnTime(closesAt.ToOffset(TimeSpan.FromHours(5)), closesAt), Is.False);
        });
    }

    [Test]
    public void Grace_CoversTheTimeThatABodyMayTake() => Assert.That(Deadline.Grace, Is.GreaterThan(TimeSpan.FromSeconds(30)));

    private static DateOnly LocalDay(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
