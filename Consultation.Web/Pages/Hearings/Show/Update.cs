using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Hearings.Show;

/// <summary>Something that has happened to the hearing and that everybody may know, newest first.</summary>
/// <param name="Reason">The ministry's own words, in the hearing's language.</param>
/// <param name="Link">Where there is more, and what that is called.</param>
internal sealed record Update(DateTimeOffset At, string Heading, string? Text, string? Reason, (string Address, string Name)? Link = null)
{
    public static IReadOnlyList<Update> Of(ShowHearing.Result shown)
    {
        var hearing = shown.Hearing;
        var zone = hearing.Zone();
        var changes = hearing
            .Rounds.SelectMany(round =>
                round.History.Select(change => new Update(
                    change.At,
                    T(change.Is > change.Was ? "updates.extended" : "updates.shortened"),
                    T("updates.change", Wording.DeadlineDate(change.Is, round.TimeZone), Wording.DeadlineDate(change.Was, round.TimeZone)),
                    change.Reason
                ))
            )
            .Concat(hearing.Documents!.SelectMany(document => Corrections(hearing, document)))
            .Concat(Annexes(hearing))
            .Concat(
                shown.Reports.Select(report => new Update(
                    report.At,
                    T("updates.report"),
                    null,
                    null,
                    (Links.Report(SitePage.Language, hearing.Id, hearing.Slug, report.Round), T("report.read"))
                ))
            );
        if (hearing.Outcome is { } outcome)
        {
            changes = changes.Append(
                new Update(
                    outcome.At,
                    T(outcome.Earlier is { Count: > 0 } ? "updates.outcome_changed" : "updates.outcome"),
                    null,
                    null,
                    ("#utfall", T("outcome.read"))
                )
            );
        }
        if (hearing.Withdrawal is { } withdrawal)
            changes = changes.Append(new Update(withdrawal.At, T("hearing.withdrawn"), null, withdrawal.Reason));
        if (hearing.PublishedAt is { } published)
            changes = changes.Append(new Update(published, T("updates.published"), null, null));
        return [.. changes.OrderByDescending(change => change.At)];
    }

    /// <summary>What was laid there after the publishing, and what was taken away; the titles are the ministry's words.</summary>
    private static IEnumerable<Update> Annexes(HearingView hearing)
    {
        var there = (hearing.Annexes ?? []).Select(annex => (annex.Title, annex.AddedAt));
        var removed = hearing.RemovedAnnexes ?? [];
        return there
            .Concat(removed.Select(annex => (annex.Title, annex.AddedAt)))
            .Where(annex => annex.AddedAt > hearing.PublishedAt)
            .Select(annex => new Update(annex.AddedAt, T("updates.annex_added"), null, annex.Title))
            .Concat(
                removed.Select(annex => new Update(annex.RemovedAt, T("updates.annex_removed"), null, $"«{annex.Title}». {annex.Reason}"))
            );
    }

    private static IEnumerable<Update> Corrections(HearingView hearing, DocumentView document) =>
        document
            .Versions.Where(version => version.Version > 1)
            .Select(version => new Update(
                version.At,
                T("updates.corrected", T("document." + document.Kind)),
                null,
                version.Notice,
                (
                    Links.Document(SitePage.Language, hearing.Id, hearing.Slug, document.Id, version: version.Version - 1),
                    T("paper.read_version", version.Version - 1)
                )
            ));
}
