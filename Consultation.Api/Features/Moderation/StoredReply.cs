using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Moderation;

/// <summary>A reply as moderation needs it: where it stands, and who sent it.</summary>
internal static class StoredReply
{
    internal sealed record Row
    {
        public required long Id { get; init; }
        public required long HearingId { get; init; }
        public required long RoundId { get; init; }
        public required int Number { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required Publication Publication { get; init; }
        public Ground? Ground { get; init; }
        public required bool AwaitsSecondPerson { get; init; }

        /// <summary>The version that is public, or waits to be.</summary>
        public required int Version { get; init; }

        /// <summary>Greater than <see cref="Version"/> when a correction waits to be read.</summary>
        public required int LatestVersion { get; init; }
        public required Position Position { get; init; }
        public required SenderType SenderType { get; init; }
        public string? OrganisationNumber { get; init; }
        public required Verification Verified { get; init; }
        public required string Language { get; init; }
        public required string Sha256 { get; init; }
        public string? JournalCase { get; init; }
        public int? JournalDocument { get; init; }
        public DateTimeOffset? JournalledAt { get; init; }

        /// <summary>How many readers have told of it since it was last looked at.</summary>
        public required int Flags { get; init; }
        public DateTimeOffset? SetAsideAt { get; init; }
        public string? SetAsideBy { get; init; }

        /// <summary>Whether its sender can be written to.</summary>
        public required bool HasAddress { get; init; }

        public bool IsCorrected => LatestVersion > Version;
        public Publication Counted => ReplyRules.Counted(Publication, Ground);

        /// <summary>It waits to be decided on: unread, corrected, or told of.</summary>
        public bool IsInQueue =>
            Publication == Publication.InReview
            || (
                (IsCorrected || Flags > 0)
                && Publication is Publication.AwaitingDeadline or Publication.Published or Publication.PublishedRedacted
            );
        public SenderFacts Sender => new(SenderType, Verified, Language, OrganisationNumber);
    }

    public static async Task<Row> Find(Db db, long hearing, int number) =>
        await db.First<Row>(SelectReply, new { HearingId = hearing, Number = number }) ?? throw Refusals.NotFound();

    /// <summary>The same, for who will change it: its sender cannot correct it meanwhile.</summary>
    public static async Task<Row> FindToChange(Db db, long hearing, int number) =>
        await db.First<Row>(SelectReplyToChange, new { HearingId = hearing, Number = number }) ?? throw Refusals.NotFound();

    private const string Columns = """
        r.Id, r.HearingId, r.RoundId, r.Number, hr.ClosesAt, r.Publication, r.Ground, r.AwaitsSecondPerson, r.Version,
            r.LatestVersion, r.Position, r.SenderType, r.OrganisationNumber, r.Verified, r.Language,
            r.Sha256, r.JournalCase, r.JournalDocument, r.JournalledAt, r.Flags, r.SetAsideAt, r.SetAsideBy,
            case when r.SenderEmail is null then 0 else 1 end as HasAddress
        """;

    private const string SelectReply = $"""
        select {Columns}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number = @Number
        """;

    private const string SelectReplyToChange = $$"""
        select {{Columns}}
        from Reply r {locked}
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number = @Number
        """;
}
