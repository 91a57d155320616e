using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Api.Features.Changes;

/// <summary>
/// The log of what the public saw come, change and go, written in the transaction that did it; mirrors follow it. Only what the public
/// can see from now on, or could until now, is told: a reply that comes into review is not.
/// </summary>
internal static class PublicChanges
{
    public static Task<int> Reply(Db db, IdGenerator ids, long hearing, int number, PublicChangeKind change, DateTimeOffset now) =>
        Add(db, ids, hearing, "reply", number, change, now);

    public static Task<int> Hearing(Db db, IdGenerator ids, long hearing, PublicChangeKind change, DateTimeOffset now) =>
        Add(db, ids, hearing, "hearing", null, change, now);

    // The id is made when it is the command's turn: ids stand in the order in which the changes became visible.
    private static Task<int> Add(
        Db db,
        IdGenerator ids,
        long hearing,
        string kind,
        int? number,
        PublicChangeKind change,
        DateTimeOffset now
    ) =>
        db.Run(
            InsertChange,
            new
            {
                Id = ids.Next(),
                HearingId = hearing,
                Kind = kind,
                Number = number,
                Change = change.Code(),
                Now = now,
            }
        );

    private const string InsertChange = """
        insert into PublicChange (Id, HearingId, Kind, Number, Change, ChangedAt)
        values (@Id, @HearingId, @Kind, @Number, @Change, @Now)
        """;
}
