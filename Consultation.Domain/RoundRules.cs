namespace Consultation.Domain;

public static class RoundRules
{
    /// <summary>
    /// Refuses a round that is too short. An ordinary one may be shorter with a reason, which is published
    /// (<c>round.short_deadline_needs_reason</c>); a plan never (<c>round.plan_too_short</c>; plan- og bygningsloven §§ 11-14, 12-10).
    /// Input rounds and limited hearings have no least length.
    /// </summary>
    /// <param name="from">The later of opening and publishing: the public cannot read before both.</param>
    /// <param name="leastDays">Local calendar days, as <see cref="Deadline.CalendarDays"/> counts them.</param>
    /// <exception cref="Refusal">The round is too short.</exception>
    public static void CheckLength(
        HearingKind kind,
        DateTimeOffset from,
        DateTimeOffset closesAt,
        string timeZone,
        int leastDays,
        string? reason
    )
    {
        if (kind is HearingKind.Input or HearingKind.Limited || Deadline.CalendarDays(from, closesAt, timeZone) >= leastDays)
            return;
        if (kind is HearingKind.Plan)
            throw Refusals.PlanTooShort();
        if (string.IsNullOrWhiteSpace(reason))
            throw Refusals.ShortDeadlineNeedsReason();
    }

    /// <summary>Computed when read: open from its opening (inclusive) to its deadline (exclusive).</summary>
    public static RoundStatus StatusOf(DateTimeOffset opensAt, DateTimeOffset closesAt, DateTimeOffset now)
    {
        if (now >= closesAt)
            return RoundStatus.Closed;
        return now >= opensAt ? RoundStatus.Open : RoundStatus.Planned;
    }
}
