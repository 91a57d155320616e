using Consultation.Api.Data;

namespace Consultation.Api.Commands;

/// <summary>What belongs to an installation besides its settings: the database file and all else in the data directory.</summary>
internal sealed class DataFiles(Settings settings)
{
    public const string DatabaseName = "consultation.db";

    /// <summary>Where SQLite's file is unless a setting says otherwise; one that lies there although it does is left over from before.</summary>
    private readonly string _usual = Path.GetFullPath(Path.Combine(settings.DataDirectory, DatabaseName));

    public string Directory { get; } = Path.GetFullPath(settings.DataDirectory);

    /// <summary>The SQLite file; null on SQL Server.</summary>
    public string? Database { get; } =
        settings.DatabaseProvider == DatabaseProvider.SqlServer ? null
        : settings.Database is { } connection ? SqliteCopy.FileOf(connection)
        : Path.GetFullPath(Path.Combine(settings.DataDirectory, DatabaseName));

    /// <summary>
    /// Names below the directory, with slashes: the key of receipts, the keys of forms, attachments, files of imports. Not the database
    /// with its log, nothing that is half written (<c>.part</c>) or begins with a dot.
    /// </summary>
    public IEnumerable<string> Others() =>
        System.IO.Directory.Exists(Directory)
            ? System
                .IO.Directory.EnumerateFiles(Directory, "*", SearchOption.AllDirectories)
                .Where(path => !IsDatabase(path) && !path.EndsWith(".part", StringComparison.Ordinal))
                .Select(path => Path.GetRelativePath(Directory, path).Replace('\\', '/'))
                .Where(name => name[0] != '.')
                .Order(StringComparer.Ordinal)
            : [];

    /// <summary>Whether anything is there that a restore would replace.</summary>
    public bool IsEmpty => (Database is null || !File.Exists(Database)) && !Others().Any();

    private bool IsDatabase(string path) => IsOf(path, Database) || IsOf(path, _usual);

    private static bool IsOf(string path, string? database) =>
        database is not null
        && (path == database || path == database + "-wal" || path == database + "-shm" || path == database + "-journal");
}
