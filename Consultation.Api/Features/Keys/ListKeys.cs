using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Keys;

/// <summary>The API keys that the caller manages, the revoked ones too, in the order in which they were made; never the keys themselves.</summary>
public static class ListKeys
{
    [Requires(Permission.ManageKeys)]
    public sealed record Query : IQuery<IReadOnlyList<Item>>;

    public sealed record Item
    {
        public required long Id { get; init; }
        public required string Name { get; init; }
        public required Role Role { get; init; }

        /// <summary>Code of the ministry; null for a key that works for all.</summary>
        public string? Ministry { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? RevokedAt { get; init; }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query request, CancellationToken cancellationToken) =>
            db.All<Item>(SelectKeys, new { user.MinistryId });
    }

    private const string SelectKeys = """
        select k.Id, k.Name, k.Role, m.Code as Ministry, k.CreatedAt, k.RevokedAt
        from ApiKey k
        left join Ministry m on m.Id = k.MinistryId
        where @MinistryId is null or k.MinistryId = @MinistryId
        order by k.Id
        """;
}
