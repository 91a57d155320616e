using System.CommandLine;
using Consultation.Api.Data;
using Consultation.Api.Jobs;

namespace Consultation.Api.Commands;

/// <summary><c>migrate</c></summary>
internal static class MigrateCommand
{
    public static Command Make()
    {
        var command = new Command("migrate", "Makes the database, or brings it up to date, and prints what was applied");
        command.SetAction(
            async (_, _) =>
            {
                await using var session = await Session.Begin(migrated: false);
                var applied = await session.Services.GetRequiredService<Database>().Migrate();
                await session.Services.GetRequiredService<IJobs>().Migrate();
                foreach (var name in applied)
                {
                    Console.WriteLine(name);
                }
                await Console.Error.WriteLineAsync(
                    applied.Count == 0 ? "The database is up to date." : $"{applied.Count} migrations were applied."
                );
                return Tool.ExitCode(true);
            }
        );
        return command;
    }
}
