using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Jobs;
using Consultation.Domain;

namespace Consultation.Api.Features.Following;

/// <summary>What those who follow a hearing are told.</summary>
internal sealed record FollowerNotice
{
    public required FollowedEvent Event { get; init; }

    /// <summary>Of the round that it is about.</summary>
    public int? Round { get; init; }
    public DateTimeOffset? Was { get; init; }
    public DateTimeOffset? Deadline { get; init; }
    public string? TimeZone { get; init; }

    /// <summary>The document that was corrected, and what it is called.</summary>
    public long? Document { get; init; }
    public string? Title { get; init; }

    /// <summary>The ministry's reason, or what it says of the correction.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// The way to tell those who follow a hearing something: in the command that it follows from. The letters are written down afterwards, in
/// batches, however many they are (<see cref="TellFollowers"/>).
/// </summary>
internal static class Followers
{
    /// <summary>How long before a deadline they are reminded of it.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromDays(3);

    /// <summary>Nothing where nobody follows the hearing. Inside a command only.</summary>
    public static async Task Tell(Db db, IdGenerator ids, long hearing, FollowerNotice notice, DateTimeOffset now)
    {
        var values = new
        {
            Id = ids.Next(),
            HearingId = hearing,
            Facts = Stored.Json(notice),
            Now = now,
        };
        if (await db.Run(InsertNotice, values) > 0)
        {
            await Outbox.Add(db, ids, Work.TellFollowers, values.Id, now, now);
        }
    }

    /// <summary>
    /// Sees to it that those who follow the hearing are reminded of the deadlines that it has now. Nothing where nobody follows it, and of a
    /// deadline so near that whoever hears of it now needs no reminder. Inside a command only.
    /// </summary>
    public static async Task Remind(Db db, IdGenerator ids, long hearing, DateTimeOffset now)
    {
        foreach (var round in await db.All<RoundRow>(SelectRounds, new { HearingId = hearing, Near = now + Before }))
        {
            await Outbox.Add(db, ids, Work.RemindFollowers, round.Id, round.ClosesAt - Before, now);
        }
    }

    private sealed record RoundRow
    {
        public required long Id { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
    }

    private const string SelectRounds = """
        select r.Id, r.ClosesAt
        from HearingRound r
        where r.HearingId = @HearingId and r.ClosesAt > @Near
            and exists (select 1 from Follower f where f.HearingId = @HearingId and f.ConfirmedAt is not null)
        """;

    private const string InsertNotice = """
        insert into FollowerNotice (Id, HearingId, Facts, MadeAt, LastFollower)
        select @Id, h.Id, @Facts, @Now, 0
        from Hearing h
        where h.Id = @HearingId and exists (select 1 from Follower f where f.HearingId = h.Id and f.ConfirmedAt is not null)
        """;
}
