using Consultation.Api.Data;
using Consultation.Api.Example;
using Consultation.Api.Features.Keys;
using Consultation.Api.Features.Search;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api;

/// <summary>What happens once, before the first request.</summary>
internal sealed class Start(
    Database database,
    Worker worker,
    IJobs jobs,
    IMediator mediator,
    ExampleHearings example,
    CurrentUser user,
    Settings settings,
    IHostEnvironment environment,
    ILogger<Start> log
)
{
    /// <exception cref="CannotStart">The program cannot run on its database.</exception>
    public async Task Run()
    {
        database.Check(settings.DataDirectory);
        user.IsJob("start");
        await PrepareDatabase();
        await mediator.Send(new KeepBootstrapKey.Command(settings.BootstrapKey));
        await mediator.Send(new RebuildSearch.Command(Anew: false));
        if (environment.IsDevelopment())
        {
            await example.OpenIfEmpty();
        }
        foreach (var queue in Work.Queues)
        {
            if (await worker.NextDue(queue) is { } due)
            {
                await jobs.Wake(queue, due);
            }
        }
    }

    private async Task PrepareDatabase()
    {
        try
        {
            if (!settings.MigrateAtStart)
            {
                await database.MustBeCurrent();
                return;
            }
            if (await database.Migrate() is { Count: > 0 } applied)
            {
                log.LogInformation("Applied migrations {Names}", string.Join(", ", applied));
            }
            await jobs.Migrate();
        }
        catch (InvalidOperationException told)
        {
            throw new DatabaseUnusable(told.Message, told); // It is older or newer than the program, not set up for it, or a migration was changed.
        }
        catch (Unavailable closed)
        {
            throw new DatabaseUnusable($"{closed.Message} {closed.InnerException?.Message}".TrimEnd(), closed);
        }
    }
}
