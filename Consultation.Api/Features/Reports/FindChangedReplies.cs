using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>Which stretches of a hearing's numbers hold a reply that was changed at or after an instant.</summary>
public static class FindChangedReplies
{
    /// <param name="UpTo">The last number to look at.</param>
    /// <param name="Stretch">Numbers in a stretch; the n-th (from 0) ends with (n + 1) times this.</param>
    [Requires(Permission.RunJobs)]
    public sealed record Query(long HearingId, DateTimeOffset Since, int UpTo, int Stretch) : IQuery<IReadOnlyList<int>>;

    internal sealed class Handler(Db db) : IRequestHandler<Query, IReadOnlyList<int>>
    {
        public Task<IReadOnlyList<int>> Handle(Query request, CancellationToken cancellationToken) =>
            db.All<int>(
                SelectStretches,
                new
                {
                    request.HearingId,
                    request.Since,
                    request.UpTo,
                    request.Stretch,
                }
            );
    }

    private const string SelectStretches = """
        select distinct (Number - 1) / @Stretch as Stretch
        from Reply
        where HearingId = @HearingId and Number <= @UpTo and UpdatedAt >= @Since
        order by Stretch
        """;
}
