using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>The campaigns that are stored, with members or, after a writing that broke off, without.</summary>
public static class ReadCampaignNumbers
{
    [Requires(Permission.RunJobs)]
    internal sealed record Query(long HearingId) : IQuery<IReadOnlyList<int>>;

    internal sealed class Handler(Db db) : IRequestHandler<Query, IReadOnlyList<int>>
    {
        public Task<IReadOnlyList<int>> Handle(Query request, CancellationToken cancellationToken) =>
            db.All<int>(SelectNumbers, new { request.HearingId });
    }

    private const string SelectNumbers = "select Number from Campaign where HearingId = @HearingId order by Number";
}
