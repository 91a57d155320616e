namespace Consultation.Api;

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}

/// <summary>Everything an operator can set, under <c>Consultation</c> (environment: <c>Consultation__Name</c>); each has a default.</summary>
public sealed class Settings
{
    public const string Section = "Consultation";

    public DatabaseProvider DatabaseProvider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>Connection string. Default: <c>consultation.db</c> in <see cref="DataDirectory"/> (SQLite only).</summary>
    public string? Database { get; init; }

    /// <summary>Where the default database, the secret key, uploaded files and data-protection keys live.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>An administrator's API key for automation, at least 32 characters; stored hashed.</summary>
    public string? BootstrapKey { get; init; }

    /// <summary>Absolute address that outsiders reach this server by, without a trailing slash; default: as the request came.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Base64 of at least 32 bytes; default: a file in <see cref="DataDirectory"/>, made at first start.</summary>
    public string? SecretKey { get; init; }

    public bool MigrateAtStart { get; init; } = true;

    /// <summary>IANA zone that dates given without one are meant in.</summary>
    public string TimeZone { get; init; } = "Europe/Oslo";

    /// <summary>Least calendar days of an ordinary hearing or a plan, for ministries that set none of their own.</summary>
    public int LeastDays { get; init; } = 42;

    /// <summary>Writes that may wait for the write lane before new ones are answered 503.</summary>
    public int WriteQueueLength { get; init; } = 4096;

    /// <summary>How long a holder keeps a piece of durable work without renewing, seconds.</summary>
    public int LeaseSeconds { get; init; } = 15;

    /// <summary>Greatest attachment, bytes.</summary>
    public int AttachmentBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>The first thing that is wrong, as a sentence for the operator; null when all is well.</summary>
    public string? Problem() =>
        this switch
        {
            { BootstrapKey: { Length: > 0 and < 32 } } => "Consultation:BootstrapKey must be at least 32 characters",
            { DatabaseProvider: DatabaseProvider.SqlServer, Database: null or "" } => "Consultation:Database is needed for sqlserver",
            { WriteQueueLength: < 1 } => "Consultation:WriteQueueLength must be at least 1",
            { LeaseSeconds: < 1 } => "Consultation:LeaseSeconds must be at least 1",
            { AttachmentBytes: < 1 } => "Consultation:AttachmentBytes must be at least 1",
            { LeastDays: < 0 } => "Consultation:LeastDays cannot be negative",
            { PublicUrl: { Length: > 0 } url } when !Uri.TryCreate(url, UriKind.Absolute, out _) =>
                "Consultation:PublicUrl must be an absolute address",
            _ when !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _) => $"Consultation:TimeZone '{TimeZone}' is not known",
            _ => null,
        };
}
