using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Feeds;

/// <summary>
/// The deadline that a hearing's page tells: of the round that is open or comes next, else of the last one; null when the public knows no such
/// hearing, or it has no round.
/// </summary>
public static class GetDeadline
{
    [Public]
    public sealed record Query(long HearingId) : IQuery<ListDeadlines.Item?>;

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Query, ListDeadlines.Item?>
    {
        public async Task<ListDeadlines.Item?> Handle(Query request, CancellationToken cancellationToken)
        {
            var rounds = await db.All<ListDeadlines.Item>(SelectRounds, new { request.HearingId });
            var now = clock.GetUtcNow();
            return rounds.FirstOrDefault(round => round.ClosesAt > now) ?? rounds.LastOrDefault();
        }
    }

    private const string SelectRounds = $"""
        {ListDeadlines.Published}
            and h.Id = @HearingId
        order by r.ClosesAt, r.Id
        """;
}
