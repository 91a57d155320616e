using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain.Campaigns;

namespace Consultation.Api.Features.Campaigns;

/// <summary>
/// What lists, exports and reports show of campaigns. A group is shown from two members on that the caller may read; what is built on a
/// campaign from one on, where that campaign is shown.
/// </summary>
internal static class CampaignReader
{
    /// <summary>Needs <c>c</c> (Campaign).</summary>
    public const string AllColumns = """
        c.Number, c.Kind, c.Basis, c.Size, c.Identical, c.Representative, c.Size as Place
        """;

    /// <summary>Needs <c>c</c> (Campaign) and <c>@Now</c>. The representative is one that may be read now.</summary>
    public const string PublicColumns = $"""
        c.Number, c.Kind, c.Basis, c.PublicIdentical as Identical, c.PublicSize as Place,
            coalesce((select sum(r.Size) from CampaignSize r join HearingRound hr on hr.Id = r.RoundId
                where r.HearingId = c.HearingId and r.Campaign = c.Number and {PublicReplies.Where}), 0) as Size,
            case when c.Basis is null then 2 else coalesce((select sum(r.Size) from CampaignSize r join HearingRound hr on hr.Id = r.RoundId
                where r.HearingId = c.HearingId and r.Campaign = c.Basis and {PublicReplies.Where}), 0) end as BasisSize,
            coalesce(
                (select r.Number from Reply r join HearingRound hr on hr.Id = r.RoundId
                    where r.HearingId = c.HearingId and r.Number = c.PublicRepresentative and {PublicReplies.Where}),
                (select min(r.Number) from CampaignMember m
                    join Reply r on r.HearingId = m.HearingId and r.Number = m.Number
                    join HearingRound hr on hr.Id = r.RoundId
                    where m.HearingId = c.HearingId and m.Campaign = c.Number and {PublicReplies.Where}),
                0) as Representative
        """;

    /// <summary>Of a row of <see cref="PublicColumns"/>: whether the public sees the group.</summary>
    public const string IsShown = "Size >= case when Kind = 'builtOn' then 1 else 2 end and BasisSize >= 2 and Representative > 0";

    internal sealed record Row
    {
        public required int Number { get; init; }
        public required CampaignKind Kind { get; init; }
        public int? Basis { get; init; }
        public required int Size { get; init; }
        public required int Identical { get; init; }
        public required int Representative { get; init; }

        /// <summary>What lists are in order of.</summary>
        public required int Place { get; init; }

        public CampaignView View =>
            new()
            {
                Id = Number,
                Kind = Kind,
                Size = Size,
                Identical = Math.Min(Identical, Size),
                Representative = Representative,
                Basis = Basis,
            };
    }

    /// <summary>The campaigns of these replies (at most 500), by number; who is in none is not in it. Two statements however many replies.</summary>
    public static async Task<IReadOnlyDictionary<int, CampaignMark>> Of(
        Db db,
        long hearing,
        Scope scope,
        IReadOnlyCollection<int> numbers,
        DateTimeOffset now
    )
    {
        var members = numbers.Count == 0 ? [] : await db.All<Member>(SelectMembers, new { HearingId = hearing, Numbers = numbers });
        return await Marks(db, hearing, scope, members, now);
    }

    public static IEnumerable<Member> MembersOf(IEnumerable<ReplyReader.ItemRow> rows) =>
        rows.Where(row => row.Campaign is not null)
            .Select(row => new Member
            {
                Number = row.Number,
                Campaign = row.Campaign!.Value,
                Kind = row.CampaignKind!.Value,
                Basis = row.CampaignBasis!.Value,
            });

    /// <summary>The same where it is known what is stored of each. No statement where there is nothing.</summary>
    public static async Task<IReadOnlyDictionary<int, CampaignMark>> Marks(
        Db db,
        long hearing,
        Scope scope,
        IReadOnlyList<Member> members,
        DateTimeOffset now
    )
    {
        if (members.Count == 0)
        {
            return new Dictionary<int, CampaignMark>();
        }
        var campaigns = members.SelectMany(member => (int[])[member.Campaign, member.Basis]).Where(number => number != 0).Distinct();
        var sizes = (
            await db.All<SizeRow>(
                scope == Scope.All ? SelectAllSizes : SelectPublicSizes,
                new
                {
                    HearingId = hearing,
                    Campaigns = campaigns,
                    Now = now,
                }
            )
        ).ToDictionary(row => row.Number, row => row.Size);
        return members
            .Where(member =>
                member.Kind == CampaignKind.BuiltOn
                    ? sizes.GetValueOrDefault(member.Campaign) >= 1 && sizes.GetValueOrDefault(member.Basis) >= 2
                    : sizes.GetValueOrDefault(member.Campaign) >= 2
            )
            .ToDictionary(member => member.Number, member => new CampaignMark(member.Campaign, sizes[member.Campaign], member.Kind));
    }

    internal sealed record Member
    {
        public required int Number { get; init; }
        public required int Campaign { get; init; }
        public required CampaignKind Kind { get; init; }
        public required int Basis { get; init; }
    }

    private sealed record SizeRow
    {
        public required int Number { get; init; }
        public required int Size { get; init; }
    }

    /// <summary>One campaign (<c>@HearingId</c>, <c>@Campaign</c>, <c>@Now</c>) as the public sees it; no row when it does not.</summary>
    public const string SelectShown = $"""
        select Number, Kind, Basis, Size, Identical, Representative, Place
        from (
            select {PublicColumns}
            from Campaign c
            where c.HearingId = @HearingId and c.Number = @Campaign
        ) shown
        where {IsShown}
        """;

    private const string SelectMembers = """
        select Number, Campaign, Kind, Basis from CampaignMember where HearingId = @HearingId and Number in @Numbers
        """;

    private const string SelectAllSizes = "select Number, Size from Campaign where HearingId = @HearingId and Number in @Campaigns";

    private const string SelectPublicSizes = $"""
        select r.Campaign as Number, sum(r.Size) as Size
        from CampaignSize r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Campaign in @Campaigns
            and {PublicReplies.Where}
        group by r.Campaign
        """;
}
