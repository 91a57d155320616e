namespace Consultation.Domain;

/// <summary>What whoever sets a deadline should think of. None of it hinders; the rules that do are <see cref="RoundRules"/>.</summary>
public enum DeadlineWarning
{
    /// <summary>Under the ministry's least length: an ordinary hearing needs a public reason, a plan must be longer.</summary>
    TooShort,

    /// <summary>Three months is the normal length (utredningsinstruksen 3-3).</summary>
    UnderThreeMonths,

    /// <summary>July is in it.</summary>
    Summer,

    /// <summary>The days from Christmas Eve to New Year's Day are in it.</summary>
    Christmas,

    /// <summary>The week from Palm Sunday to Easter Monday is in it.</summary>
    Easter,

    /// <summary>The last day is a Saturday or a Sunday.</summary>
    Weekend,

    /// <summary>The last day is a public holiday in Norway.</summary>
    Holiday,
}

/// <summary>How long a round is, and what to think of before it is set.</summary>
/// <param name="Days">As <see cref="Deadline.CalendarDays"/> counts them.</param>
public sealed record DeadlineAdvice(int Days, IReadOnlyList<DeadlineWarning> Warnings)
{
    public int Weeks => Days / 7;

    /// <summary>Beside the whole weeks.</summary>
    public int RestDays => Days % 7;

    /// <param name="opens">The local day on which one can reply first.</param>
    /// <param name="lastDay">The local day on which one can reply last; not before <paramref name="opens"/>.</param>
    /// <param name="leastDays">The ministry's rule.</param>
    public static DeadlineAdvice Of(HearingKind kind, DateOnly opens, DateOnly lastDay, int leastDays)
    {
        var days = lastDay.DayNumber - opens.DayNumber;
        return new(days, [.. Find(kind, opens, lastDay, days < leastDays)]);
    }

    /// <summary>The first day from this one on that is neither in a weekend nor a public holiday.</summary>
    public static DateOnly WorkdayFrom(DateOnly day)
    {
        while (IsWeekend(day) || IsHoliday(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876.</summary>
    public static DateOnly EasterOf(int year)
    {
        var golden = year % 19;
        var (century, rest) = (year / 100, year % 100);
        var correction = (century - ((century + 8) / 25) + 1) / 3;
        var moon = ((19 * golden) + century - (century / 4) - correction + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - moon - (rest % 4)) % 7;
        var late = (golden + (11 * moon) + (22 * weekday)) / 451;
        var march = moon + weekday - (7 * late) + 114;
        return new DateOnly(year, march / 31, (march % 31) + 1);
    }

    private static IEnumerable<DeadlineWarning> Find(HearingKind kind, DateOnly opens, DateOnly lastDay, bool isUnderRule)
    {
        if (kind is HearingKind.Ordinary or HearingKind.Plan)
        {
            if (isUnderRule)
                yield return DeadlineWarning.TooShort;
            else if (kind is HearingKind.Ordinary && lastDay < opens.AddMonths(3))
                yield return DeadlineWarning.UnderThreeMonths;
        }
        if (Meets(opens, lastDay, year => (new(year, 7, 1), new(year, 7, 31))))
            yield return DeadlineWarning.Summer;
        if (Meets(opens, lastDay, year => (new(year, 12, 24), new(year, 12, 31))) || lastDay is { Month: 1, Day: 1 })
            yield return DeadlineWarning.Christmas;
        if (Meets(opens, lastDay, year => (EasterOf(year).AddDays(-7), EasterOf(year).AddDays(1))))
            yield return DeadlineWarning.Easter;
        if (IsWeekend(lastDay))
            yield return DeadlineWarning.Weekend;
        else if (IsHoliday(lastDay))
            yield return DeadlineWarning.Holiday;
    }

    private static bool Meets(DateOnly opens, DateOnly lastDay, Func<int, (DateOnly From, DateOnly To)> holidays)
    {
        // A round of two years meets them all.
        for (var year = opens.Year; year <= Math.Min(lastDay.Year, opens.Year + 2); year++)
        {
            var (from, to) = holidays(year);
            if (opens <= to && from <= lastDay)
                return true;
        }
        return false;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static bool IsHoliday(DateOnly day) =>
        day is { Month: 1, Day: 1 } or { Month: 5, Day: 1 or 17 } or { Month: 12, Day: 25 or 26 }
        || (day.DayNumber - EasterOf(day.Year).DayNumber) is -3 or -2 or 0 or 1 or 39 or 49 or 50;
}
