using Consultation.Api.Features.Hearings;
using Consultation.Web.Pages;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Staff.Hearings;

/// <summary>What everybody has been told of a hearing since it was published, newest first.</summary>
internal static class Notices
{
    /// <param name="Text">The ministry's own words, or null.</param>
    public sealed record Item(DateTimeOffset At, string Heading, string? Text);

    public static IReadOnlyList<Item> Of(HearingView hearing)
    {
        if (hearing.PublishedAt is not { } published)
            return [];
        var items = new List<Item> { new(published, T("make.told.published"), null) };
        foreach (var round in hearing.Rounds)
        {
            items.AddRange(
                round.History.Select(change => new Item(
                    change.At,
                    T(change.Is > change.Was ? "make.told.extended" : "make.told.closed", Wording.DeadlineDate(change.Is, round.TimeZone)),
                    change.Reason
                ))
            );
        }
        foreach (var document in hearing.Documents ?? [])
        {
            items.AddRange(
                document
                    .Versions.Where(version => version.Notice is not null)
                    .Select(version => new Item(version.At, T("make.told.corrected", document.Title, version.Version), version.Notice))
            );
        }
        var removed = hearing.RemovedAnnexes ?? [];
        var annexes = (hearing.Annexes ?? []).Select(annex => (annex.Title, annex.AddedAt));
        items.AddRange(
            annexes
                .Concat(removed.Select(annex => (annex.Title, annex.AddedAt)))
                .Where(annex => annex.AddedAt > published)
                .Select(annex => new Item(annex.AddedAt, T("make.told.annex_added", annex.Title), null))
        );
        items.AddRange(removed.Select(annex => new Item(annex.RemovedAt, T("make.told.annex_removed", annex.Title), annex.Reason)));
        if (hearing.Outcome is { } outcome)
        {
            items.AddRange((outcome.Earlier ?? []).Append(outcome).Select(one => new Item(one.At, T("make.told.outcome"), null)));
        }
        if (hearing.Withdrawal is { } withdrawal)
            items.Add(new(withdrawal.At, T("make.told.withdrawn"), withdrawal.Reason));
        return [.. items.OrderByDescending(item => item.At)];
    }
}
