using System.Globalization;
using System.Text;

namespace Consultation.Api.Features.Feeds;

/// <summary>A calendar to subscribe to (RFC 5545): lines of at most 75 octets that end with CRLF, instants in UTC.</summary>
internal sealed class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8";
    private const int MaxOctets = 75;
    private readonly StringBuilder _text = new();

    public CalendarFile(string name)
    {
        Line("BEGIN", "VCALENDAR");
        Line("VERSION", "2.0");
        Line("PRODID", "-//Consultation//Hearings//NB");
        Line("CALSCALE", "GREGORIAN");
        Line("METHOD", "PUBLISH");
        Text("X-WR-CALNAME", name);
        Line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        Line("X-PUBLISHED-TTL", "PT1H");
    }

    public void Add(CalendarEvent entry)
    {
        Line("BEGIN", "VEVENT");
        Text("UID", entry.Uid);
        Line("DTSTAMP", Instant(entry.ChangedAt));
        Line("LAST-MODIFIED", Instant(entry.ChangedAt));
        Line("SEQUENCE", entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Line("DTSTART", Instant(entry.Starts));
        Line("DTEND", Instant(entry.Ends));
        Text("SUMMARY", entry.Summary);
        Text("DESCRIPTION", entry.Description);
        Line("URL", entry.Url);
        Line("STATUS", entry.Cancelled ? "CANCELLED" : "CONFIRMED");
        // A deadline keeps nobody from meetings.
        Line("TRANSP", "TRANSPARENT");
        Line("END", "VEVENT");
    }

    /// <summary>The whole file, UTF-8. Nothing can be added after.</summary>
    public byte[] Write()
    {
        Line("END", "VCALENDAR");
        return Encoding.UTF8.GetBytes(_text.ToString());
    }

    private void Text(string name, string value) =>
        Line(
            name,
            value
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace(";", "\\;", StringComparison.Ordinal)
                .Replace(",", "\\,", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal)
        );

    /// <summary>A long line goes on in the next one behind a space; never within a character.</summary>
    private void Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                _text.Append("\r\n ");
                octets = 1;
            }
            _text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        _text.Append("\r\n");
    }

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>One event. <c>Ends</c> is exclusive, as a deadline is.</summary>
internal sealed record CalendarEvent
{
    /// <summary>The same for ever, however the event changes.</summary>
    public required string Uid { get; init; }

    /// <summary>How often it has been moved.</summary>
    public required int Sequence { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required DateTimeOffset Starts { get; init; }
    public required DateTimeOffset Ends { get; init; }
    public required string Summary { get; init; }
    public required string Description { get; init; }
    public required string Url { get; init; }
    public required bool Cancelled { get; init; }
}
