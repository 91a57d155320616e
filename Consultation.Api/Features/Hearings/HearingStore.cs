using Consultation.Api.Data;
using Consultation.Api.Features.Changes;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Hearings;

/// <summary>The SQL and the touch that several commands on a hearing share.</summary>
internal static class HearingStore
{
    internal sealed record Row
    {
        public required long Id { get; init; }
        public required string Slug { get; init; }
        public required HearingKind Kind { get; init; }
        public required PublicationRule Publication { get; init; }
        public required LateReplies LateReplies { get; init; }
        public required bool AllowAnonymous { get; init; }
        public required int LeastDays { get; init; }
        public required bool HasOutcome { get; init; }
        public DateTimeOffset? PublishedAt { get; init; }
        public DateTimeOffset? ConcludedAt { get; init; }
        public DateTimeOffset? WithdrawnAt { get; init; }

        /// <summary>Concluded, or withdrawn.</summary>
        public bool IsOver => ConcludedAt is not null || WithdrawnAt is not null;
    }

    internal sealed record RoundRow
    {
        public required long Id { get; init; }
        public required long HearingId { get; init; }
        public required int Number { get; init; }
        public required DateTimeOffset OpensAt { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required string TimeZone { get; init; }
        public required LateReplies LateReplies { get; init; }
        public string? ShortDeadlineReason { get; init; }
    }

    /// <summary>The hearing, locked, if it is one of the caller's ministry; else not found.</summary>
    public static async Task<Row> OfStaff(Db db, long id, CurrentUser user) =>
        await db.First<Row>(SelectForStaff, new { Id = id, user.MinistryId }) ?? throw Refusals.NotFound();

    /// <summary>Rounds in order of number.</summary>
    public static Task<IReadOnlyList<RoundRow>> Rounds(Db db, long hearing) => db.All<RoundRow>(SelectRounds, new { HearingId = hearing });

    /// <summary>Of several hearings, each in order of number.</summary>
    public static Task<IReadOnlyList<RoundRow>> Rounds(Db db, IReadOnlyCollection<long> hearings) =>
        db.All<RoundRow>(SelectRoundsOfAll, new { Hearings = hearings });

    /// <summary>Says that what the public sees of this hearing has changed: to caches, and to mirrors.</summary>
    public static async Task Touch(Db db, long hearing, DateTimeOffset now)
    {
        await db.Run(UpdateTouched, new { Id = hearing, Now = now });
        await Turn(db, hearing);
        await PublicChanges.Hearing(db, hearing, PublicChangeKind.Updated, now);
    }

    /// <summary>Turns the hearing's version, by which public answers are kept; the hearing itself stays as it is.</summary>
    public static Task<int> Turn(Db db, long hearing)
    {
        db.Effects.ChangedHearings.Add(hearing);
        return db.Run(UpdateVersion, new { Id = hearing });
    }

    private const string SelectForStaff = """
        select h.Id, h.Slug, h.Kind, h.Publication, h.LateReplies, h.AllowAnonymous, m.LeastDays,
            h.PublishedAt, h.ConcludedAt, h.WithdrawnAt,
            case when exists (select 1 from Outcome o where o.HearingId = h.Id) then 1 else 0 end as HasOutcome
        from Hearing h {locked}
        join Ministry m on m.Id = h.MinistryId
        where h.Id = @Id and (@MinistryId is null or h.MinistryId = @MinistryId)
        """;

    private const string SelectRounds = """
        select Id, HearingId, Number, OpensAt, ClosesAt, TimeZone, LateReplies, ShortDeadlineReason
        from HearingRound
        where HearingId = @HearingId
        order by Number
        """;

    private const string SelectRoundsOfAll = """
        select Id, HearingId, Number, OpensAt, ClosesAt, TimeZone, LateReplies, ShortDeadlineReason
        from HearingRound
        where HearingId in @Hearings
        order by HearingId, Number
        """;

    private const string UpdateTouched = "update Hearing set UpdatedAt = @Now where Id = @Id";

    private const string UpdateVersion = "update HearingState set Version = Version + 1 where HearingId = @Id";
}
