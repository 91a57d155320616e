using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Ministries;

/// <param name="Name">In bokmål, or as it was first given.</param>
/// <param name="Names">By language, those that are known.</param>
public sealed record MinistryItem(string Code, string Name, IReadOnlyDictionary<string, string> Names);

/// <summary>The ministries that have published something, by name.</summary>
public static class ListMinistries
{
    /// <summary>More than every body of a country's state and municipalities.</summary>
    private const int Most = 2000;

    [Public]
    public sealed record Query : IQuery<Page<MinistryItem>>;

    internal sealed class Handler(Db db) : IRequestHandler<Query, Page<MinistryItem>>
    {
        public async Task<Page<MinistryItem>> Handle(Query request, CancellationToken cancellationToken) => new(await All(db), null);
    }

    internal static async Task<IReadOnlyList<MinistryItem>> All(Db db) =>
        [
            .. (await db.All<Row>(SelectMinistries, new { Take = Most })).Select(row => new MinistryItem(
                row.Code,
                row.Name,
                Ministries.Names.Of(row.Name, row.Names)
            )),
        ];

    private sealed record Row
    {
        public required string Code { get; init; }
        public required string Name { get; init; }
        public string? Names { get; init; }
    }

    private const string SelectMinistries = """
        select m.Code, m.Name, m.Names
        from Ministry m
        where exists (select 1 from Hearing h where h.MinistryId = m.Id and h.PublishedAt is not null)
        order by m.Name, m.Code
        {first @Take}
        """;
}
