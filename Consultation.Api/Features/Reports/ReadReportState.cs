using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>What a report is compiled against: the round, the hearing's questions and paragraphs, and how far its changes have come.</summary>
public static class ReadReportState
{
    [Requires(Permission.RunJobs)]
    public sealed record Query(long RoundId) : IQuery<Result>;

    public sealed record Result
    {
        /// <summary>When it was read; everything here was so at that instant or later.</summary>
        public required DateTimeOffset At { get; init; }
        public required long RoundId { get; init; }
        public required long HearingId { get; init; }
        public required int Number { get; init; }
        public required string TimeZone { get; init; }
        public required DateTimeOffset OpensAt { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }

        /// <summary>When the deadline was last moved; null when it never was.</summary>
        public DateTimeOffset? MovedAt { get; init; }

        /// <summary>Moves with every change of the hearing but the arrival of a reply, which has a new number instead.</summary>
        public required int Changes { get; init; }
        public required IReadOnlyList<Question> Questions { get; init; }
        public required string Language { get; init; }

        /// <summary>In the order of the documents.</summary>
        public required IReadOnlyList<Place> Paragraphs { get; init; }

        /// <summary>In their order.</summary>
        public required IReadOnlyList<Place> Documents { get; init; }
        public required IReadOnlyList<ReportCampaigns.Part> Campaigns { get; init; }
    }

    public sealed record Place
    {
        public required long Id { get; init; }

        /// <summary>A document's title, or the beginning of a paragraph's Markdown.</summary>
        public required string Text { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var at = Instants.Floor(clock.GetUtcNow());
            var row = await db.First<Row>(SelectRound, new { Id = request.RoundId }) ?? throw Refusals.NotFound();
            return new Result
            {
                At = at,
                RoundId = request.RoundId,
                HearingId = row.HearingId,
                Number = row.Number,
                TimeZone = row.TimeZone,
                OpensAt = row.OpensAt,
                ClosesAt = row.ClosesAt,
                MovedAt = row.MovedAt,
                Changes = row.Changes,
                Questions = Stored.Read<Question[]>(row.Questions),
                Language = row.Language,
                Paragraphs = await db.All<Place>(SelectParagraphs, new { row.HearingId }),
                Documents = await db.All<Place>(SelectDocuments, new { row.HearingId }),
                Campaigns = await ReportCampaigns.Of(db, request.RoundId),
            };
        }
    }

    private sealed record Row
    {
        public required long HearingId { get; init; }
        public required int Number { get; init; }
        public required string TimeZone { get; init; }
        public required DateTimeOffset OpensAt { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public DateTimeOffset? MovedAt { get; init; }
        public required int Changes { get; init; }
        public required string Questions { get; init; }
        public required string Language { get; init; }
    }

    private const string SelectRound = """
        select r.HearingId, r.Number, r.TimeZone, r.OpensAt, r.ClosesAt, s.Version - s.LastNumber as Changes, h.Questions, h.Language,
            (select max(d.ChangedAt) from DeadlineChange d where d.RoundId = r.Id) as MovedAt
        from HearingRound r
        join Hearing h on h.Id = r.HearingId
        join HearingState s on s.HearingId = r.HearingId
        where r.Id = @Id
        """;

    private const string SelectParagraphs = """
        select p.Id, substring(p.Markdown, 1, 300) as Text
        from Paragraph p
        join Document d on d.Id = p.DocumentId
        where d.HearingId = @HearingId
        order by d.Ordinal, p.Ordinal
        """;

    private const string SelectDocuments = "select Id, Title as Text from Document where HearingId = @HearingId order by Ordinal";
}
