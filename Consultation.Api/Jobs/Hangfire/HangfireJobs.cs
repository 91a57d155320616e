using System.Collections.Concurrent;
using Consultation.Api.Pipeline;
using Hangfire;
using Hangfire.Dashboard;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;

namespace Consultation.Api.Jobs.Hangfire;

/// <summary>Hangfire on our own SQL Server: any node may do what another has armed.</summary>
internal sealed class HangfireJobs(IBackgroundJobClientV2 client, TimeProvider clock, Settings settings) : IJobs
{
    public Task Wake(string queue, DateTimeOffset at)
    {
        if (at <= clock.GetUtcNow())
        {
            client.Enqueue<Drain>(queue, drain => drain.Run(queue, CancellationToken.None));
        }
        else
        {
            client.Schedule<Drain>(queue, drain => drain.Run(queue, CancellationToken.None), at);
        }
        return Task.CompletedTask;
    }

    public async Task Migrate()
    {
        await using var connection = new SqlConnection(settings.Database);
        await connection.OpenAsync();
        // Installs what is missing under a lock of its own; an installation that is up to date is left alone.
        SqlServerObjectsInstaller.Install(connection);
    }

    /// <summary>One look at a queue. It is never tried again by the engine: our own table says when, and how often.</summary>
    [AutomaticRetry(Attempts = 0, LogEvents = false)]
    internal sealed class Drain(Worker worker, IJobs jobs, Drains drains)
    {
        public async Task Run(string queue, CancellationToken cancellationToken)
        {
            if (!drains.Begin(queue))
            {
                return; // Somebody here is at it, and takes what has come meanwhile.
            }
            try
            {
                await worker.Drain(queue, cancellationToken);
            }
            finally
            {
                drains.End(queue);
            }
            if (await worker.NextDue(queue) is { } next)
            {
                await jobs.Wake(queue, next);
            }
        }
    }

    /// <summary>What comes again whatever was armed.</summary>
    [AutomaticRetry(Attempts = 0, LogEvents = false)]
    internal sealed class Regular(Worker worker, IJobs jobs, Drains drains, Housekeeper housekeeper, TimeProvider clock)
    {
        public async Task Look(CancellationToken cancellationToken)
        {
            foreach (var queue in Work.Queues)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!drains.IsBusy(queue) && await worker.NextDue(queue) is { } due && due <= clock.GetUtcNow())
                {
                    await jobs.Wake(queue, due);
                }
            }
        }

        public Task Tidy(CancellationToken cancellationToken) => housekeeper.Tidy(cancellationToken);
    }
}

/// <summary>Which queues are being drained here.</summary>
internal sealed class Drains
{
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);

    public bool Begin(string queue) => _busy.TryAdd(queue, true);

    public void End(string queue) => _busy.TryRemove(queue, out _);

    public bool IsBusy(string queue) => _busy.ContainsKey(queue);
}

/// <summary>Who may see the engine's pages; whoever comes has passed the gate of the pages for staff, where there is one.</summary>
internal sealed class ForOperators : IDashboardAuthorizationFilter
{
    public bool Authorize(DashboardContext context) =>
        context.GetHttpContext().RequestServices.GetRequiredService<CurrentUser>().May(Permission.Operate);
}
