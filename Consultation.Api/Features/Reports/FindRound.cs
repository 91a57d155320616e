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
    }

    internal sealed class Handler(Db db) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken) =>
            await db.First<Result>(SelectRound, new { Id = request.RoundId }) ?? throw Refusals.NotFound();
    }

    private const string SelectRound = "select HearingId, Number, TimeZone from HearingRound where Id = @Id";
}
