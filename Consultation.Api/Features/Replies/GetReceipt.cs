using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>The receipt that belongs to a reference: whoever has the reference may see it, also before the reply is public.</summary>
public static class GetReceipt
{
    [Public]
    public sealed record Query(string Reference) : IQuery<Result>;

    public sealed record Result
    {
        public required long HearingId { get; init; }
        public required string HearingTitle { get; init; }
        public required string HearingLanguage { get; init; }
        public required string HearingSlug { get; init; }
        public string? CaseNumber { get; init; }
        public string? Name { get; init; }
        public required int Number { get; init; }
        public required string Reference { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required bool Late { get; init; }
        public required Publication Publication { get; init; }
        public required Position Position { get; init; }
        public required string Sha256 { get; init; }
        public required string Salt { get; init; }

        /// <summary>1 for the reply as first sent, one more for each correction.</summary>
        public required int Version { get; init; }

        /// <summary>When that version came.</summary>
        public required DateTimeOffset WrittenAt { get; init; }

        /// <summary>Of the version that stands; null while a correction waits to be read.</summary>
        public int? Comments { get; init; }
        public int? Attachments { get; init; }

        /// <summary>The round takes corrections and withdrawals now.</summary>
        public required bool IsOpen { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required string TimeZone { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, Secrets secrets) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var id = secrets.ReplyOf(request.Reference) ?? throw Refusals.NotFound();
            var row = await db.First<Row>(SelectReceipt, new { Id = id }) ?? throw Refusals.NotFound();
            var now = clock.GetUtcNow();
            return new Result
            {
                HearingId = row.HearingId,
                HearingTitle = row.Title,
                HearingLanguage = row.HearingLanguage,
                HearingSlug = row.Slug,
                CaseNumber = row.CaseNumber,
                Name = row.SenderName,
                Number = row.Number,
                Reference = secrets.Reference(id),
                ReceivedAt = row.ReceivedAt,
                Late = row.Late,
                Publication = ReplyRules.Shown(row.Publication, row.Ground, row.ClosesAt, now),
                Position = row.Position,
                Sha256 = row.Sha256,
                Salt = secrets.Salt(id),
                Version = row.Version,
                WrittenAt = row.WrittenAt ?? (row.Version == 1 ? row.ReceivedAt : row.UpdatedAt),
                Comments = row.Standing == row.Version ? row.Comments : null,
                Attachments = row.Standing == row.Version ? row.Attachments : null,
                IsOpen = row.IsOpen(now),
                ClosesAt = row.ClosesAt,
                TimeZone = row.TimeZone,
            };
        }
    }

    private sealed record Row
    {
        public required long HearingId { get; init; }
        public required string Title { get; init; }
        public required string HearingLanguage { get; init; }
        public required string Slug { get; init; }
        public string? CaseNumber { get; init; }
        public string? SenderName { get; init; }
        public required int Number { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required bool Late { get; init; }
        public required Publication Publication { get; init; }
        public Ground? Ground { get; init; }
        public required Position Position { get; init; }
        public required string Sha256 { get; init; }
        public required int Version { get; init; }
        public required int Standing { get; init; }
        public DateTimeOffset? WrittenAt { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
        public required int Comments { get; init; }
        public required int Attachments { get; init; }
        public DateTimeOffset? ConcludedAt { get; init; }
        public DateTimeOffset? WithdrawnAt { get; init; }
        public required LateReplies LateReplies { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required string TimeZone { get; init; }

        public bool IsOpen(DateTimeOffset now) =>
            Publication != Publication.Withdrawn
            && ConcludedAt is null
            && WithdrawnAt is null
            && (now < ClosesAt || LateReplies == LateReplies.Accept);
    }

    private const string SelectReceipt = """
        select r.HearingId, h.Title, h.Language as HearingLanguage, h.Slug, h.CaseNumber, r.SenderName, r.Number, r.ReceivedAt, r.Late,
            r.Publication, r.Ground, r.Position, coalesce(v.Sha256, r.Sha256) as Sha256, r.LatestVersion as Version,
            r.Version as Standing, v.MadeAt as WrittenAt, r.UpdatedAt, r.Comments, r.Attachments, h.ConcludedAt, h.WithdrawnAt, hr.LateReplies, hr.ClosesAt,
            hr.TimeZone
        from Reply r
        join Hearing h on h.Id = r.HearingId
        join HearingRound hr on hr.Id = r.RoundId
        left join ReplyVersion v on v.ReplyId = r.Id and v.Version = r.LatestVersion
        where r.Id = @Id
        """;
}
