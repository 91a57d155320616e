using Consultation.Api.Data;

namespace Consultation.Api.Commands;

/// <summary>What belongs to an installation besides its settings: the database file and all else in the data directory.</summary>
internal sealed class DataFiles(Settings settings)
{
    public string Directory { get; } = Path.GetFullPath(settings.DataDirectory);

    /// <summary>The SQLite file; null on SQL Server.</summary>
    public string? Database { get; } =
        settings.DatabaseProvider == DatabaseProvider.SqlServer ? null
        : settings.Database is { } connection ? SqliteCopy.FileOf(connection)
        : Path.GetFullPath(Path.Combine(settings.DataDirectory, "consultation.db"));

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

    private bool IsDatabase(string path) =>
        Database is not null
        && path is var one
        && (one == Database || one == Database + "-wal" || one == Database + "-shm" || one == Database + "-journal");
}
