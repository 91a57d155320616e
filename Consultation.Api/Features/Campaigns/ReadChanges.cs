using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>
/// The numbers of replies that changed since an instant, each once. Servers' clocks and open transactions differ a little: it looks back
/// further than was asked, and who reads a change twice does nothing the second time.
/// </summary>
public static class ReadChanges
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    [Requires(Permission.RunJobs)]
    internal sealed record Query(long HearingId, DateTimeOffset Since) : IQuery<IReadOnlyList<int>>;

    internal sealed class Handler(Db db) : IRequestHandler<Query, IReadOnlyList<int>>
    {
        public Task<IReadOnlyList<int>> Handle(Query request, CancellationToken cancellationToken) =>
            db.All<int>(SelectChanged, new { request.HearingId, Since = request.Since - Overlap });
    }

    private const string SelectChanged = """
        select distinct Number from CampaignChange where HearingId = @HearingId and ChangedAt >= @Since order by Number
        """;
}
