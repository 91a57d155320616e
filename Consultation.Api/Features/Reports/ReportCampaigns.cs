using Consultation.Api.Data;
using Consultation.Domain;
using Consultation.Domain.Campaigns;

namespace Consultation.Api.Features.Reports;

/// <summary>A round's campaigns, as grouping has left them: sizes by state of publication, so that both versions can be made of them.</summary>
public static class ReportCampaigns
{
    /// <summary>Campaigns that a report lists; the API lists all.</summary>
    private const int Most = 100;

    /// <summary>How many replies of one state a campaign has in the round.</summary>
    public sealed record Part
    {
        public required int Number { get; init; }
        public required CampaignKind Kind { get; init; }
        public int? Basis { get; init; }
        public required int Identical { get; init; }
        public required int Representative { get; init; }
        public required int PublicIdentical { get; init; }
        public int? PublicRepresentative { get; init; }
        public required Publication Publication { get; init; }
        public required int Size { get; init; }
    }

    internal static Task<IReadOnlyList<Part>> Of(Db db, long round) => db.All<Part>(SelectParts, new { RoundId = round });

    /// <param name="counts">Which states of publication this version counts.</param>
    internal static IReadOnlyList<CampaignCount> Largest(IReadOnlyList<Part> parts, bool isPublic, Func<Publication, bool> counts)
    {
        var sizes = parts.Where(part => counts(part.Publication)).ToLookup(part => part.Number);
        int Size(int campaign) => sizes[campaign].Sum(part => part.Size);
        return
        [
            .. sizes
                .Select(campaign => (First: campaign.First(), Size: Size(campaign.Key)))
                .Where(one => one.First.Basis is { } basis ? Size(basis) >= 2 : one.Size >= 2)
                .Where(one => !isPublic || one.First.PublicRepresentative is not null)
                .OrderByDescending(one => one.Size)
                .ThenBy(one => one.First.Number)
                .Take(Most)
                .Select(one => new CampaignCount(
                    one.First.Number,
                    one.First.Kind,
                    one.Size,
                    Math.Min(one.Size, isPublic ? one.First.PublicIdentical : one.First.Identical),
                    isPublic ? one.First.PublicRepresentative!.Value : one.First.Representative
                )),
        ];
    }

    private const string SelectParts = """
        select c.Number, c.Kind, c.Basis, c.Identical, c.Representative, c.PublicIdentical, c.PublicRepresentative, s.Publication, s.Size
        from CampaignSize s
        join Campaign c on c.HearingId = s.HearingId and c.Number = s.Campaign
        where s.HearingId = (select HearingId from HearingRound where Id = @RoundId) and s.RoundId = @RoundId
        order by c.Number
        """;
}
