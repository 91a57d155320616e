using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>The round that a piece of work names.</summary>
public static class FindRound
{
    [Requires(Permission.RunJobs)]
    public sealed record Query(long RoundId) : IQuery<Result>;

    public sealed record Result
    {
        public required long HearingId { get; init; }
        public required int Number { get; init; }
        public required string TimeZone { get; init; }
        public required DateTimeOffset OpensAt { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }

        /// <summary>When the deadline was last moved; null when it never was.</summary>
        public DateTimeOffset? MovedAt { get; init; }
    }

    internal sealed class Handler(Db db) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken) =>
            await db.First<Result>(SelectRound, new { Id = request.RoundId }) ?? throw Refusals.NotFound();
    }

    private const string SelectRound = """
        select r.HearingId, r.Number, r.TimeZone, r.OpensAt, r.ClosesAt,
            (select max(d.ChangedAt) from DeadlineChange d where d.RoundId = r.Id) as MovedAt
        from HearingRound r
        where r.Id = @Id
        """;
}
