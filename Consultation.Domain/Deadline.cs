namespace Consultation.Domain;

/// <summary>
/// A deadline is one UTC instant, exclusive, plus the IANA time zone that it was set in. Given as a date (høringsfrist) it lasts the whole
/// local day.
/// </summary>
public static class Deadline
{
    /// <summary>
    /// How long after the instant a submission that began in time can still arrive: a reply's body may take 30 s, plus a margin to store
    /// it. Whoever takes stock of a round (the report's cut-off) waits this long.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(35);

    /// <summary>No deadline lies in the calendar's last year: its last day has no following midnight.</summary>
    public static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The instant (UTC) at which the local <paramref name="day"/> is over: the following local midnight. Where the clocks spring over
    /// midnight it is the first instant of the next day; where midnight comes twice it is the earlier one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is the last of the calendar (9999-12-31).</exception>
    /// <exception cref="TimeZoneNotFoundException">See <see cref="IsTimeZone"/>.</exception>
    public static DateTimeOffset EndOf(DateOnly day, string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        if (zone.IsInvalidTime(midnight))
            return FirstInstantFrom(midnight, zone);
        // The greater offset is the earlier instant.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>Whether this is an IANA zone that this machine knows; the names of Windows and of the leap-second tables are not.</summary>
    public static bool IsTimeZone(string timeZone) =>
        timeZone is "UTC"
        || (
            timeZone is { Length: > 0 and <= 64 }
            && timeZone.Contains('/', StringComparison.Ordinal)
            && !timeZone.Contains("..", StringComparison.Ordinal)
            && !timeZone.StartsWith("right/", StringComparison.Ordinal)
            && !timeZone.StartsWith("posix/", StringComparison.Ordinal)
            && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone)
            && zone.HasIanaId
        );

    /// <summary>
    /// Local calendar days from the day of <paramref name="from"/> (not counted) to the last day on which one can reply (counted). A
    /// deadline at local midnight belongs to the day before. So a round that opens at any time of day D and closes at the end of day D+42
    /// has 42 days: six weeks, also across a night when the clocks change.
    /// </summary>
    public static int CalendarDays(DateTimeOffset from, DateTimeOffset to, string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        return LocalDay(to.AddTicks(-1), zone).DayNumber - LocalDay(from, zone).DayNumber;
    }

    /// <summary>Whether a submission that began at the one instant is on time for the other. The deadline itself is too late.</summary>
    public static bool IsOnTime(DateTimeOffset began, DateTimeOffset closesAt) => began < closesAt;

    private static DateOnly LocalDay(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>Finds the end of the gap in which the local time lies, by halving: no clock springs by more than a day.</summary>
    private static DateTimeOffset FirstInstantFrom(DateTime local, TimeZoneInfo zone)
    {
        var before = new DateTimeOffset(local, TimeSpan.Zero).AddDays(-2).UtcTicks;
        var after = new DateTimeOffset(local, TimeSpan.Zero).AddDays(2).UtcTicks;
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (TimeZoneInfo.ConvertTime(new DateTimeOffset(middle, TimeSpan.Zero), zone).DateTime < local)
                before = middle;
            else
                after = middle;
        }
        return new(after, TimeSpan.Zero);
    }
}
