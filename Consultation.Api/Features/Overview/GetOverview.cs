using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Invitations;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Invitations;
using MediatR;

namespace Consultation.Api.Features.Overview;

/// <summary>
/// What waits for the staff of a ministry (of all, for who works for all): unfinished hearings, replies to review, the next deadlines and
/// reports to publish. As many statements, whatever there is.
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

        /// <summary>The reply that has waited longest to be reviewed; null where none waits.</summary>
        public Waiting? Oldest { get; init; }

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

        /// <summary>Replies received in the last 24 hours.</summary>
        public required int LastDay { get; init; }

        /// <summary>Bodies on the list of those to invite, and those of them that have replied in the round that opened last.</summary>
        public required int Invited { get; init; }
        public int Replied { get; init; }
    }

    public sealed record Waiting
    {
        public required long HearingId { get; init; }
        public required string Title { get; init; }
        public required string Language { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
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
            var now = Instants.Floor(clock.GetUtcNow());
            var values = new
            {
                user.MinistryId,
                user.UserId,
                user.KeyId,
                user.Name,
                Now = now,
                Yesterday = now - TimeSpan.FromDays(1),
                Hearings = MostHearings,
                Deadlines = MostDeadlines,
                Reports = MostReports,
            };
            return new Result
            {
                Hearings = await WithReplied(await db.All<Hearing>(OverviewSql.SelectHearings, values), now),
                InReview = await db.First<int>(OverviewSql.SelectInReview, values),
                Oldest = await db.First<Waiting>(OverviewSql.SelectOldest, values),
                SecondPerson = await db.All<Pending>(OverviewSql.SelectSecondPerson, values),
                Deadlines = await db.All<Deadline>(OverviewSql.SelectDeadlines, values),
                Reports = await db.All<Report>(OverviewSql.SelectReports, values),
            };
        }

        /// <summary>How many of the invited bodies have replied, told by the reader that their own list is made by.</summary>
        private async Task<IReadOnlyList<Hearing>> WithReplied(IReadOnlyList<Hearing> hearings, DateTimeOffset now)
        {
            var invited = hearings.Where(hearing => hearing.Invited > 0).Select(hearing => hearing.Id).ToArray();
            if (invited.Length == 0)
            {
                return hearings;
            }
            var rounds = (await HearingStore.Rounds(db, invited)).ToLookup(round => round.HearingId);
            var rows = await InvitedReader.Rows(
                db,
                [.. invited.Select(id => (id, InvitedReader.Current([.. rounds[id]], now)))],
                Scope.All,
                now
            );
            return
            [
                .. hearings.Select(hearing =>
                    rows.TryGetValue(hearing.Id, out var bodies)
                        ? hearing with
                        {
                            Replied = bodies.Count(body => InvitationRules.HasReplied(body.State)),
                        }
                        : hearing
                ),
            ];
        }
    }
}
