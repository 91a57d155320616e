using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Overview;

/// <summary>
/// What waits for the staff of a ministry (of all, for who works for all): unfinished hearings, replies to review, the next deadlines and
/// reports to publish. One statement each, whatever there is.
/// </summary>
public static class GetOverview
{
    /// <summary>More than anybody reads; the rest is in the list of hearings.</summary>
    private const int MostHearings = 50;
    private const int MostDeadlines = 6;
    private const int MostReports = 10;

    [Requires(Permission.ReadUnpublished)]
    public sealed record Query : IQuery<Result>;

    public sealed record Result
    {
        public required IReadOnlyList<Hearing> Hearings { get; init; }
        public required int InReview { get; init; }

        /// <summary>Replies whose withholding a second person must confirm.</summary>
        public required IReadOnlyList<Pending> SecondPerson { get; init; }
        public required IReadOnlyList<Deadline> Deadlines { get; init; }
        public required IReadOnlyList<Report> Reports { get; init; }
    }

    public sealed record Hearing
    {
        public required long Id { get; init; }
        public required string Slug { get; init; }
        public required string Title { get; init; }
        public required string Language { get; init; }
        public string? CaseNumber { get; init; }
        public required string Ministry { get; init; }
        public required HearingStatus Status { get; init; }

        /// <summary>Of the round that is open or comes next, else of the last one; exclusive.</summary>
        public DateTimeOffset? ClosesAt { get; init; }
        public string? TimeZone { get; init; }
        public required int Received { get; init; }
        public required int InReview { get; init; }
    }

    public sealed record Pending
    {
        public required long HearingId { get; init; }
        public required int Number { get; init; }
        public required string Title { get; init; }
        public required string Language { get; init; }
        public string? DecidedBy { get; init; }
    }

    public sealed record Deadline
    {
        public required long HearingId { get; init; }
        public required string Slug { get; init; }
        public required string Title { get; init; }
        public required string Language { get; init; }

        /// <summary>Exclusive.</summary>
        public required DateTimeOffset ClosesAt { get; init; }
        public required string TimeZone { get; init; }
    }

    public sealed record Report
    {
        public required long HearingId { get; init; }
        public required int Round { get; init; }
        public required string Title { get; init; }
        public required string Language { get; init; }
        public required DateTimeOffset CompiledAt { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var values = new
            {
                user.MinistryId,
                user.UserId,
                user.KeyId,
                user.Name,
                Now = Instants.Floor(clock.GetUtcNow()),
                Hearings = MostHearings,
                Deadlines = MostDeadlines,
                Reports = MostReports,
            };
            return new Result
            {
                Hearings = await db.All<Hearing>(OverviewSql.SelectHearings, values),
                InReview = await db.First<int>(OverviewSql.SelectInReview, values),
                SecondPerson = await db.All<Pending>(OverviewSql.SelectSecondPerson, values),
                Deadlines = await db.All<Deadline>(OverviewSql.SelectDeadlines, values),
                Reports = await db.All<Report>(OverviewSql.SelectReports, values),
            };
        }
    }
}
