using System.Globalization;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// When a reply was received, as files have it:
/// <list type="bullet">
/// <item>ISO 8601: <c>2026-03-13</c>, with a time after <c>T</c> or a blank (<c>14:05</c>, <c>14:05:09</c>, a fraction after a point or
/// comma), with <c>Z</c>, <c>+01:00</c>, <c>+0100</c> or <c>+01</c>; also <c>20260313</c>, <c>20260313T140509</c> and <c>2026/03/13</c></item>
/// <item>Norwegian: <c>13.03.2026</c>, <c>13.3.2026 14:05</c>, <c>13.03.2026 kl. 14.05</c></item>
/// <item>e-mail and HTTP: <c>Fri, 13 Mar 2026 14:05:09 GMT</c> or <c>+0100</c></item>
/// <item>seconds or milliseconds since 1970, as ten or thirteen digits</item>
/// </list>
/// What has no zone is meant in the round's; a date alone is its first instant. A local time that the clocks skip is as far after the
/// gap, one that comes twice is the earlier. Dates with slashes whose day and month could be mistaken for each other are not guessed at.
/// </summary>
internal static class ReceivedDate
{
    private static readonly string[] Local =
    [
        .. Forms("yyyy-MM-dd", "yyyy/MM/dd", "d.M.yyyy", "yyyyMMdd"),
        "yyyyMMdd'T'HHmmss",
        "yyyyMMdd'T'HHmm",
    ];

    private static readonly string[] Zoned =
    [
        .. from form in Forms("yyyy-MM-dd", "yyyy/MM/dd")
        where form.Contains("mm", StringComparison.Ordinal)
        from zone in (string[])["K", " zzz"]
        select form + zone,
        "yyyyMMdd'T'HHmmssK",
        "ddd, d MMM yyyy HH:mm:ss 'GMT'",
        "ddd, d MMM yyyy HH:mm:ss zzz",
        "d MMM yyyy HH:mm:ss zzz",
    ];

    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The instant in UTC, in whole milliseconds; from 1900 on, before <see cref="Deadline.Latest"/>.</summary>
    /// <param name="text">Without blanks around it.</param>
    /// <param name="zone">What dates without one are meant in.</param>
    /// <param name="format">The only form that is taken; null: those above.</param>
    public static bool TryRead(string text, TimeZoneInfo zone, string? format, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length > 60)
            return false;
        var found = format is null ? Usual(text, zone) : Given(text, zone, format);
        if (found is not { } given || given < Earliest || given >= Deadline.Latest)
            return false;
        instant = Instants.Floor(given);
        return true;
    }

    private static DateTimeOffset? Usual(string text, TimeZoneInfo zone)
    {
        if (text.Length is 10 or 13 && text.All(char.IsAsciiDigit))
            return Epoch(long.Parse(text, CultureInfo.InvariantCulture), text.Length == 10);
        var tidy = Tidy(text);
        return Parse(tidy, Local, DateTimeStyles.None) is { } local
            ? In(zone, local.DateTime)
            : Parse(WithColon(tidy), Zoned, DateTimeStyles.AssumeUniversal);
    }

    private static DateTimeOffset? Given(string text, TimeZoneInfo zone, string format)
    {
        try
        {
            return
                DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var given)
                && given.Kind is DateTimeKind.Unspecified
                ? In(zone, given)
                : Parse(text, [format], DateTimeStyles.AssumeUniversal);
        }
        catch (FormatException)
        {
            return null; // No form that there can be.
        }
    }

    private static DateTimeOffset? Parse(string text, string[] forms, DateTimeStyles styles) =>
        DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, styles, out var found) ? found : null;

    private static DateTimeOffset Epoch(long number, bool seconds) =>
        seconds ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);

    private static DateTimeOffset? In(TimeZoneInfo zone, DateTime local)
    {
        // The edges of the calendar have no instant in every zone.
        if (local.Year is < 1900 or > 9998)
            return null;
        if (zone.IsInvalidTime(local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local.AddDays(-1)));
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    /// <summary>One way of writing the small differences: a point in the fraction, no "kl.", colons in the time.</summary>
    private static string Tidy(string text)
    {
        var tidy = text.Replace(',', '.')
            .Replace(" kl. ", " ", StringComparison.OrdinalIgnoreCase)
            .Replace(" kl ", " ", StringComparison.OrdinalIgnoreCase);
        if (char.IsAsciiLetter(tidy[0]))
            return text;
        var blank = tidy.IndexOf(' ', StringComparison.Ordinal);
        var isNorwegian = tidy.IndexOf('.', StringComparison.Ordinal) is 1 or 2 && blank > 0;
        return isNorwegian ? tidy[..blank] + tidy[blank..].Replace('.', ':') : tidy;
    }

    /// <summary>An offset as .NET reads it: <c>+0100</c> and <c>+01</c> become <c>+01:00</c>.</summary>
    private static string WithColon(string text)
    {
        var sign = text.LastIndexOfAny(['+', '-']);
        var digits = text.Length - sign - 1;
        if (sign < 12 || digits is not (2 or 4) || !text.AsSpan(sign + 1).ContainsOnlyDigits())
            return text;
        return digits == 2 ? text + ":00" : text[..^2] + ":" + text[^2..];
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static IEnumerable<string> Forms(params string[] dates) =>
        from date in dates
        from time in (string[])["", "'T'HH:mm", " H:mm", "'T'HH:mm:ss.FFFFFFF", " H:mm:ss.FFFFFFF", "'T'HH:mm:ss", " H:mm:ss"]
        select date + time;
}
