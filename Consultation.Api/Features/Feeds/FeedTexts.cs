using System.Globalization;
using Consultation.Api.Texts;
using Consultation.Domain;

namespace Consultation.Api.Features.Feeds;

/// <summary>What feeds say in words of their own: in bokmål, for a feed is one for all.</summary>
internal static class FeedTexts
{
    private static readonly CultureInfo Bokmaal = CultureInfo.GetCultureInfo("nb-NO");

    /// <summary>Makes bokmål the language of the rest of this request.</summary>
    public static void Speak() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Bokmaal;

    /// <summary>
    /// «Svarfrist: ut fredag 13. mars 2026 (norsk tid)»: a deadline at midnight belongs to the day before, another is told with its time.
    /// </summary>
    public static string Deadline(DateTimeOffset closesAt, string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var local = TimeZoneInfo.ConvertTime(closesAt, zone);
        var where = timeZone == "Europe/Oslo" ? Messages.Get("feed.norwegian_time") : timeZone;
        var day = TimeZoneInfo.ConvertTime(closesAt.AddTicks(-1), zone).ToString("dddd d. MMMM yyyy", Bokmaal);
        return local.TimeOfDay == TimeSpan.Zero
            ? Messages.Get("feed.deadline_through", day, where)
            : Messages.Get("feed.deadline_until", day, local.ToString("HH.mm", Bokmaal), where);
    }

    public static string ReplyTitle(string? sender, int number) =>
        sender is null ? Messages.Get("feed.reply_number", number) : Messages.Get("feed.reply_from", sender);

    public static string Summary(string text) => Excerpt.From(text, 1000);
}
