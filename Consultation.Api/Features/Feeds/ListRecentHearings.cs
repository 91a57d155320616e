using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Feeds;

/// <summary>
/// The published hearings that changed last in what they say: published, moved, corrected, answered or withdrawn. A reply that came
/// in is no change of the hearing.
/// </summary>
public static class ListRecentHearings
{
    private const int Most = 50;

    [Public]
    public sealed record Query : IQuery<IReadOnlyList<Item>>;

    /// <param name="ChangedAt">When it last said something new.</param>
    public sealed record Item(HearingView Hearing, DateTimeOffset ChangedAt);

    internal sealed class Handler(Db db, TimeProvider clock, Settings settings) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query request, CancellationToken cancellationToken)
        {
            var recent = await db.All<Row>(SelectRecent, new { Take = Most });
            var rows = await db.All<HearingReader.Row>(SelectHearings, new { Hearings = recent.Select(row => row.HearingId).ToArray() });
            var views = await HearingReader.Complete(db, rows, settings, Instants.Floor(clock.GetUtcNow()));
            var byId = views.ToDictionary(view => view.Id);
            return [.. recent.Where(row => byId.ContainsKey(row.HearingId)).Select(row => new Item(byId[row.HearingId], row.ChangedAt))];
        }
    }

    private sealed record Row
    {
        public required long HearingId { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }
    }

    private const string SelectRecent = """
        select e.HearingId, max(e.ChangedAt) as ChangedAt
        from (
            select h.Id as HearingId, h.PublishedAt as ChangedAt from Hearing h
            union all
            select h.Id as HearingId, h.ConcludedAt as ChangedAt from Hearing h where h.ConcludedAt is not null
            union all
            select h.Id as HearingId, h.WithdrawnAt as ChangedAt from Hearing h where h.WithdrawnAt is not null
            union all
            select r.HearingId, d.ChangedAt from DeadlineChange d join HearingRound r on r.Id = d.RoundId
            union all
            select d.HearingId, v.MadeAt as ChangedAt from DocumentVersion v join Document d on d.Id = v.DocumentId
            union all
            select o.HearingId, o.MadeAt as ChangedAt from Outcome o
        ) e
        join Hearing h on h.Id = e.HearingId
        where h.PublishedAt is not null
        group by e.HearingId
        order by ChangedAt desc, e.HearingId desc
        {first @Take}
        """;

    private const string SelectHearings = """
        select h.Id, h.Slug, h.Title, h.Summary, h.Language, h.Kind, h.CaseNumber, h.Subjects, h.Translations, h.Publication,
            h.AllowAnonymous, m.Code as MinistryCode, m.Name as MinistryName, h.PublishedAt, h.ConcludedAt, h.WithdrawnAt,
            h.WithdrawnReason, h.UpdatedAt
        from Hearing h
        join Ministry m on m.Id = h.MinistryId
        where h.Id in @Hearings
        """;
}
