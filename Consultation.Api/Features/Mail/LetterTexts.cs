using System.Globalization;
using System.Resources;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail;

/// <summary>The sentences of letters in the reader's language, whatever language this thread speaks.</summary>
internal sealed class LetterTexts
{
    private static readonly ResourceManager Resources = new("Consultation.Api.Texts.Letters", typeof(LetterTexts).Assembly);
    private readonly CultureInfo _culture;

    /// <param name="language">nb, nn or en; another gives bokmål, which all can read.</param>
    public LetterTexts(string language)
    {
        Language = Links.Languages.Contains(language, StringComparer.Ordinal) ? language : Links.Languages[0];
        _culture = CultureInfo.GetCultureInfo(Language == "en" ? "en-GB" : Language + "-NO");
    }

    public string Language { get; }

    /// <summary>The sentence; <see cref="InvalidOperationException"/> where there is none (a test keeps that from happening).</summary>
    public string Get(string key, params object[] values)
    {
        var text = Resources.GetString(key, _culture) ?? throw new InvalidOperationException($"There is no text {key}.");
        return values.Length == 0 ? text : string.Format(_culture, text, values);
    }

    public string Of(Ground ground) => Get("ground." + Data.SqlTypes.Code(ground));

    /// <summary>12. juni 2026</summary>
    public string Day(DateTimeOffset instant, string zone) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString(Get("day.format"), _culture);

    /// <summary>The last day on which one can reply, 12. juni 2026; with the clock where the deadline is not midnight.</summary>
    public string LastDay(DateTimeOffset closesAt, string zone)
    {
        var local = TimeZoneInfo.ConvertTime(closesAt, TimeZoneInfo.FindSystemTimeZoneById(zone));
        var day = Day(closesAt.AddTicks(-1), zone);
        return local.TimeOfDay == TimeSpan.Zero ? day : Get("body.clock", day, local.ToString(Get("clock.format"), _culture));
    }

    /// <summary>22. november 2026 kl. 14.36.08 (norsk tid)</summary>
    public string Instant(DateTimeOffset instant, string zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return Get("time", local.ToString(Get("time.format"), _culture), Zone(zone));
    }

    /// <summary>«ut fredag 13. mars 2026 (norsk tid)»: midnight belongs to the day before, another deadline is told with its time.</summary>
    public string Deadline(DateTimeOffset closesAt, string zone)
    {
        var where = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var local = TimeZoneInfo.ConvertTime(closesAt, where);
        var day = TimeZoneInfo.ConvertTime(closesAt.AddTicks(-1), where).ToString(Get("weekday.format"), _culture);
        return local.TimeOfDay == TimeSpan.Zero
            ? Get("deadline.through", day, Zone(zone))
            : Get("deadline.until", day, local.ToString(Get("clock.format"), _culture), Zone(zone));
    }

    private string Zone(string zone) => zone == "Europe/Oslo" ? Get("time.norwegian") : zone;
}
