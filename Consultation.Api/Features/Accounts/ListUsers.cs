using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>The people whom the caller manages, by name, with the roles that the caller may see: of one ministry, or of all.</summary>
public static class ListUsers
{
    /// <summary>More than a country's ministries have working with hearings.</summary>
    private const int MostRoles = 5000;

    /// <param name="UserId">Only this one.</param>
    [Requires(Permission.ManageUsers)]
    public sealed record Query(long? UserId = null) : IQuery<IReadOnlyList<Item>>;

    public sealed record Item
    {
        public required long Id { get; init; }
        public required string Name { get; init; }
        public required string Email { get; init; }

        /// <summary>False until the invitation is taken.</summary>
        public required bool HasPassword { get; init; }
        public required bool HasSecondStep { get; init; }
        public DateTimeOffset? DisabledAt { get; init; }
        public DateTimeOffset? LastSignInAt { get; init; }
        public required IReadOnlyList<Post> Roles { get; init; }
    }

    /// <param name="Ministry">Code; null for all, like its name.</param>
    public sealed record Post(Role Role, string? Ministry, string? MinistryName);

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query request, CancellationToken cancellationToken)
        {
            var values = new
            {
                user.MinistryId,
                request.UserId,
                Take = MostRoles,
            };
            var rows = await db.All<Row>(SelectUsers, values);
            return [.. rows.GroupBy(row => row.Id).Select(roles => roles.First().With(roles))];
        }
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required string Name { get; init; }
        public required string Email { get; init; }
        public required bool HasPassword { get; init; }
        public required bool HasSecondStep { get; init; }
        public DateTimeOffset? DisabledAt { get; init; }
        public DateTimeOffset? LastSignInAt { get; init; }
        public Role? Role { get; init; }
        public string? Ministry { get; init; }
        public string? MinistryName { get; init; }

        public Item With(IEnumerable<Row> roles) =>
            new()
            {
                Id = Id,
                Name = Name,
                Email = Email,
                HasPassword = HasPassword,
                HasSecondStep = HasSecondStep,
                DisabledAt = DisabledAt,
                LastSignInAt = LastSignInAt,
                Roles =
                [
                    .. roles.Where(row => row.Role is not null).Select(row => new Post(row.Role!.Value, row.Ministry, row.MinistryName)),
                ],
            };
    }

    private const string SelectUsers = """
        select u.Id, u.Name, u.Email, case when u.PasswordHash is null then 0 else 1 end as HasPassword,
            case when u.TotpSince is null then 0 else 1 end as HasSecondStep, u.DisabledAt, u.LastSignInAt,
            r.Role, m.Code as Ministry, m.Name as MinistryName
        from StaffUser u
        left join StaffRole r on r.UserId = u.Id and (@MinistryId is null or r.MinistryId = @MinistryId)
        left join Ministry m on m.Id = r.MinistryId
        where (@MinistryId is null or r.Id is not null) and (@UserId is null or u.Id = @UserId)
        order by u.Name, u.Id, m.Name
        {first @Take}
        """;
}
