using System.CommandLine;
using System.Globalization;
using Consultation.Api.Data;
using Consultation.Api.Http;

namespace Consultation.Api.Commands;

/// <summary>
/// <c>restore &lt;file.zip&gt; [--force]</c>: unpacks aside, checks every sum and the whole database, and only then puts anything in place. What
/// was there before lies in <c>.before-…</c> in the data directory afterwards.
/// </summary>
internal static class RestoreCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "A file that backup made" };
        var force = new Option<bool>("--force") { Description = "Also into a data directory that holds something; that is moved aside" };
        var command = new Command("restore", "Puts a backup into the data directory; the server must not be running") { file, force };
        command.SetAction(
            async (call, cancellation) =>
            {
                await using var session = await Session.Begin(migrated: false);
                var data = new DataFiles(session.Settings);
                var from = call.GetRequiredValue(file);
                if (!from.Exists)
                {
                    throw new ToolException($"There is no file {from.FullName}.");
                }
                if (!data.IsEmpty && !call.GetValue(force))
                {
                    throw new ToolException($"{data.Directory} is not empty. --force moves what is there aside and restores.");
                }
                var manifest = await Restore(from.FullName, data, session, cancellation);
                Console.WriteLine(data.Directory);
                await Console.Error.WriteLineAsync(
                    $"Restored as of {manifest.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}."
                );
                if (!manifest.HoldsDatabase)
                {
                    await Console.Error.WriteLineAsync(
                        "Restored are files and keys. The database is SQL Server's: restore its own backup too."
                    );
                }
                if (manifest.SecretKeyIsSetting && session.Settings.SecretKey is not { Length: > 0 })
                {
                    await Console.Error.WriteLineAsync(
                        "The key of the receipts was a setting (SecretKey). Set the same here, or no receipt can be verified."
                    );
                }
                return Tool.ExitCode(true);
            }
        );
        return command;
    }

    private static async Task<BackupManifest> Restore(string from, DataFiles data, Session session, CancellationToken cancellation)
    {
        var stamp = session
            .Services.GetRequiredService<TimeProvider>()
            .GetUtcNow()
            .UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        var staging = Path.Combine(data.Directory, $".restoring-{stamp}");
        Directory.CreateDirectory(staging);
        try
        {
            var manifest = await Session
                .Bar()
                .StartAsync(async progress =>
                {
                    var unpacked = await BackupReader.Unpack(from, staging, progress, cancellation);
                    var checking = progress.AddTask("Checking the database", maxValue: 1);
                    await Task.Run(() => Check(unpacked, staging, data), cancellation);
                    checking.Value = 1;
                    return unpacked;
                });
            Put(manifest, staging, Path.Combine(data.Directory, $".before-{stamp}"), data);
            return manifest;
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private static void Check(BackupManifest manifest, string staging, DataFiles data)
    {
        if (manifest.HoldsDatabase != data.Database is not null)
        {
            throw new ToolException(
                manifest.HoldsDatabase
                    ? "The backup is of SQLite, and this installation is set to SQL Server (DatabaseProvider)."
                    : "The backup is of an installation on SQL Server, and this one is set to SQLite (DatabaseProvider)."
            );
        }
        if (manifest.HoldsDatabase && SqliteCopy.FaultOf(Path.Combine(staging, BackupManifest.DatabaseName)) is { } fault)
        {
            throw new ToolException($"The database in the backup is damaged ({fault}). Nothing was changed.");
        }
        if (data.Database is { } path && File.Exists(path) && SqliteCopy.IsInUse(path))
        {
            throw new ToolException($"{path} is in use. Stop the server first. Nothing was changed.");
        }
    }

    /// <summary>Moves within the directory, which may be a mount of its own: what was there out of the way, then what is new in.</summary>
    private static void Put(BackupManifest manifest, string staging, string before, DataFiles data)
    {
        if (!data.IsEmpty)
        {
            Directory.CreateDirectory(before);
            foreach (
                var path in Directory.EnumerateFileSystemEntries(data.Directory).Where(path => Path.GetFileName(path)[0] != '.').ToArray()
            )
            {
                Directory.Move(path, Path.Combine(before, Path.GetFileName(path)));
            }
        }
        if (data.Database is { } database)
        {
            foreach (var one in (string[])[database, database + "-wal", database + "-shm"])
            {
                if (File.Exists(one))
                {
                    File.Move(one, Path.Combine(before, Path.GetFileName(one))); // It lies outside the data directory.
                }
            }
            Directory.CreateDirectory(Path.GetDirectoryName(database)!);
            File.Move(Path.Combine(staging, BackupManifest.DatabaseName), database);
        }
        foreach (var entry in manifest.Entries.Where(entry => entry.Name.StartsWith(BackupManifest.DataPrefix, StringComparison.Ordinal)))
        {
            var to = Path.Combine(data.Directory, entry.Name[BackupManifest.DataPrefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(Path.Combine(staging, entry.Name), to);
        }
        Installation.MarkRestored(data.Directory);
    }
}
