namespace Consultation.Api.Jobs;

/// <summary>
/// The engine that wakes our own durable work up; it holds nothing that would be missed if it lost its memory.
/// </summary>
internal interface IJobs
{
    /// <summary>Drains the queue at the instant (at once when that has passed), or earlier if an earlier one is armed.</summary>
    Task Wake(string queue, DateTimeOffset at);

    /// <summary>Makes what the engine keeps in the database, by whoever may change tables. Doing it again changes nothing.</summary>
    Task Migrate() => Task.CompletedTask;
}

/// <summary>Tells the engine of work that commands have added, and at start of what the tables hold already.</summary>
internal sealed class Waking(Data.Database database, IJobs jobs, Alarms alarms, ILogger<Waking> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        database.Committed += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        database.Committed -= Tell;
        return Task.CompletedTask;
    }

    private void Tell(Data.Effects effects)
    {
        foreach (var (queue, dueAt) in effects.Work)
        {
            if (alarms.Set(queue, dueAt))
            {
                _ = WakeQuietly(queue, dueAt);
            }
        }
    }

    /// <summary>The work lies in its table: a wake-up that fails is made good by the next look.</summary>
    private async Task WakeQuietly(string queue, DateTimeOffset dueAt)
    {
        try
        {
            await jobs.Wake(queue, dueAt);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            log.LogWarning(problem, "Could not arm queue {Queue}", queue);
        }
    }
}
