using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Exports;

/// <summary>
/// What must be known before the first byte of an export: whether the caller may have it (once rows flow there is no way to answer
/// 404), which questions have columns, and which state of the hearing it begins from.
/// </summary>
public static class OpenExport
{
    [Public]
    public sealed record Query(long HearingId, Scope Scope) : IQuery<Result>, IScoped;

    /// <param name="Version">The hearing's; moves with whatever changes.</param>
    /// <param name="Passed">Deadlines that have come: what awaited them is published since.</param>
    public sealed record Result(IReadOnlyList<Question> Questions, int Version, int Passed);

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            var values = new { request.HearingId, Now = Instants.Floor(clock.GetUtcNow()) };
            var row = await db.First<Row>(SelectHearing, values) ?? throw Refusals.NotFound();
            var questions = Stored.Read<Question[]>(row.Questions);
            return new Result(
                request.Scope == Scope.All ? questions : [.. questions.Where(question => question.Public)],
                row.Version,
                row.Passed
            );
        }
    }

    private sealed record Row
    {
        public required string Questions { get; init; }
        public required int Version { get; init; }
        public required int Passed { get; init; }
    }

    private const string SelectHearing = """
        select h.Questions, s.Version, (select count(*) from HearingRound r where r.HearingId = h.Id and r.ClosesAt <= @Now) as Passed
        from Hearing h
        join HearingState s on s.HearingId = h.Id
        where h.Id = @HearingId
        """;
}
