using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Moderation;

/// <summary>The public account of what is hidden: how many replies are redacted and withheld, by round and ground.</summary>
public static class GetModerationLedger
{
    [Public]
    public sealed record Query(long HearingId) : IQuery<Page<Line>>;

    /// <summary>One round and ground, or what a round has on grounds with fewer than five each.</summary>
    public sealed record Line
    {
        public required int Round { get; init; }

        /// <summary>Null: several grounds put together, because they have fewer than five replies each.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
        public Ground? Ground { get; init; }

        /// <summary>Null beside a ground: none, or among those put together. Null where they are put together: one to four.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
        public int? Redacted { get; init; }

        /// <summary>As for <see cref="Redacted"/>.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
        public int? Withheld { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, Page<Line>>
    {
        public async Task<Page<Line>> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, Scope.Published, user);
            return new Page<Line>(await Read(db, request.HearingId, Instants.Floor(clock.GetUtcNow())), null);
        }
    }

    /// <summary>The account of a hearing that the caller may know of.</summary>
    internal static async Task<IReadOnlyList<Line>> Read(Db db, long hearing, DateTimeOffset now)
    {
        var rows = await db.All<Row>(SelectHidden, new { HearingId = hearing, Now = now });
        return [.. rows.GroupBy(row => row.Round).OrderBy(round => round.Key).SelectMany(Lines)];
    }

    private static IEnumerable<Line> Lines(IGrouping<int, Row> round)
    {
        var redacted = Folded(round, Publication.PublishedRedacted);
        var withheld = Folded(round, Publication.Withheld);
        foreach (var ground in Enum.GetValues<Ground>())
        {
            if (redacted.Exists(line => line.Ground == ground) || withheld.Exists(line => line.Ground == ground))
            {
                yield return new Line
                {
                    Round = round.Key,
                    Ground = ground,
                    Redacted = redacted.Find(line => line.Ground == ground).Count,
                    Withheld = withheld.Find(line => line.Ground == ground).Count,
                };
            }
        }
        if (redacted.Exists(line => line.Ground is null) || withheld.Exists(line => line.Ground is null))
        {
            yield return new Line
            {
                Round = round.Key,
                Redacted = Others(redacted),
                Withheld = Others(withheld),
            };
        }
    }

    private static int? Others(List<ModerationLedger.Line> lines) =>
        lines.Exists(line => line.Ground is null) ? lines.Find(line => line.Ground is null).Count : 0;

    private static List<ModerationLedger.Line> Folded(IEnumerable<Row> rows, Publication state) =>
        [.. ModerationLedger.Fold(rows.Where(row => row.Shown == state).ToDictionary(row => row.Ground, row => row.Count))];

    private sealed record Row
    {
        public required int Round { get; init; }
        public required Ground Ground { get; init; }
        public required Publication Shown { get; init; }
        public required int Count { get; init; }
    }

    private const string SelectHidden = $"""
        select hidden.Round, hidden.Ground, hidden.Shown, count(*) as Count
        from (
            select hr.Number as Round, r.Ground, {PublicReplies.Shown} as Shown
            from Reply r
            join HearingRound hr on hr.Id = r.RoundId
            where r.HearingId = @HearingId and r.Ground is not null
        ) hidden
        where hidden.Shown in ('publishedRedacted', 'withheld')
        group by hidden.Round, hidden.Ground, hidden.Shown
        """;
}
