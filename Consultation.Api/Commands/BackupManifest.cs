namespace Consultation.Api.Commands;

/// <summary>
/// What a backup holds, as its last entry <c>manifest.json</c>: every other entry with its size and SHA-256 (of the content, not packed).
/// <c>database</c> is the snapshot, <c>data/…</c> lies in the data directory under the same name.
/// </summary>
internal sealed record BackupManifest
{
    public const string EntryName = "manifest.json";
    public const string DatabaseName = "database";
    public const string DataPrefix = "data/";
    public const int CurrentFormat = 1;

    public required int Format { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>False when the database is SQL Server's, which has a backup of its own.</summary>
    public required bool HoldsDatabase { get; init; }

    /// <summary>True when receipts are derived from a key that is a setting, and so not in here.</summary>
    public required bool SecretKeyIsSetting { get; init; }
    public required IReadOnlyList<Entry> Entries { get; init; }

    public sealed record Entry
    {
        public required string Name { get; init; }

        /// <summary>Bytes; a string, as every 64-bit number in our JSON.</summary>
        public required long Size { get; init; }
        public required string Sha256 { get; init; }
    }
}
