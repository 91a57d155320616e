namespace Consultation.Domain;

public static class HearingRules
{
    /// <summary>
    /// Where a hearing stands, computed from its instants when read. Draft until it is published, then withdrawn before concluded; open
    /// while any round is open; planned while no round has opened yet; else under review, also between two rounds.
    /// </summary>
    public static HearingStatus StatusOf(
        DateTimeOffset? publishedAt,
        DateTimeOffset? withdrawnAt,
        DateTimeOffset? concludedAt,
        IReadOnlyList<(DateTimeOffset OpensAt, DateTimeOffset ClosesAt)> rounds,
        DateTimeOffset now
    )
    {
        if (publishedAt is null || now < publishedAt)
            return HearingStatus.Draft;
        if (now >= withdrawnAt)
            return HearingStatus.Withdrawn;
        if (now >= concludedAt)
            return HearingStatus.Concluded;

        var status = HearingStatus.Planned;
        foreach (var (opensAt, closesAt) in rounds)
        {
            switch (RoundRules.StatusOf(opensAt, closesAt, now))
            {
                case RoundStatus.Open:
                    return HearingStatus.Open;
                case RoundStatus.Closed:
                    status = HearingStatus.UnderReview;
                    break;
            }
        }
        return status;
    }
}
