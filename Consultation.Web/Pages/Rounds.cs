using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Web.Pages;

/// <summary>Which round a page speaks of.</summary>
internal static class Rounds
{
    /// <summary>The open round, else the next planned, else the last that closed; null when there is none.</summary>
    public static RoundView? Current(this HearingView hearing) =>
        hearing.Rounds.FirstOrDefault(round => round.Status == RoundStatus.Open)
        ?? hearing.Rounds.FirstOrDefault(round => round.Status == RoundStatus.Planned)
        ?? hearing.Rounds.LastOrDefault();

    /// <summary>The zone that the hearing's times are told in.</summary>
    public static string Zone(this HearingView hearing) => hearing.Current()?.TimeZone ?? Wording.DefaultZone;

    /// <summary>Whether a reply sent now would be taken: the round is open, or it is closed and takes late ones.</summary>
    public static bool TakesReplies(this HearingView hearing) =>
        hearing.Status is HearingStatus.Open
        || (hearing.Status is HearingStatus.UnderReview && hearing.Current() is { LateReplies: LateReplies.Accept });

    /// <summary>How many replies anybody can read.</summary>
    public static int Readable(this ReplyCounts counts) => counts.Published + counts.PublishedRedacted;
}
