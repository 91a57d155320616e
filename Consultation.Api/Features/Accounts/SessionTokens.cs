using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Accounts;

/// <summary>Sessions of people: the browser holds the token, the table its hash. Deleted when they end.</summary>
internal static class SessionTokens
{
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Answers the token of a new session.</summary>
    public static async Task<string> Open(Db db, IdGenerator ids, long userId, bool awaitsCode, DateTimeOffset now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await db.Run(
            InsertSession,
            new
            {
                Id = ids.Next(),
                UserId = userId,
                TokenHash = Hash(token),
                AwaitsCode = awaitsCode,
                Now = now,
            }
        );
        return token;
    }

    /// <summary>Ends all sessions of a user but the given one: what a new password, a lost role or a closed account must do.</summary>
    public static Task<int> EndAll(Db db, long userId, long? but = null) => db.Run(DeleteSessions, new { UserId = userId, But = but ?? 0 });

    private const string InsertSession = """
        insert into StaffSession (Id, UserId, TokenHash, AwaitsCode, CreatedAt, SeenAt)
        values (@Id, @UserId, @TokenHash, @AwaitsCode, @Now, @Now)
        """;

    private const string DeleteSessions = "delete from StaffSession where UserId = @UserId and Id <> @But";
}
