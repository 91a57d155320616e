using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Feeds;

/// <summary>The coming deadlines of published hearings, and those that have just passed, the earliest first.</summary>
public static class ListDeadlines
{
    private const int Most = 1000;

    /// <summary>So long a passed deadline stays in people's calendars.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    [Public]
    public sealed record Query : IQuery<IReadOnlyList<Item>>;

    public sealed record Item
    {
        public required long HearingId { get; init; }
        public required string Slug { get; init; }
        public required string Title { get; init; }
        public required string Summary { get; init; }
        public required string Ministry { get; init; }
        public required DateTimeOffset PublishedAt { get; init; }
        public DateTimeOffset? WithdrawnAt { get; init; }
        public required int Round { get; init; }
        public required DateTimeOffset OpensAt { get; init; }
        public required DateTimeOffset ClosesAt { get; init; }
        public required string TimeZone { get; init; }

        /// <summary>How often the deadline was moved.</summary>
        public required int Moves { get; init; }
        public DateTimeOffset? MovedAt { get; init; }

        public DateTimeOffset ChangedAt => new[] { PublishedAt, WithdrawnAt ?? PublishedAt, MovedAt ?? PublishedAt }.Max();
    }

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query request, CancellationToken cancellationToken) =>
            db.All<Item>(SelectDeadlines, new { From = Instants.Floor(clock.GetUtcNow()) - Kept, Take = Most });
    }

    /// <summary>Of published hearings; an order and a condition stand behind it.</summary>
    internal const string Published = """
        select h.Id as HearingId, h.Slug, h.Title, h.Summary, m.Name as Ministry, h.PublishedAt, h.WithdrawnAt,
            r.Number as Round, r.OpensAt, r.ClosesAt, r.TimeZone,
            (select count(*) from DeadlineChange d where d.RoundId = r.Id) as Moves,
            (select max(d.ChangedAt) from DeadlineChange d where d.RoundId = r.Id) as MovedAt
        from HearingRound r
        join Hearing h on h.Id = r.HearingId
        join Ministry m on m.Id = h.MinistryId
        where h.PublishedAt is not null
        """;

    private const string SelectDeadlines = $$"""
        {{Published}}
            and r.ClosesAt > @From
        order by r.ClosesAt, r.Id
        {first @Take}
        """;
}
