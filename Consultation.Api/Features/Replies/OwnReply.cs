using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>A reply in the hands of whoever sent it: found by number, opened by the token on its receipt.</summary>
internal static class OwnReply
{
    internal sealed record Row
    {
        public required long Id { get; init; }
        public required long RoundId { get; init; }
        public required SenderType SenderType { get; init; }
        public string? SenderName { get; init; }
        public string? SenderEmail { get; init; }
        public string? OrganisationNumber { get; init; }
        public string? OnBehalfOf { get; init; }
        public required Verification Verified { get; init; }
        public required string Language { get; init; }
        public required Position Position { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required bool Late { get; init; }
        public required Publication Publication { get; init; }
        public Ground? Ground { get; init; }
        public required string Sha256 { get; init; }
        public required int Version { get; init; }
        public required int LatestVersion { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
        public required int Decisions { get; init; }
        public required long MinistryId { get; init; }
        public required string Slug { get; init; }
        public required string Questions { get; init; }
        public required bool AllowAnonymous { get; init; }
        public required PublicationRule PublicationRule { get; init; }
        public DateTimeOffset? ConcludedAt { get; init; }
        public DateTimeOffset? WithdrawnAt { get; init; }
        public required DateTimeOffset OpensAt { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required LateReplies LateReplies { get; init; }

        public SenderFacts Sender => new(SenderType, Verified, Language, OrganisationNumber);

        public Counters.Standing Standing => new(ReplyRules.Counted(Publication, Ground), Position, Late);

        /// <summary>Staff have decided on it, so that they are asked again before anything else of it is published.</summary>
        public bool IsDecided => Decisions > 0 || Publication is Publication.PublishedRedacted or Publication.Withheld;

        public bool IsPublic(DateTimeOffset now) => ReplyRules.IsPublic(Publication, ClosesAt, now);
    }

    /// <summary>The reply, locked. 404 where there is none, 403 <c>reply.token_invalid</c> for a token that is not its own.</summary>
    public static async Task<Row> Find(Db db, Secrets secrets, long hearing, int number, string? token)
    {
        var row = await db.First<Row>(SelectReply, new { HearingId = hearing, Number = number }) ?? throw Refusals.NotFound();
        return secrets.IsEditToken(row.Id, token) ? row : throw Refusals.ReplyTokenInvalid();
    }

    /// <summary>
    /// Refuses a change that began when the round takes none: after the deadline only a round that takes late replies does.
    /// </summary>
    public static void RequireOpen(Row row, DateTimeOffset began)
    {
        if (row.ConcludedAt is not null || row.WithdrawnAt is not null)
        {
            throw Refusals.HearingConcluded();
        }
        var status = RoundRules.StatusOf(row.OpensAt, row.ClosesAt, began);
        if (status == RoundStatus.Closed && row.LateReplies == LateReplies.Reject)
        {
            throw Refusals.RoundClosed();
        }
        if (status == RoundStatus.Planned)
        {
            throw Refusals.RoundNotOpen();
        }
    }

    /// <summary>What follows when its sender has changed it; to be called when content and state are both written.</summary>
    public static Task Changed(Db db, IdGenerator ids, long hearing, int number, Row was, DateTimeOffset now) =>
        new ChangedReply(hearing, number, was.Id, was.RoundId).Follow(db, ids, hides: true, counted: was.IsPublic(now), now);

    private const string SelectReply = """
        select r.Id, r.RoundId, r.SenderType, r.SenderName, r.SenderEmail, r.OrganisationNumber, r.OnBehalfOf, r.Verified, r.Language,
            r.Position, r.ReceivedAt, r.Late, r.Publication, r.Ground, r.Sha256, r.Version, r.LatestVersion, r.UpdatedAt,
            (select count(*) from ModerationDecision d where d.ReplyId = r.Id) as Decisions,
            h.MinistryId, h.Slug, h.Questions, h.AllowAnonymous, h.Publication as PublicationRule, h.ConcludedAt, h.WithdrawnAt,
            hr.OpensAt, hr.ClosesAt, hr.LateReplies
        from Reply r {locked}
        join Hearing h on h.Id = r.HearingId
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number = @Number
        """;
}
