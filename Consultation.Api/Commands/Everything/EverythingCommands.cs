using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Consultation.Api.Data;

namespace Consultation.Api.Commands.Everything;

/// <summary><c>export --everything &lt;file&gt;</c> and <c>import --everything &lt;file&gt;</c></summary>
internal static class EverythingCommands
{
    public static Option<FileInfo?> Option(string description) => new("--everything") { Description = description };

    /// <summary>Either the whole installation, or what the command needs and may take for one hearing.</summary>
    public static void EitherOr(CommandResult called, Option<FileInfo?> everything, IEnumerable<Symbol> needed, IEnumerable<Symbol> taken)
    {
        if (called.GetResult(everything) is null)
        {
            foreach (var missing in needed.Where(one => !IsGiven(called, one)))
            {
                called.AddError($"'{missing.Name}' is needed, or --everything <file>.");
            }
            return;
        }
        foreach (var other in needed.Concat(taken).Where(one => IsGiven(called, one)))
        {
            called.AddError($"--everything takes all there is, and no '{other.Name}'.");
        }
    }

    public static async Task<int> Export(FileInfo file, CancellationToken cancellation)
    {
        await using var session = await Session.Begin(migrated: false);
        var export = new ExportEverything(
            session.Settings,
            session.Services.GetRequiredService<Database>(),
            session.Services.GetRequiredService<TimeProvider>()
        )
        {
            Warn = Console.Error.WriteLine,
        };
        var made = await Session
            .Bar()
            .StartAsync(async progress =>
            {
                var task = progress.AddTask("Exporting", maxValue: 1);
                var manifest = await export.Write(file.FullName, share => task.Value = share, cancellation);
                task.Value = 1;
                return manifest;
            });
        Console.WriteLine(file.FullName);
        Console.WriteLine(made.Sum);
        await Tell(made);
        await Console.Error.WriteLineAsync($"Not in it, because they are made anew: {string.Join(", ", made.Left.Keys)}.");
        if (made.SecretKeyIsSetting)
        {
            await Console.Error.WriteLineAsync("The key of the receipts is a setting (SecretKey) and is NOT in here: keep it as well.");
        }
        return Tool.ExitCode(true);
    }

    public static async Task<int> Import(FileInfo file, CancellationToken cancellation)
    {
        await using var session = await Session.Begin(migrated: false);
        var import = new ImportEverything(
            session.Settings,
            session.Services.GetRequiredService<Database>(),
            session.Services.GetRequiredService<TimeProvider>()
        );
        var taken = await Session
            .Bar()
            .StartAsync(async progress =>
            {
                var task = progress.AddTask("Importing", maxValue: 1);
                return await import.Read(file.FullName, (what, share) => (task.Description, task.Value) = (what, share), cancellation);
            });
        Console.WriteLine($"equal {taken.Sum}");
        await Tell(taken);
        await Console.Error.WriteLineAsync(
            $"As of {taken.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}. The index of search is built "
                + "anew when the server starts; until it is done, searches find less."
        );
        return Tool.ExitCode(true);
    }

    private static Task Tell(EverythingManifest manifest) =>
        Console.Error.WriteLineAsync(
            $"{manifest.Tables.Count} tables, {manifest.Tables.Sum(table => table.Rows)} rows, {manifest.Files.Count} files."
        );

    private static bool IsGiven(CommandResult called, Symbol symbol) =>
        symbol switch
        {
            Argument argument => called.GetResult(argument) is { Tokens.Count: > 0 },
            Option option => called.GetResult(option) is { Implicit: false },
            _ => false,
        };
}
