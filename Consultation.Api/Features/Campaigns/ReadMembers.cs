using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain.Campaigns;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>The memberships that are stored, in order of number: what a server compares with before it writes for the first time.</summary>
public static class ReadMembers
{
    public const int Batch = 5000;

    [Requires(Permission.RunJobs)]
    internal sealed record Query(long HearingId, int After) : IQuery<IReadOnlyList<Row>>;

    internal sealed record Row
    {
        public required int Number { get; init; }
        public required int Campaign { get; init; }
        public required CampaignKind Kind { get; init; }
        public required int Twin { get; init; }
        public required int Basis { get; init; }
    }

    internal sealed class Handler(Db db) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken) =>
            db.All<Row>(
                SelectMembers,
                new
                {
                    request.HearingId,
                    request.After,
                    Take = Batch,
                }
            );
    }

    private const string SelectMembers = """
        select Number, Campaign, Kind, Twin, Basis
        from CampaignMember
        where HearingId = @HearingId and Number > @After
        order by Number
        {first @Take}
        """;
}
