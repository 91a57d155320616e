using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Staff.Hearings;

/// <summary>What a deadline means, told while it is being set: when it closes, how long that is, and what to think of.</summary>
/// <param name="LastDay">The last day on which one can reply.</param>
internal sealed record DeadlineHelp(HearingKind Kind, DateOnly Opens, DateOnly LastDay, string Zone, int LeastDays)
{
    private readonly DeadlineAdvice _advice = DeadlineAdvice.Of(Kind, Opens, LastDay, LeastDays);

    /// <summary>Null while the days make no round.</summary>
    public static DeadlineHelp? Of(HearingKind kind, DateOnly? opens, DateOnly? lastDay, string zone, int leastDays) =>
        opens is { } from && lastDay is { } to && to >= from && to.Year < Deadline.Latest.Year
            ? new(kind, from, to, zone, leastDays)
            : null;

    /// <summary>Of a round as it would be if it were published now.</summary>
    public static DeadlineHelp? Of(HearingView hearing, RoundView round, int leastDays, DateTimeOffset now) =>
        Of(
            hearing.Kind,
            DateInput.DayOf(round.OpensAt > now || hearing.PublishedAt is not null ? round.OpensAt : now, round.TimeZone),
            DateInput.DayOf(round.ClosesAt.AddTicks(-1), round.TimeZone),
            round.TimeZone,
            leastDays
        );

    public IReadOnlyList<DeadlineWarning> Warnings => _advice.Warnings;

    /// <summary>«tirsdag 5. januar 2027 kl. 00.00»</summary>
    public string Closes => T("time.at", Wording.Day(Deadline.EndOf(LastDay, Zone), Zone), T("make.midnight"));

    /// <summary>«mandag 4. januar 2027»</summary>
    public string Last => Wording.Day(Deadline.EndOf(LastDay, Zone).AddTicks(-1), Zone);

    /// <summary>«11 uker og 4 dager»</summary>
    public string Length =>
        (_advice.Weeks, _advice.RestDays) switch
        {
            (0, var days) => Count("make.days", days),
            (var weeks, 0) => Count("make.weeks", weeks),
            var (weeks, days) => T("make.and", Count("make.weeks", weeks), Count("make.days", days)),
        };

    public string Say(DeadlineWarning warning) =>
        warning switch
        {
            DeadlineWarning.TooShort when Kind is HearingKind.Plan => T("make.warn.plan", LeastWeeks),
            DeadlineWarning.TooShort => T("make.warn.TooShort", LeastWeeks),
            DeadlineWarning.Weekend or DeadlineWarning.Holiday => T("make.warn." + warning, NextWorkday),
            _ => T("make.warn." + warning),
        };

    private string LeastWeeks => LeastDays % 7 == 0 ? Count("make.weeks", LeastDays / 7) : Count("make.days", LeastDays);

    private string NextWorkday => Wording.Day(Deadline.EndOf(DeadlineAdvice.WorkdayFrom(LastDay), Zone).AddTicks(-1), Zone);
}
