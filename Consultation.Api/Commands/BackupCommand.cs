using System.CommandLine;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Consultation.Api.Data;
using Consultation.Api.Http;
using Consultation.Domain;

namespace Consultation.Api.Commands;

/// <summary>
/// <c>backup &lt;file.zip&gt;</c>: the database as it is at one moment, then the files. A file is on disk before a row names it, so all that the
/// snapshot names is packed. The server may go on; nothing of it waits.
/// </summary>
internal static class BackupCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "The zip to write; it must not be there yet" };
        var command = new Command("backup", "Packs the database, the keys and the attachments into one file") { file };
        command.SetAction(
            async (call, cancellation) =>
            {
                await using var session = await Session.Begin(migrated: false);
                var to = call.GetRequiredValue(file).FullName;
                if (File.Exists(to))
                {
                    throw new ToolException($"{to} is there already. Choose another name.");
                }
                var data = new DataFiles(session.Settings);
                if (data.IsEmpty)
                {
                    throw new ToolException($"There is nothing in {data.Directory}. Is Consultation__DataDirectory the one of the server?");
                }
                var made = await Session.Bar().StartAsync(progress => Write(to, data, session, progress, cancellation));
                Console.WriteLine(to);
                await Console.Error.WriteLineAsync(
                    $"{made.Entries.Count} files, {made.Entries.Sum(entry => entry.Size) / 1e6:0.0} MB unpacked."
                );
                if (!made.HoldsDatabase)
                {
                    await Console.Error.WriteLineAsync(
                        "The database is SQL Server's and is NOT in here: back it up with BACKUP DATABASE. Packed are the files and keys that belong to it."
                    );
                }
                if (made.SecretKeyIsSetting)
                {
                    await Console.Error.WriteLineAsync(
                        "The key of the receipts is a setting (SecretKey) and is NOT in here: keep it as well."
                    );
                }
                return Tool.ExitCode(true);
            }
        );
        return command;
    }

    private static async Task<BackupManifest> Write(
        string to,
        DataFiles data,
        Session session,
        Spectre.Console.ProgressContext progress,
        CancellationToken cancellation
    )
    {
        var copying = progress.AddTask("Copying the database", maxValue: 1);
        var snapshot = $"{to}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.db.part";
        try
        {
            if (data.Database is { } database)
            {
                await Packing.CopyDatabase(database, snapshot, cancellation);
            }
            copying.Value = 1;
            var names = data.Others().ToArray();
            var total = names.Sum(name => new FileInfo(Path.Combine(data.Directory, name)) is { Exists: true } file ? file.Length : 0);
            var packing = progress.AddTask(
                "Packing",
                maxValue: Math.Max(1, total + (data.Database is null ? 0 : new FileInfo(snapshot).Length))
            );
            BackupManifest? manifest = null;
            await Aside.Write(
                to,
                async stream =>
                {
                    await using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
                    var entries = new List<BackupManifest.Entry>();
                    if (data.Database is not null)
                    {
                        entries.Add((await Packing.Add(zip, BackupManifest.DatabaseName, snapshot, packing.Increment, cancellation))!);
                    }
                    foreach (var name in names)
                    {
                        // What an import has just done with is gone, and nothing names it.
                        if (
                            await Packing.Add(
                                zip,
                                BackupManifest.DataPrefix + name,
                                Path.Combine(data.Directory, name),
                                packing.Increment,
                                cancellation
                            ) is
                            { } entry
                        )
                        {
                            entries.Add(entry);
                        }
                    }
                    manifest = new BackupManifest
                    {
                        Format = BackupManifest.CurrentFormat,
                        CreatedAt = Instants.Floor(session.Services.GetRequiredService<TimeProvider>().GetUtcNow()),
                        HoldsDatabase = data.Database is not null,
                        SecretKeyIsSetting = session.Settings.SecretKey is { Length: > 0 },
                        Entries = entries,
                    };
                    await using var last = await zip.CreateEntry(BackupManifest.EntryName).OpenAsync(cancellation);
                    await JsonSerializer.SerializeAsync(last, manifest, Json.Options, cancellation);
                }
            );
            packing.Value = packing.MaxValue;
            return manifest!;
        }
        finally
        {
            File.Delete(snapshot);
        }
    }
}
