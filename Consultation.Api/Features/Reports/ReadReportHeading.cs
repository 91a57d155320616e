using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>What a report's document says above the numbers.</summary>
public static class ReadReportHeading
{
    [Public]
    public sealed record Query(long HearingId, int Round, Scope Scope) : IQuery<Result>, IScoped;

    public sealed record Result
    {
        public required string Title { get; init; }

        /// <summary>Of the hearing's own texts.</summary>
        public required string Language { get; init; }
        public required string Ministry { get; init; }
        public required string TimeZone { get; init; }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            return await db.First<Result>(SelectHeading, new { request.HearingId, request.Round }) ?? throw Refusals.NotFound();
        }
    }

    private const string SelectHeading = """
        select h.Title, h.Language, m.Name as Ministry, r.TimeZone
        from Hearing h
        join Ministry m on m.Id = h.MinistryId
        join HearingRound r on r.HearingId = h.Id
        where h.Id = @HearingId and r.Number = @Round
        """;
}
