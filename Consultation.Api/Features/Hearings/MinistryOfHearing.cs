using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Hearings;

/// <summary>The ministry that a hearing is to have, by its code or by the key that is used.</summary>
internal static class MinistryOfHearing
{
    /// <summary>
    /// A key that is bound to one ministry may leave the code out and name no other. Whoever manages ministries makes an unknown one on
    /// the fly; else it is refused with <c>ministry.unknown</c>.
    /// </summary>
    public static async Task<long> Find(Db db, IdGenerator ids, CurrentUser user, Settings settings, string? code, DateTimeOffset now)
    {
        code = code?.Trim();
        if (await db.First<long?>(SelectMinistry, new { Code = code, user.MinistryId }) is { } known)
        {
            return known;
        }
        if (string.IsNullOrEmpty(code) || !user.May(Permission.ManageMinistries))
        {
            throw Refusals.MinistryUnknown();
        }
        var made = ids.Next();
        await db.Run(
            InsertMinistry,
            new
            {
                Id = made,
                Code = code,
                Name = code,
                settings.LeastDays,
                Now = now,
            }
        );
        return made;
    }

    private const string SelectMinistry = """
        select Id from Ministry
        where (Code = @Code or (@Code is null and Id = @MinistryId)) and (@MinistryId is null or Id = @MinistryId)
        """;

    private const string InsertMinistry = """
        insert into Ministry (Id, Code, Name, LeastDays, CreatedAt) values (@Id, @Code, @Name, @LeastDays, @Now)
        """;
}
