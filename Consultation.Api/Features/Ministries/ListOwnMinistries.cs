using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Ministries;

/// <summary>The ministries that the caller works for, published or not, by name.</summary>
public static class ListOwnMinistries
{
    private const int Most = 2000;

    [Requires(Permission.ReadUnpublished)]
    public sealed record Query : IQuery<IReadOnlyList<Item>>;

    public sealed record Item
    {
        public required string Code { get; init; }
        public required string Name { get; init; }
        public string? Email { get; init; }
        public required int LeastDays { get; init; }
        public required int Hearings { get; init; }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query request, CancellationToken cancellationToken) =>
            db.All<Item>(SelectMinistries, new { user.MinistryId, Take = Most });
    }

    private const string SelectMinistries = """
        select m.Code, m.Name, m.Email, m.LeastDays, (select count(*) from Hearing h where h.MinistryId = m.Id) as Hearings
        from Ministry m
        where @MinistryId is null or m.Id = @MinistryId
        order by m.Name, m.Code
        {first @Take}
        """;
}
