using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Accounts;

/// <summary>Whom an administrator may manage: everybody, or those who have a role in the administrator's own ministry.</summary>
internal static class ManagedUser
{
    internal sealed record Row
    {
        public required long Id { get; init; }

        /// <summary>Has a role that reaches beyond the administrator's ministry.</summary>
        public required bool WorksElsewhere { get; init; }
    }

    /// <summary>The account, locked; else not found.</summary>
    public static async Task<Row> Find(Db db, long id, CurrentUser user) =>
        await db.First<Row>(SelectUser, new { Id = id, user.MinistryId }) ?? throw Refusals.NotFound();

    /// <summary>The account, if nobody else's people are touched by what is done to all of it.</summary>
    public static async Task<Row> FindOwn(Db db, long id, CurrentUser user) =>
        await Find(db, id, user) is { WorksElsewhere: false } own ? own : throw Refusals.UserOfOthers();

    /// <summary>The ministry that a code names, within what the administrator manages; null: all of them.</summary>
    public static async Task<long?> MinistryOf(Db db, string? code, CurrentUser user) =>
        string.IsNullOrEmpty(code)
            ? user.MinistryId
            : await db.First<long?>(SelectMinistry, new { Code = code, user.MinistryId }) ?? throw Refusals.MinistryUnknown();

    /// <summary>After a change: somebody who can sign in must be left who may let anybody in.</summary>
    public static async Task KeepAnAdministrator(Db db)
    {
        if (await db.First<int>(SelectAdministrators) == 0)
        {
            throw Refusals.LastAdministrator();
        }
    }

    private const string SelectUser = """
        select u.Id,
            case when @MinistryId is not null and exists
                (select 1 from StaffRole o where o.UserId = u.Id and (o.MinistryId is null or o.MinistryId <> @MinistryId))
                then 1 else 0 end as WorksElsewhere
        from StaffUser u {locked}
        where u.Id = @Id
            and (@MinistryId is null or exists (select 1 from StaffRole r where r.UserId = u.Id and r.MinistryId = @MinistryId))
        """;

    private const string SelectMinistry = "select Id from Ministry where Code = @Code and (@MinistryId is null or Id = @MinistryId)";

    private const string SelectAdministrators = """
        select count(*)
        from StaffRole r {locked}
        join StaffUser u {locked} on u.Id = r.UserId
        where r.MinistryId is null and r.Role = 'administrator' and u.DisabledAt is null and u.PasswordHash is not null
        """;
}
