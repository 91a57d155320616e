namespace Consultation.Api.Commands.Everything;

/// <summary>
/// What a whole installation's file holds, as its entry <c>everything.json</c>: <c>tables/&lt;name&gt;.jsonl</c> for each table that is carried, and
/// <c>data/…</c> as in a backup. The entry <c>everything.sha256</c> is the SHA-256 of this one.
/// </summary>
internal sealed record EverythingManifest
{
    public const string EntryName = "everything.json";
    public const string SumName = "everything.sha256";
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    /// <summary>When it was begun to be written, soon before the moment of which it is.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    public required DatabaseProvider From { get; init; }

    /// <summary>Names of the migrations that the database has.</summary>
    public required IReadOnlyList<string> Schema { get; init; }

    /// <summary>Tells one key of receipts from another, and nothing of the key; null when there was none yet.</summary>
    public string? SecretKeyMark { get; init; }

    /// <summary>True when receipts are derived from a key that is a setting, and so not in here.</summary>
    public required bool SecretKeyIsSetting { get; init; }
    public required IReadOnlyList<Table> Tables { get; init; }

    /// <summary>Tables that are not in here nor in the sum, with the reason.</summary>
    public required IReadOnlyDictionary<string, string> Left { get; init; }
    public required IReadOnlyList<BackupManifest.Entry> Files { get; init; }

    /// <summary>One checksum over all the tables' (<see cref="Data.Moving.TableSum.Whole"/>).</summary>
    public required string Sum { get; init; }

    public static string EntryOf(string table) => $"tables/{table}.jsonl";

    public sealed record Table
    {
        public required string Name { get; init; }

        /// <summary>Names, in the order in which a line has the values.</summary>
        public required IReadOnlyList<string> Columns { get; init; }
        public required long Rows { get; init; }

        /// <summary>The checksum of its rows (<see cref="Data.Moving.TableSum"/>).</summary>
        public required string Sum { get; init; }
    }
}
