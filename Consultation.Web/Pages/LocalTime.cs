using System.Globalization;

namespace Consultation.Web.Pages;

/// <summary>Days and clocks of date and time inputs, in a hearing's own zone.</summary>
internal static class LocalTime
{
    /// <summary>Null for what is no day (2026-11-22, or 22.11.2026 where the browser has no date input) or no clock (14:36 or 14.36).</summary>
    public static DateTimeOffset? Read(string? day, string? clock, string zone)
    {
        if (
            !DateOnly.TryParseExact(
                day?.Trim(),
                ["yyyy-MM-dd", "d.M.yyyy"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
            || !TimeOnly.TryParseExact(
                clock?.Trim(),
                ["HH:mm", "H:mm", "HH.mm", "H.mm"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
            return null;
        var local = date.ToDateTime(time);
        var place = TimeZoneInfo.FindSystemTimeZoneById(zone);
        // A clock that was jumped over is taken as the hour after it.
        if (place.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, place.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>2026-11-22</summary>
    public static string Day(DateTimeOffset instant, string zone) =>
        Local(instant, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>14:36</summary>
    public static string Clock(DateTimeOffset instant, string zone) => Local(instant, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(DateTimeOffset instant, string zone) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));
}
