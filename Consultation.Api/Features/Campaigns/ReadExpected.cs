using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>
/// What a server with nothing in memory may expect of a hearing: how many replies, and those whose texts were the commonest of the stored
/// near-identical campaigns. Most likely they still are when everything has been read.
/// </summary>
public static class ReadExpected
{
    [Requires(Permission.RunJobs)]
    internal sealed record Query(long HearingId) : IQuery<Result>;

    internal sealed record Result(int Replies, IReadOnlyList<int> Representatives);

    internal sealed class Handler(Db db) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken) =>
            new(
                await db.First<int>(SelectLastNumber, new { request.HearingId }),
                await db.All<int>(SelectRepresentatives, new { request.HearingId })
            );
    }

    private const string SelectLastNumber = "select LastNumber from HearingState where HearingId = @HearingId";

    private const string SelectRepresentatives = """
        select Representative from Campaign where HearingId = @HearingId and Kind = 'nearIdentical' order by Number
        """;
}
