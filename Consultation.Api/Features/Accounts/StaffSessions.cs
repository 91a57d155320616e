using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Accounts;

/// <summary>Who holds a session's token. Looked up at each request to a page for staff, so that what is revoked ends at once.</summary>
public sealed class StaffSessions
{
    /// <summary>A session that nobody uses ends.</summary>
    public static readonly TimeSpan MostIdle = TimeSpan.FromMinutes(30);

    /// <summary>However much it is used, it ends: a working day.</summary>
    public static readonly TimeSpan MostAge = TimeSpan.FromHours(10);

    /// <summary>How long the second step may take.</summary>
    public static readonly TimeSpan MostWaiting = TimeSpan.FromMinutes(10);

    /// <summary>How exactly the last use is noted: a page read seldom writes.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly Settings _settings;

    internal StaffSessions(Database database, TimeProvider clock, Settings settings) =>
        (_database, _clock, _settings) = (database, clock, settings);

    /// <summary>Null when there is none, when it has ended, and when its holder has no role any more.</summary>
    public async Task<StaffSession?> Find(string token)
    {
        var now = Instants.Floor(_clock.GetUtcNow());
        var rows = await _database.Read(db =>
            db.All<Row>(
                SelectSession,
                new
                {
                    TokenHash = SessionTokens.Hash(token),
                    SeenSince = now - MostIdle,
                    MadeSince = now - MostAge,
                    WaitingSince = now - MostWaiting,
                }
            )
        );
        if (rows.Count == 0)
        {
            return null;
        }
        var chosen = rows.FirstOrDefault(row => row.RoleId == row.ChosenRoleId) ?? rows[0];
        if (chosen.SeenAt + Noted <= now)
        {
            await _database.Write(db => db.Run(UpdateSeen, new { chosen.SessionId, Now = now }));
        }
        return new StaffSession
        {
            Id = chosen.SessionId,
            UserId = chosen.UserId,
            Name = chosen.Name,
            Language = chosen.Language,
            AwaitsCode = chosen.AwaitsCode,
            Role = chosen.Role,
            MinistryId = chosen.MinistryId,
            NeedsSecondStep = !chosen.HasSecondStep && IsAsked(rows),
            Roles = [.. rows.Select(row => new StaffSession.Post(row.RoleId, row.Role, row.MinistryName))],
            RoleId = chosen.RoleId,
        };
    }

    private bool IsAsked(IReadOnlyList<Row> rows) =>
        _settings.SecondStep switch
        {
            SecondStep.Everybody => true,
            SecondStep.Administrators => rows.Any(row => row.Role == Role.Administrator),
            _ => false,
        };

    private sealed record Row
    {
        public required long SessionId { get; init; }
        public required bool AwaitsCode { get; init; }
        public required DateTimeOffset SeenAt { get; init; }
        public long? ChosenRoleId { get; init; }
        public required long UserId { get; init; }
        public required string Name { get; init; }
        public required string Language { get; init; }
        public required bool HasSecondStep { get; init; }
        public required long RoleId { get; init; }
        public required Role Role { get; init; }
        public long? MinistryId { get; init; }
        public string? MinistryName { get; init; }
    }

    private const string SelectSession = """
        select s.Id as SessionId, s.AwaitsCode, s.SeenAt, s.RoleId as ChosenRoleId, u.Id as UserId, u.Name, u.Language,
            case when u.TotpSince is null then 0 else 1 end as HasSecondStep,
            r.Id as RoleId, r.Role, r.MinistryId, m.Name as MinistryName
        from StaffSession s
        join StaffUser u on u.Id = s.UserId
        join StaffRole r on r.UserId = u.Id
        left join Ministry m on m.Id = r.MinistryId
        where s.TokenHash = @TokenHash and s.SeenAt > @SeenSince and s.CreatedAt > @MadeSince
            and (s.AwaitsCode = 0 or s.CreatedAt > @WaitingSince)
            and u.DisabledAt is null
        order by case when r.MinistryId is null then 0 else 1 end, r.Id
        """;

    private const string UpdateSeen = "update StaffSession set SeenAt = @Now where Id = @SessionId and SeenAt < @Now";
}

/// <summary>A person who has signed in, in the role chosen for now.</summary>
public sealed record StaffSession
{
    public required long Id { get; init; }
    public required long UserId { get; init; }
    public required string Name { get; init; }

    /// <summary>nb, nn or en.</summary>
    public required string Language { get; init; }

    /// <summary>The password was right; the code is not given yet, and nothing else is open.</summary>
    public required bool AwaitsCode { get; init; }
    public required Role Role { get; init; }

    /// <summary>Null for who works for all.</summary>
    public long? MinistryId { get; init; }

    /// <summary>A second step is asked of this person, who has none yet.</summary>
    public required bool NeedsSecondStep { get; init; }
    public required IReadOnlyList<Post> Roles { get; init; }
    public required long RoleId { get; init; }

    /// <summary>Name of the ministry of the chosen role; null for all.</summary>
    public string? MinistryName => Roles.FirstOrDefault(post => post.Id == RoleId)?.Ministry;

    /// <param name="Ministry">Its name; null for all.</param>
    public sealed record Post(long Id, Role Role, string? Ministry);
}
