using Consultation.Api.Features.Hearings;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Hearings.Show;

/// <summary>Something that has happened to the hearing and that everybody may know, newest first.</summary>
/// <param name="Reason">The ministry's own words, in the hearing's language.</param>
internal sealed record Update(DateTimeOffset At, string Heading, string? Text, string? Reason)
{
    public static IReadOnlyList<Update> Of(HearingView hearing)
    {
        var changes = hearing.Rounds.SelectMany(round =>
            round.History.Select(change => new Update(
                change.At,
                T(change.Is > change.Was ? "updates.extended" : "updates.shortened"),
                T("updates.change", Wording.DeadlineDate(change.Is, round.TimeZone), Wording.DeadlineDate(change.Was, round.TimeZone)),
                change.Reason
            ))
        );
        if (hearing.PublishedAt is { } published)
            changes = changes.Append(new Update(published, T("updates.published"), null, null));
        return [.. changes.OrderByDescending(change => change.At)];
    }
}
