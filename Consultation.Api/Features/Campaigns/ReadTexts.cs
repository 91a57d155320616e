using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>
/// What grouping reads: the texts of a hearing's replies as they are published, or will be. Withheld and withdrawn ones have none here.
/// Those after a number in order, or those that are named.
/// </summary>
public static class ReadTexts
{
    /// <summary>Rows a batch; few enough that a batch of the longest replies fits in memory.</summary>
    public const int Batch = 250;

    [Requires(Permission.RunJobs)]
    internal sealed record Query(long HearingId, int After, IReadOnlyCollection<int>? Numbers = null) : IQuery<IReadOnlyList<Row>>;

    internal sealed record Row
    {
        public required int Number { get; init; }
        public required long RoundId { get; init; }
        public required Publication Publication { get; init; }

        /// <summary>Empty of a reply that is withheld or withdrawn.</summary>
        public required string Text { get; init; }
    }

    internal sealed class Handler(Db db) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken) =>
            request.Numbers is null
                ? db.All<Row>(
                    SelectAfter,
                    new
                    {
                        request.HearingId,
                        request.After,
                        Take = Batch,
                    }
                )
                : db.All<Row>(SelectNamed, new { request.HearingId, request.Numbers });
    }

    private const string Columns = """
        r.Number, r.RoundId, r.Publication, case when r.Publication in ('withheld', 'withdrawn') then '' else r.Text end as Text
        """;

    private const string SelectAfter = $$"""
        select {{Columns}}
        from Reply r
        where r.HearingId = @HearingId and r.Number > @After
        order by r.Number
        {first @Take}
        """;

    private const string SelectNamed = $"""
        select {Columns}
        from Reply r
        where r.HearingId = @HearingId and r.Number in @Numbers
        """;
}
