using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>A round's published report as its page shows it.</summary>
public static class ShowReport
{
    /// <summary>Campaigns whose text the page begins to quote.</summary>
    private const int CampaignsShown = 20;

    [Public]
    public sealed record Query(long HearingId, int Round) : IQuery<Result>;

    public sealed record Result
    {
        /// <summary>Without its documents.</summary>
        public required HearingView Hearing { get; init; }
        public required ReportBody Report { get; init; }

        /// <summary>The largest ones, and how the text begins that each has in common.</summary>
        public required IReadOnlyList<QuotedCampaign> Campaigns { get; init; }

        /// <summary>What is hidden now, which may be more than when the report was compiled.</summary>
        public required IReadOnlyList<GetModerationLedger.Line> Hidden { get; init; }
    }

    /// <param name="Excerpt">Null when that reply cannot be read any more.</param>
    public sealed record QuotedCampaign(CampaignCount Campaign, string? Excerpt, string? Language);

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingReader.Find(db, request.HearingId, user, settings, now);
            if (hearing.Rounds.All(round => round.Number != request.Round))
            {
                throw Refusals.NotFound();
            }
            var report = await GetReport.Read(db, new GetReport.Query(hearing.Id, request.Round), user);
            var campaigns = report.Campaigns.Take(CampaignsShown).ToArray();
            var values = new
            {
                HearingId = hearing.Id,
                Numbers = campaigns.Select(campaign => campaign.Representative).ToArray(),
                Now = now,
            };
            var excerpts = campaigns.Length == 0 ? [] : await db.All<ExcerptRow>(SelectExcerpts, values);
            var byNumber = excerpts.ToDictionary(row => row.Number);
            return new Result
            {
                Hearing = hearing,
                Report = report,
                Campaigns =
                [
                    .. campaigns.Select(campaign =>
                        byNumber.GetValueOrDefault(campaign.Representative) is { } row
                            ? new QuotedCampaign(campaign, row.Excerpt, row.Language)
                            : new QuotedCampaign(campaign, null, null)
                    ),
                ],
                Hidden = [.. (await GetModerationLedger.Read(db, hearing.Id, now)).Where(line => line.Round == request.Round)],
            };
        }
    }

    private sealed record ExcerptRow
    {
        public required int Number { get; init; }
        public required string Excerpt { get; init; }
        public required string Language { get; init; }
    }

    private const string SelectExcerpts = $"""
        select r.Number, r.Excerpt, r.Language
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number in @Numbers
            and {PublicReplies.Where}
        """;
}
