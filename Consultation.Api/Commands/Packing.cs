using System.IO.Compression;
using System.Security.Cryptography;
using Consultation.Api.Data;

namespace Consultation.Api.Commands;

/// <summary>Files into a zip and out of it, each with its checksum.</summary>
internal static class Packing
{
    private const int Piece = 128 * 1024;

    /// <summary>A copy of SQLite's database as it is at one moment, which is sound.</summary>
    public static async Task CopyDatabase(string database, string to, CancellationToken cancellation)
    {
        if (!File.Exists(database))
        {
            throw new ToolException($"There is no database at {database}.");
        }
        Aside.Create(to).Dispose(); // Ours alone, before anything is in it.
        await Task.Run(() => SqliteCopy.Write(database, to), cancellation);
        if (SqliteCopy.FaultOf(to) is { } fault)
        {
            throw new ToolException($"The database is damaged ({fault}). No copy was made of it.");
        }
    }

    /// <summary>Null when the file has gone meanwhile.</summary>
    public static async Task<BackupManifest.Entry?> Add(
        ZipArchive zip,
        string name,
        string path,
        Action<double> tell,
        CancellationToken cancellation
    )
    {
        FileStream from;
        try
        {
            from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, Piece);
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        await using (from)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var into = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
            var piece = new byte[Piece];
            var size = 0L;
            int read;
            while ((read = await from.ReadAsync(piece, cancellation)) > 0)
            {
                hash.AppendData(piece, 0, read);
                await into.WriteAsync(piece.AsMemory(0, read), cancellation);
                size += read;
                tell(read);
            }
            return new BackupManifest.Entry
            {
                Name = name,
                Size = size,
                Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()),
            };
        }
    }

    /// <summary>Throws <see cref="InvalidDataException"/> when the zip does not hold the file as it is told of.</summary>
    public static async Task Unpack(
        ZipArchive zip,
        BackupManifest.Entry told,
        string folder,
        Action<double> tell,
        CancellationToken cancellation
    )
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var to = Path.GetFullPath(Path.Combine(root, told.Name));
        if (!IsPlain(told.Name) || !to.StartsWith(root, StringComparison.Ordinal) || File.Exists(to))
        {
            throw new InvalidDataException($"it holds '{told.Name}'");
        }
        var entry = zip.GetEntry(told.Name) ?? throw new InvalidDataException($"'{told.Name}' is missing");
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var from = await entry.OpenAsync(cancellation);
        await using var file = Aside.Create(to);
        var piece = new byte[Piece];
        var left = told.Size;
        int read;
        while ((read = await from.ReadAsync(piece, cancellation)) > 0)
        {
            left -= read;
            if (left < 0)
            {
                throw new InvalidDataException($"'{told.Name}' is longer than told");
            }
            hash.AppendData(piece, 0, read);
            await file.WriteAsync(piece.AsMemory(0, read), cancellation);
            tell(read);
        }
        if (left != 0 || Convert.ToHexStringLower(hash.GetHashAndReset()) != told.Sha256)
        {
            throw new InvalidDataException($"'{told.Name}' is not as it was packed");
        }
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// A name that stays below whatever folder it is put into, on every system, and is none of a database's: somebody may have made the zip by
    /// hand.
    /// </summary>
    private static bool IsPlain(string name) =>
        name.IndexOfAny(['\\', ':', '\0']) < 0
        && name.Split('/').All(part => part is not ("" or "." or ".."))
        && !Path.GetFileName(name).StartsWith(DataFiles.DatabaseName, StringComparison.OrdinalIgnoreCase);
}
