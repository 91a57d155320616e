using System.Globalization;
using System.Reflection;

namespace Consultation.Api;

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}

/// <summary>Of whom a one-time code is asked after the password.</summary>
public enum SecondStep
{
    Nobody,
    Administrators,
    Everybody,
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

    /// <summary>Within how many days replies that wait to be read ought to be decided on; told above the queue.</summary>
    public int ReviewDays { get; init; } = 2;

    /// <summary>Writes that may wait for their turn before new ones are answered 503.</summary>
    public int WriteQueueLength { get; init; } = 4096;

    /// <summary>For public answers that many ask for. 0: each is made anew, as where something in front keeps them.</summary>
    public int AnswerMegabytes { get; init; } = 96;

    /// <summary>How long a holder keeps a piece of durable work without renewing, seconds.</summary>
    public int LeaseSeconds { get; init; } = 15;

    /// <summary>Greatest attachment, bytes.</summary>
    public int AttachmentBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>Who must give a one-time code after the password when signing in to the pages for staff; the others may.</summary>
    public SecondStep SecondStep { get; init; } = SecondStep.Administrators;

    public EveningSettings Evening { get; init; } = new();

    public LimitSettings RateLimits { get; init; } = new();

    public MailSettings Mail { get; init; } = new();

    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/8</c>) of proxies in front, separated by commas; only they are believed about who is calling
    /// (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>). None: nobody is.
    /// </summary>
    public string? KnownProxies { get; init; }

    /// <summary>How much one address (one key: <see cref="Staff"/>) may ask for in a minute, and at once.</summary>
    public sealed class LimitSettings
    {
        public bool Enabled { get; init; } = true;

        /// <summary>Reads that have to be made; what is kept is not counted.</summary>
        public int Reads { get; init; } = 6000;
        public int Searches { get; init; } = 1200;

        /// <summary>Replies and other writes without a key. High: a whole town may send from one address on the last evening.</summary>
        public int Sends { get; init; } = 6000;
        public int AttachedMegabytes { get; init; } = 2048;

        /// <summary>Letters that one address has sent to whatever address it types, as to follow a hearing. In an hour.</summary>
        public int Letters { get; init; } = 60;
        public int Staff { get; init; } = 60_000;

        internal bool AnyBelowOne => new[] { Reads, Searches, Sends, AttachedMegabytes, Letters, Staff }.Min() < 1;
    }

    /// <exception cref="WrongSetting">The first that cannot be as it is.</exception>
    internal static Settings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (Unreadable(section, typeof(Settings)) is { } wrong)
        {
            throw new WrongSetting(wrong);
        }
        var settings = section.Get<Settings>() ?? new Settings();
        return settings.Problem() is { } problem ? throw new WrongSetting(problem) : settings;
    }

    /// <summary>The first value that is none of its kind, as a sentence that names the setting and what it may be.</summary>
    private static string? Unreadable(IConfigurationSection section, Type settings) =>
        settings
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => property.CanWrite)
            .Select(property => (Given: section.GetSection(property.Name), property.PropertyType))
            .Select(one =>
                one.PropertyType.IsClass && one.PropertyType != typeof(string) ? Unreadable(one.Given, one.PropertyType)
                : one.Given.Value is { } given
                && !(given.Length == 0 && Nullable.GetUnderlyingType(one.PropertyType) is not null)
                && Expected(given, Nullable.GetUnderlyingType(one.PropertyType) ?? one.PropertyType) is { } kind
                    ? $"{one.Given.Path} must be {kind}, and is '{given}'"
                : null
            )
            .FirstOrDefault(static wrong => wrong is not null);

    /// <summary>What may stand there; null when it does.</summary>
    private static string? Expected(string given, Type type) =>
        type == typeof(int) ? (int.TryParse(given, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? null : "a whole number")
        : type == typeof(bool) ? (bool.TryParse(given, out _) ? null : "true or false")
        : !type.IsEnum || Enum.GetNames(type).Contains(given, StringComparer.OrdinalIgnoreCase) ? null
        : "one of " + string.Join(", ", Enum.GetNames(type).Select(static name => char.ToLowerInvariant(name[0]) + name[1..]));

    /// <summary>The first thing that is wrong, as a sentence for the operator; null when all is well.</summary>
    public string? Problem() =>
        this switch
        {
            { BootstrapKey: { Length: > 0 and < 32 } } => "Consultation:BootstrapKey must be at least 32 characters",
            { DatabaseProvider: DatabaseProvider.SqlServer, Database: null or "" } => "Consultation:Database is needed for sqlserver",
            { WriteQueueLength: < 1 } => "Consultation:WriteQueueLength must be at least 1",
            { AnswerMegabytes: < 0 } => "Consultation:AnswerMegabytes cannot be negative",
            { LeaseSeconds: < 1 } => "Consultation:LeaseSeconds must be at least 1",
            { AttachmentBytes: < 1 } => "Consultation:AttachmentBytes must be at least 1",
            { ReviewDays: < 1 } => "Consultation:ReviewDays must be at least 1",
            { LeastDays: < 0 } => "Consultation:LeastDays cannot be negative",
            { PublicUrl: { Length: > 0 } url } when !Uri.TryCreate(url, UriKind.Absolute, out _) =>
                "Consultation:PublicUrl must be an absolute address",
            { Evening: { Waiting: < 1 } or { WaitSeconds: < 1 } or { WellSeconds: < 1 } } =>
                "Consultation:Evening must be at least 1 each (Automatic=false turns it off)",
            { RateLimits.AnyBelowOne: true } => "Consultation:RateLimits must be at least 1 each (Enabled=false turns them off)",
            { KnownProxies: { Length: > 0 } proxies } when Http.Proxies.Options(proxies) is null =>
                "Consultation:KnownProxies must be addresses or networks, separated by commas",
            _ when Mail.Problem(PublicUrl) is { } problem => problem,
            _ when !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _) => $"Consultation:TimeZone '{TimeZone}' is not known",
            _ => null,
        };
}
