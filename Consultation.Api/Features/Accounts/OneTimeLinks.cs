using System.Security.Cryptography;
using System.Text;
using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Accounts;

/// <summary>What a one-time link is good for.</summary>
public enum LinkPurpose
{
    FirstAdministrator,
    Invitation,
    PasswordReset,
}

/// <summary>
/// Links that stand for a person once: the token in the address follows from the link's id under the installation's key, so that a letter
/// can be written when it is sent; the table keeps only its hash.
/// </summary>
internal static class OneTimeLinks
{
    public static readonly TimeSpan FirstLife = TimeSpan.FromDays(1);
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);
    public static readonly TimeSpan ResetLife = TimeSpan.FromHours(1);

    internal sealed record Row
    {
        public required long Id { get; init; }
        public required LinkPurpose Purpose { get; init; }
        public required DateTimeOffset ExpiresAt { get; init; }
        public long? UserId { get; init; }
        public string? Name { get; init; }
        public string? Email { get; init; }
    }

    /// <summary>Answers the new link's id; earlier links of the same user no longer work.</summary>
    public static async Task<long> Make(Db db, IdGenerator ids, Secrets secrets, LinkPurpose purpose, long? userId, DateTimeOffset now)
    {
        var id = ids.Next();
        var values = new
        {
            Id = id,
            UserId = userId,
            Purpose = purpose.Code(),
            TokenHash = Hash(secrets.LinkToken(id)),
            Now = now,
            ExpiresAt = now + LifeOf(purpose),
        };
        await db.Run(EndEarlier, values);
        await db.Run(InsertLink, values);
        return id;
    }

    /// <summary>The link that is good now, or <c>link.invalid</c>. Looking does not use it: mail filters look at every link.</summary>
    public static async Task<Row> Find(Db db, string token, DateTimeOffset now) =>
        await db.First<Row>(SelectLink, new { TokenHash = Hash(token), Now = now }) ?? throw Refusals.LinkInvalid();

    /// <summary>Uses the link up.</summary>
    public static async Task<Row> Use(Db db, string token, DateTimeOffset now)
    {
        var link = await Find(db, token, now);
        return await db.Run(UpdateUsed, new { link.Id, Now = now }) == 1 ? link : throw Refusals.LinkInvalid();
    }

    private static TimeSpan LifeOf(LinkPurpose purpose) =>
        purpose switch
        {
            LinkPurpose.FirstAdministrator => FirstLife,
            LinkPurpose.Invitation => InvitationLife,
            _ => ResetLife,
        };

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private const string EndEarlier = "update OneTimeLink set UsedAt = @Now where UserId = @UserId and UsedAt is null";

    private const string InsertLink = """
        insert into OneTimeLink (Id, UserId, Purpose, TokenHash, CreatedAt, ExpiresAt)
        values (@Id, @UserId, @Purpose, @TokenHash, @Now, @ExpiresAt)
        """;

    private const string SelectLink = """
        select l.Id, l.Purpose, l.ExpiresAt, l.UserId, u.Name, u.Email
        from OneTimeLink l
        left join StaffUser u on u.Id = l.UserId
        where l.TokenHash = @TokenHash and l.UsedAt is null and l.ExpiresAt > @Now and u.DisabledAt is null
        """;

    private const string UpdateUsed = "update OneTimeLink set UsedAt = @Now where Id = @Id and UsedAt is null";
}
