using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Domain;

namespace Consultation.Api.Features.Changes;

/// <summary>
/// The log of what the public saw come, change and go, written in the transaction that did it; mirrors follow it. Only what the public
/// can see from now on, or could until now, is told, placeholders included: a reply that comes into review is not, and of a draft nothing
/// is until it is published.
/// </summary>
internal static class PublicChanges
{
    /// <summary>Call it after the hearing's own rows are locked (<see cref="InsertChange"/> says why).</summary>
    public static Task<int> Reply(Db db, long hearing, int number, PublicChangeKind change, DateTimeOffset now) =>
        Add(db, hearing, "reply", number, change, now);

    /// <summary>Of replies that have just been stored, numbered from <paramref name="first"/> to <paramref name="last"/>, what the public may read.</summary>
    public static Task<int> NewReplies(Db db, long hearing, int first, int last, DateTimeOffset now) =>
        db.Run(
            InsertNewReplies,
            new
            {
                HearingId = hearing,
                First = first,
                Last = last,
                Change = PublicChangeKind.Published.Code(),
                Now = now,
            }
        );

    /// <summary>
    /// <see cref="HearingStore.Touch"/> tells that a hearing was updated; only what is more than that (published, withdrawn) need be told
    /// by itself, before the touch. One update a command is enough.
    /// </summary>
    public static Task<int> Hearing(Db db, long hearing, PublicChangeKind change, DateTimeOffset now)
    {
        var first = db.Effects.LoggedHearings.Add(hearing);
        return first || change != PublicChangeKind.Updated ? Add(db, hearing, "hearing", null, change, now) : Task.FromResult(0);
    }

    private static Task<int> Add(Db db, long hearing, string kind, int? number, PublicChangeKind change, DateTimeOffset now) =>
        db.Run(
            InsertChange,
            new
            {
                HearingId = hearing,
                Kind = kind,
                Number = number,
                Change = change.Code(),
                Now = now,
            }
        );

    // Numbered one after the other in the order of commits, whatever the clocks of the nodes say: the end of the log stays locked from
    // here to the end of the command, so a mirror that has read number n never finds a smaller one later. That makes commands that
    // change something public wait for each other on SQL Server too; therefore the log comes last in a command.
    private const string InsertChange = """
        insert into PublicChange (Id, HearingId, Kind, Number, Change, ChangedAt)
        select l.Last + 1, h.Id, @Kind, @Number, @Change, @Now
        from Hearing h
        cross join (select coalesce(max(c.Id), 0) as Last from PublicChange c {locked}) l
        where h.Id = @HearingId and h.PublishedAt is not null
        """;

    // The same of many, for one statement a piece of an import.
    private const string InsertNewReplies = $$"""
        insert into PublicChange (Id, HearingId, Kind, Number, Change, ChangedAt)
        select l.Last + row_number() over (order by r.Number), h.Id, 'reply', r.Number, @Change, @Now
        from Hearing h
        join Reply r on r.HearingId = h.Id and r.Number between @First and @Last
        join HearingRound hr on hr.Id = r.RoundId
        cross join (select coalesce(max(c.Id), 0) as Last from PublicChange c {locked}) l
        where h.Id = @HearingId and h.PublishedAt is not null and {{PublicReplies.Where}}
        """;
}
