using System.CommandLine;
using System.Globalization;
using Consultation.Api.Data;
using Consultation.Api.Texts;
using Consultation.Domain;
using FluentValidation;
using Microsoft.Data.Sqlite;

namespace Consultation.Api.Commands;

/// <summary>
/// The program as its own tool: the same settings, database and use cases as the server, which may be running beside it. Results go to
/// standard output, progress and complaints to standard error. Exit code 0: done; 1: not done, or something is off; 2: called wrongly.
/// </summary>
public static class Tool
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int CalledWrongly = 2;

    /// <summary>A first word without dashes is a command; <c>--urls</c> and the like are the server's settings.</summary>
    public static bool IsCalled(IReadOnlyList<string> args) =>
        args.Count > 0 && (args[0][..1] != "-" || args[0] is "--help" or "-h" or "-?");

    public static async Task<int> Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var call = Commands().Parse(args);
        if (call.Errors.Count > 0)
        {
            foreach (var error in call.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }
            await Console.Error.WriteLineAsync("Ask with --help for what can be given.");
            return CalledWrongly;
        }
        try
        {
            return await call.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync(InPlainWords(problem));
            return Failed;
        }
    }

    private static RootCommand Commands() =>
        new("Public hearings: the server's own tool. Without a command the server is started.")
        {
            KeyCommands.Make(),
            UserCommands.Make(),
            ImportCommand.Make(),
            ExportCommand.Make(),
            RecountCommand.Make(),
            EveningCommand.Make(),
            MigrateCommand.Make(),
            HealthCommand.Make(),
            BackupCommand.Make(),
            RestoreCommand.Make(),
        };

    private static string InPlainWords(Exception problem) =>
        problem switch
        {
            ToolException or CannotStart => problem.Message,
            Refusal refusal => Messages.Of(refusal),
            ValidationException invalid => string.Join(
                Environment.NewLine,
                invalid.Errors.Select(e => $"{e.PropertyName}: {e.ErrorMessage}")
            ),
            Unavailable { InnerException: { } cause } gone => $"{gone.Message} ({cause.Message})",
            SqliteException { SqliteErrorCode: 11 or 26 } => "The database is damaged: see \"Database damaged\" in deploy/RUNBOOK.md.",
            SqliteException broken => $"The database cannot be used: {broken.Message}",
            OperationCanceledException => "Stopped.",
            UnauthorizedAccessException or IOException or InvalidOperationException or Unavailable => problem.Message,
            _ => $"It failed: {problem.Message} ({problem.GetType().Name})",
        };

    /// <summary>0 when all is well.</summary>
    internal static int ExitCode(bool well) => well ? Done : Failed;
}

/// <summary>Why a command cannot be carried out, in the operator's words.</summary>
internal sealed class ToolException(string message) : Exception(message);
