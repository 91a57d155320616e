using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Api.Texts;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Feeds;

/// <summary>The feeds, at the site's root: for readers and calendars, the same for everybody, kept like the pages.</summary>
internal static class FeedEndpoints
{
    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        app.MapGet(
                "/feeds/hearings.atom",
                async (IMediator mediator, HttpContext http, Settings settings) =>
                {
                    FeedTexts.Speak();
                    var recent = await mediator.Send(new ListRecentHearings.Query(), http.RequestAborted);
                    return Results.Bytes(Hearings(recent, Root(http, settings)).Write(), AtomFeed.ContentType);
                }
            )
            .Kept(KeptWith.Site, namesItsHost: true)
            .ExcludeFromDescription();
        app.MapGet(
                "/feeds/hearings.ics",
                async (IMediator mediator, HttpContext http, Settings settings) =>
                {
                    FeedTexts.Speak();
                    var deadlines = await mediator.Send(new ListDeadlines.Query(), http.RequestAborted);
                    return Results.Bytes(
                        HearingCalendar.Of(Messages.Get("feed.deadlines"), deadlines, Root(http, settings)).Write(),
                        CalendarFile.ContentType
                    );
                }
            )
            .Kept(KeptWith.Site, namesItsHost: true)
            .ExcludeFromDescription();
        app.MapGet(
                "/hearings/{id:long}/deadline.ics",
                async (long id, IMediator mediator, HttpContext http, Settings settings) =>
                {
                    FeedTexts.Speak();
                    if (await mediator.Send(new GetDeadline.Query(id), http.RequestAborted) is not { } deadline)
                    {
                        await Problem.Write(http, Problem.Of(StatusCodes.Status404NotFound, http));
                        return Results.Empty;
                    }
                    var calendar = HearingCalendar.Of(Messages.Get("feed.deadline_of", deadline.Title), [deadline], Root(http, settings));
                    return Results.Bytes(calendar.Write(), CalendarFile.ContentType);
                }
            )
            .Kept(KeptWith.Hearing, namesItsHost: true)
            .ExcludeFromDescription();
        app.MapGet(
                "/hearings/{id:long}/feed.atom",
                async (long id, IMediator mediator, HttpContext http, Settings settings) =>
                {
                    FeedTexts.Speak();
                    if (await mediator.Send(new ListRecentReplies.Query(id), http.RequestAborted) is not { } hearing)
                    {
                        await Problem.Write(http, Problem.Of(StatusCodes.Status404NotFound, http));
                        return Results.Empty;
                    }
                    return Results.Bytes(Replies(id, hearing, Root(http, settings)).Write(), AtomFeed.ContentType);
                }
            )
            .Kept(KeptWith.Hearing, namesItsHost: true)
            .ExcludeFromDescription();
    }

    private static AtomFeed Hearings(IReadOnlyList<ListRecentHearings.Item> recent, string root) =>
        new()
        {
            Self = root + "/feeds/hearings.atom",
            Page = root + Links.Front("nb"),
            Title = Messages.Get("feed.hearings"),
            Author = Messages.Get("feed.hearings"),
            Since = DateTimeOffset.UnixEpoch,
            Entries =
            [
                .. recent.Select(item => new AtomEntry
                {
                    Id = FormattableString.Invariant($"{root}/hearings/{item.Hearing.Id}"),
                    Page = root + Links.Hearing("nb", item.Hearing.Id, item.Hearing.Slug),
                    Language = item.Hearing.Language,
                    Title = item.Hearing.Title,
                    Author = item.Hearing.Ministry.Name,
                    Published = item.Hearing.PublishedAt!.Value,
                    Updated = item.ChangedAt,
                    Summary = Summary(item.Hearing),
                    Categories = item.Hearing.Subjects,
                }),
            ],
        };

    /// <summary>What it is about, the deadline of its latest round, and what was said when that was last moved.</summary>
    private static string Summary(Hearings.HearingView hearing)
    {
        var lines = new List<string> { FeedTexts.Summary(hearing.Summary) };
        if (hearing.Withdrawal is { } withdrawal)
        {
            lines.Add(Messages.Get("feed.withdrawn", withdrawal.Reason));
        }
        else if (hearing.Rounds.Count > 0)
        {
            var round = hearing.Rounds[^1];
            lines.Add(FeedTexts.Deadline(round.ClosesAt, round.TimeZone));
            lines.AddRange(round.History.TakeLast(1).Select(change => Messages.Get("feed.deadline_moved", change.Reason)));
        }
        return string.Join("\n\n", lines);
    }

    private static AtomFeed Replies(long id, ListRecentReplies.Result hearing, string root) =>
        new()
        {
            Self = FormattableString.Invariant($"{root}/hearings/{id}/feed.atom"),
            Page = root + Links.Replies("nb", id, hearing.Slug),
            Title = Messages.Get("feed.replies_to", hearing.Title),
            Author = hearing.Ministry,
            Since = hearing.PublishedAt,
            Entries =
            [
                .. hearing.Replies.Select(reply => new AtomEntry
                {
                    Id = FormattableString.Invariant($"{root}/hearings/{id}/replies/{reply.Number}"),
                    Page = root + Links.Reply("nb", id, hearing.Slug, reply.Number),
                    Language = reply.Language,
                    Title = FeedTexts.ReplyTitle(reply.Sender.Name, reply.Number),
                    Author = reply.Sender.Name ?? Messages.Get("feed.nameless"),
                    Published = reply.ReceivedAt,
                    Updated = reply.UpdatedAt,
                    Summary = reply.Position == Position.WithoutRemarks ? Messages.Get("feed.without_remarks") : reply.Excerpt,
                }),
            ],
        };

    /// <summary>Where the outside reaches us, without a trailing slash.</summary>
    private static string Root(HttpContext http, Settings settings) =>
        settings.PublicUrl ?? $"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}";
}
