using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Consultation.Api.Http;

namespace Consultation.Api.Commands;

/// <summary>Unpacks a backup into an empty folder, holding every entry against the manifest. The file may be anything at all.</summary>
internal static class BackupReader
{
    private const int Piece = 128 * 1024;
    private const int MostManifestBytes = 256 * 1024 * 1024;

    /// <summary>Throws <see cref="ToolException"/> for what is no backup, or not the one that was made.</summary>
    public static async Task<BackupManifest> Unpack(
        string path,
        string folder,
        Spectre.Console.ProgressContext progress,
        CancellationToken cancellation
    )
    {
        try
        {
            await using var file = File.OpenRead(path);
            await using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var manifest = await ReadManifest(zip, cancellation);
            if (zip.Entries.Count != manifest.Entries.Count + 1)
            {
                throw Damaged("it holds other files than it tells of");
            }
            var task = progress.AddTask("Unpacking", maxValue: Math.Max(1, manifest.Entries.Sum(entry => (double)entry.Size)));
            foreach (var told in manifest.Entries)
            {
                await Unpack(zip, told, folder, task.Increment, cancellation);
            }
            return manifest;
        }
        catch (InvalidDataException problem)
        {
            throw Damaged(problem.Message);
        }
    }

    private static async Task<BackupManifest> ReadManifest(ZipArchive zip, CancellationToken cancellation)
    {
        var entry = zip.GetEntry(BackupManifest.EntryName) ?? throw new ToolException("This is no backup: it has no manifest.");
        if (entry.Length > MostManifestBytes)
        {
            throw Damaged("its manifest is too long");
        }
        try
        {
            await using var content = await entry.OpenAsync(cancellation);
            var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(content, Json.Options, cancellation);
            return manifest is { Format: BackupManifest.CurrentFormat }
                ? manifest
                : throw new ToolException(
                    $"The backup has form {manifest?.Format}, and this program reads {BackupManifest.CurrentFormat}."
                );
        }
        catch (JsonException)
        {
            throw Damaged("its manifest cannot be read");
        }
    }

    private static async Task Unpack(
        ZipArchive zip,
        BackupManifest.Entry told,
        string folder,
        Action<double> tell,
        CancellationToken cancellation
    )
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var to = Path.GetFullPath(Path.Combine(root, told.Name));
        var named = told.Name == BackupManifest.DatabaseName || told.Name.StartsWith(BackupManifest.DataPrefix, StringComparison.Ordinal);
        if (
            !named
            || !to.StartsWith(root, StringComparison.Ordinal)
            || told.Name.Split('/').Contains("..", StringComparer.Ordinal)
            || File.Exists(to)
        )
        {
            throw Damaged($"it holds '{told.Name}'");
        }
        var entry = zip.GetEntry(told.Name) ?? throw Damaged($"'{told.Name}' is missing");
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
                throw Damaged($"'{told.Name}' is longer than told");
            }
            hash.AppendData(piece, 0, read);
            await file.WriteAsync(piece.AsMemory(0, read), cancellation);
            tell(read);
        }
        if (left != 0 || Convert.ToHexStringLower(hash.GetHashAndReset()) != told.Sha256)
        {
            throw Damaged($"'{told.Name}' is not as it was packed");
        }
        file.Flush(flushToDisk: true);
    }

    private static ToolException Damaged(string why) => new($"The backup is damaged: {why}. Nothing was changed.");
}
