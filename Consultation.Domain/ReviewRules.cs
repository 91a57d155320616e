namespace Consultation.Domain;

/// <summary>How soon a reply is to be read by somebody in the ministry.</summary>
public static class ReviewRules
{
    /// <summary>How many working days have begun since the day on which it came: none on that day, nor in the weekend that follows.</summary>
    /// <param name="zone">Whose days they are.</param>
    /// <param name="now">Before <paramref name="received"/> nothing has been waited.</param>
    public static int WorkdaysWaited(DateTimeOffset received, DateTimeOffset now, TimeZoneInfo zone) =>
        WorkdaysWaited(DayOf(received, zone), DayOf(now, zone));

    /// <param name="received">The local day.</param>
    /// <param name="today">The local day; before <paramref name="received"/> nothing has been waited.</param>
    public static int WorkdaysWaited(DateOnly received, DateOnly today)
    {
        var waited = 0;
        for (var day = received.AddDays(1); day <= today; day = day.AddDays(1))
        {
            if (DeadlineAdvice.WorkdayFrom(day) == day)
                waited++;
        }
        return waited;
    }

    private static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
