using System.Globalization;
using Consultation.Api.Features.Hearings;
using Microsoft.AspNetCore.Html;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web;

/// <summary>
/// The one place that words dates, times, deadlines and numbers, in the reader's language. Times are told in the deadline's own zone.
/// Everything is absolute, so that a kept page stays true; a script adds what is relative to now.
/// </summary>
internal static class Wording
{
    /// <summary>The zone of what has no round to take it from.</summary>
    public const string DefaultZone = "Europe/Oslo";

    private static readonly NumberFormatInfo Spaced = new() { NumberGroupSeparator = "\u00A0", NumberDecimalDigits = 0 };

    /// <summary>Thousands stand apart by a no-break space.</summary>
    public static string Number(long number) => number.ToString("N0", Spaced);

    /// <summary>15. januar 2027</summary>
    public static string Date(DateTimeOffset instant, string zone) => Format(Local(instant, zone), "format.date");

    /// <summary>15.01.2027</summary>
    public static string ShortDate(DateTimeOffset instant, string zone) => Format(Local(instant, zone), "format.short");

    /// <summary>søndag 22. november 2026</summary>
    public static string Day(DateTimeOffset instant, string zone) => Format(Local(instant, zone), "format.day");

    /// <summary>Closing time on the last day: 24.00 where the deadline is midnight.</summary>
    public static string ClosingClock(DateTimeOffset closesAt, string zone) =>
        Local(closesAt, zone) is { TimeOfDay.Ticks: > 0 } local ? Format(local, "format.clock") : T("staff.midnight");

    /// <summary>22.11.2026 kl. 14.36</summary>
    public static string ShortInstant(DateTimeOffset instant, string zone)
    {
        var local = Local(instant, zone);
        return T("time.at", Format(local, "format.short"), Format(local, "format.clock"));
    }

    /// <summary>22. november 2026 kl. 14.36.08</summary>
    public static string Instant(DateTimeOffset instant, string zone)
    {
        var local = Local(instant, zone);
        return T("time.at", Format(local, "format.date"), Format(local, "format.seconds"));
    }

    /// <summary>The zone as a reader knows it: «norsk tid», or its IANA name.</summary>
    public static string Zone(string zone) => string.Equals(zone, DefaultZone, StringComparison.Ordinal) ? T("time.zone") : zone;

    /// <summary>The last day on which one can reply, 15. januar 2027; with the clock where the deadline is not midnight.</summary>
    public static string DeadlineDate(DateTimeOffset closesAt, string zone) => Deadline(closesAt, zone, "format.date");

    /// <summary>The last day on which one can reply, 15.01.2027.</summary>
    public static string ShortDeadline(DateTimeOffset closesAt, string zone) => Format(LastDay(closesAt, zone), "format.short");

    /// <summary>«fredag 15. januar 2027» as a time element that the script counts down to.</summary>
    public static IHtmlContent DeadlineTime(RoundView round, string format = "format.day")
    {
        var html = new HtmlContentBuilder();
        html.AppendHtml("<time datetime=\"").AppendHtml(Machine(round.ClosesAt)).AppendHtml("\">");
        return html.Append(Deadline(round.ClosesAt, round.TimeZone, format)).AppendHtml("</time>");
    }

    /// <summary>«Du kan svare ut fredag 15. januar 2027», or «til … kl. 12.00» where the deadline is not midnight.</summary>
    public static IHtmlContent ReplyUntil(RoundView round) =>
        Rich(EndsAtMidnight(round) ? "deadline.reply_through" : "deadline.reply_until", DeadlineTime(round));

    /// <summary>«Svar ut fredag 15. januar 2027»</summary>
    public static IHtmlContent Until(RoundView round) =>
        Rich(EndsAtMidnight(round) ? "deadline.through" : "deadline.until", DeadlineTime(round));

    /// <summary>«Fristen gikk ut fredag 15. januar 2027»</summary>
    public static IHtmlContent Passed(RoundView round) => Rich("deadline.passed", DeadlineTime(round));

    /// <summary>«Du kan svare fra 16. oktober 2026»</summary>
    public static string Opens(RoundView round) => T("deadline.opens", Date(round.OpensAt, round.TimeZone));

    /// <summary>«Høringen stenger ved midnatt, norsk tid.»</summary>
    public static string Closes(RoundView round) =>
        EndsAtMidnight(round)
            ? T("deadline.closes_midnight", Zone(round.TimeZone))
            : T("deadline.closes_at", Format(Local(round.ClosesAt, round.TimeZone), "format.clock"), Zone(round.TimeZone));

    /// <summary>16.10.2026–15.01.2027</summary>
    public static string Span(RoundView round) =>
        T("time.span", ShortDate(round.OpensAt, round.TimeZone), ShortDeadline(round.ClosesAt, round.TimeZone));

    /// <summary>The instant for programs: RFC 3339 in UTC.</summary>
    public static string Machine(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool EndsAtMidnight(RoundView round) => Local(round.ClosesAt, round.TimeZone).TimeOfDay == TimeSpan.Zero;

    private static string Deadline(DateTimeOffset closesAt, string zone, string dayFormat)
    {
        var local = Local(closesAt, zone);
        var day = Format(LastDay(closesAt, zone), dayFormat);
        return local.TimeOfDay == TimeSpan.Zero ? day : T("time.at", day, Format(local, "format.clock"));
    }

    // The deadline is exclusive: midnight belongs to the day before.
    private static DateTimeOffset LastDay(DateTimeOffset closesAt, string zone) => Local(closesAt.AddTicks(-1), zone);

    private static DateTimeOffset Local(DateTimeOffset instant, string zone) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static string Format(DateTimeOffset local, string key) => local.ToString(T(key), CultureInfo.CurrentCulture);
}
