using Consultation.Api.Texts;

namespace Consultation.Api.Features.Feeds;

/// <summary>Deadlines as events of a calendar: the same event, whether it stands among all or in a file of its own.</summary>
internal static class HearingCalendar
{
    /// <summary>
    /// Each deadline is an event that ends with it: so it lies on the last day on which one can reply, and its end is the instant itself.
    /// </summary>
    public static CalendarFile Of(string name, IReadOnlyList<ListDeadlines.Item> deadlines, string root)
    {
        var host = new Uri(root).IdnHost;
        var calendar = new CalendarFile(name);
        foreach (var item in deadlines)
        {
            var anHourBefore = item.ClosesAt.AddHours(-1);
            var page = root + Links.Hearing("nb", item.HearingId, item.Slug);
            calendar.Add(
                new CalendarEvent
                {
                    Uid = FormattableString.Invariant($"hearing-{item.HearingId}-round-{item.Round}@{host}"),
                    Sequence = item.Moves,
                    ChangedAt = item.ChangedAt,
                    Starts = anHourBefore > item.OpensAt ? anHourBefore : item.OpensAt,
                    Ends = item.ClosesAt,
                    Summary = Messages.Get("feed.deadline_of", item.Title),
                    Description = string.Join(
                        "\n\n",
                        FeedTexts.Deadline(item.ClosesAt, item.TimeZone),
                        item.Ministry,
                        FeedTexts.Summary(item.Summary),
                        page
                    ),
                    Url = page,
                    Cancelled = item.WithdrawnAt is not null,
                }
            );
        }
        return calendar;
    }
}
