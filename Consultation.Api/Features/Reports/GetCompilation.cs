using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>Whether a round's report is being compiled, or is to be.</summary>
public static class GetCompilation
{
    [Requires(Permission.ReadUnpublished)]
    public sealed record Query(long HearingId, int Round) : IQuery<Result>;

    /// <param name="DueAt">When the compilation that waits begins or began; null: none does.</param>
    /// <param name="Failed">The latest one gave up; an administrator can set it going again.</param>
    public sealed record Result(DateTimeOffset? DueAt, bool Failed);

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, Scope.All, user);
            var row = await db.First<Row>(
                SelectWork,
                new
                {
                    request.HearingId,
                    request.Round,
                    Kind = Work.CompileReport,
                }
            );
            return new Result(row?.ParkedAt is null ? row?.DueAt : null, row?.ParkedAt is not null);
        }
    }

    private sealed record Row
    {
        public required DateTimeOffset DueAt { get; init; }
        public DateTimeOffset? ParkedAt { get; init; }
    }

    private const string SelectWork = """
        select o.DueAt, o.ParkedAt
        from Outbox o
        join HearingRound r on r.Id = o.Subject
        where o.Kind = @Kind and o.DoneAt is null and r.HearingId = @HearingId and r.Number = @Round
        order by case when o.ParkedAt is null then 0 else 1 end, o.DueAt
        {first 1}
        """;
}
