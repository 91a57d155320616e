using System.IO.Compression;
using System.Text.Json;
using Consultation.Api.Http;

namespace Consultation.Api.Commands;

/// <summary>Unpacks a backup into an empty folder, holding every entry against the manifest. The file may be anything at all.</summary>
internal static class BackupReader
{
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
                if (told.Name != BackupManifest.DatabaseName && !told.Name.StartsWith(BackupManifest.DataPrefix, StringComparison.Ordinal))
                {
                    throw Damaged($"it holds '{told.Name}'");
                }
                await Packing.Unpack(zip, told, folder, task.Increment, cancellation);
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

    private static ToolException Damaged(string why) => new($"The backup is damaged: {why}. Nothing was changed.");
}
