using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Accounts;

/// <summary>The rows of an account and of what it may do.</summary>
internal static class NewUser
{
    public static async Task<long> Add(
        Db db,
        IdGenerator ids,
        string email,
        string name,
        string language,
        string? passwordHash,
        DateTimeOffset now
    )
    {
        var id = ids.Next();
        await db.Run(
            InsertUser,
            new
            {
                Id = id,
                Email = Emails.Stored(email),
                EmailKey = Emails.Key(email),
                Name = PlainText.Normalise(name).Trim(),
                PasswordHash = passwordHash,
                Language = language,
                Now = now,
            }
        );
        return id;
    }

    public static Task<int> AddRole(Db db, IdGenerator ids, long userId, long? ministryId, Role role) =>
        db.Run(
            InsertRole,
            new
            {
                Id = ids.Next(),
                UserId = userId,
                MinistryId = ministryId,
                Role = role.Code(),
            }
        );

    private const string InsertUser = """
        insert into StaffUser (Id, Email, EmailKey, Name, PasswordHash, Language, CreatedAt)
        values (@Id, @Email, @EmailKey, @Name, @PasswordHash, @Language, @Now)
        """;

    private const string InsertRole = "insert into StaffRole (Id, UserId, MinistryId, Role) values (@Id, @UserId, @MinistryId, @Role)";
}
