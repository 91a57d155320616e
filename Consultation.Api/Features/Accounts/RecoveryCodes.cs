using System.Security.Cryptography;
using System.Text;
using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Accounts;

/// <summary>What opens an account when the app is lost: ten codes of 80 bits, shown once, each good for once, kept as hashes.</summary>
internal static class RecoveryCodes
{
    private const int Amount = 10;
    private const int Letters = 16;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford: no i, l, o, u

    /// <summary>Replaces those that were there; answers the new ones as they are shown.</summary>
    public static async Task<IReadOnlyList<string>> Renew(Db db, IdGenerator ids, long userId)
    {
        await Forget(db, userId);
        var codes = new List<string>();
        for (var i = 0; i < Amount; i++)
        {
            var code = RandomNumberGenerator.GetString(Alphabet, Letters);
            await db.Run(
                InsertCode,
                new
                {
                    Id = ids.Next(),
                    UserId = userId,
                    CodeHash = Hash(code),
                }
            );
            codes.Add(string.Join('-', code.Chunk(4).Select(part => new string(part))));
        }
        return codes;
    }

    public static Task<int> Forget(Db db, long userId) => db.Run(DeleteCodes, new { UserId = userId });

    /// <summary>How many are left when this was one of them; null when it was not.</summary>
    public static async Task<int?> Use(Db db, long userId, string code)
    {
        var used = await db.Run(DeleteCode, new { UserId = userId, CodeHash = Hash(Plain(code)) });
        return used == 0 ? null : await db.First<int>(SelectLeft, new { UserId = userId });
    }

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    private static string Plain(string code) => new([.. code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);

    private const string InsertCode = "insert into RecoveryCode (Id, UserId, CodeHash) values (@Id, @UserId, @CodeHash)";

    private const string DeleteCodes = "delete from RecoveryCode where UserId = @UserId";

    private const string DeleteCode = "delete from RecoveryCode where UserId = @UserId and CodeHash = @CodeHash";

    private const string SelectLeft = "select count(*) from RecoveryCode where UserId = @UserId";
}
