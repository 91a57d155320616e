using Consultation.Api.Jobs.Hangfire;
using Consultation.Api.Pipeline;
using Hangfire;
using Hangfire.SqlServer;

namespace Consultation.Api.Jobs;

/// <summary>The engine that this build has; the one name of it that others use.</summary>
internal static class JobEngine
{
    /// <summary>How often each queue is looked at whatever was armed: leases that ran out, work of other nodes.</summary>
    private const string Look = "*/5 * * * * *";

    /// <summary>A job that was done is told on the dashboard for so long; what became of the work stands in our own tables.</summary>
    private static readonly TimeSpan Told = TimeSpan.FromHours(1);

    public static void AddJobEngine(this IServiceCollection services)
    {
        services.AddSingleton(StorageOf);
        services.AddSingleton<JobStorage>(provider => provider.GetRequiredService<SqlServerStorage>());
        services.AddHangfire(
            (provider, hangfire) =>
                hangfire
                    .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
                    .UseSimpleAssemblyNameTypeSerializer()
                    .UseRecommendedSerializerSettings()
                    .UseStorage(provider.GetRequiredService<SqlServerStorage>())
                    .WithJobExpirationTimeout(Told)
        );
        // The server of what cannot wait has no other work, so that a long import never stands in the way of a deadline.
        services.AddHangfireServer(options => Serve(options, Work.Queues.Take(1)));
        services.AddHangfireServer(options =>
        {
            Serve(options, Work.Queues.Skip(1));
            options.IsLightweightServer = true; // The first one looks after clocks and leftovers for both.
        });
        services.AddSingleton<Drains>();
        services.AddSingleton<IJobs, HangfireJobs>();
        services.AddHostedService<RegularJobs>();
    }

    /// <summary>The engine's own pages, for administrators.</summary>
    public static void MapJobEngine(this WebApplication app) =>
        app.MapHangfireDashboard(
                "/staff/jobs",
                new DashboardOptions
                {
                    Authorization = [new ForOperators()],
                    AppPath = "/staff",
                    DisplayStorageConnectionString = false,
                }
            )
            .WithMetadata(new RequiresAttribute(Permission.Operate));

    private static SqlServerStorage StorageOf(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<Settings>();
        if (settings.DatabaseProvider != DatabaseProvider.SqlServer)
        {
            throw new WrongSetting(
                "This build wakes its jobs by Hangfire, which keeps them in SQL Server: set Consultation:DatabaseProvider to sqlserver, or use the "
                    + "build without JobEngine=Hangfire"
            );
        }
        return new SqlServerStorage(
            settings.Database,
            new SqlServerStorageOptions
            {
                // Tables are made by IJobs.Migrate, under the login that may.
                PrepareSchemaIfNecessary = false,
                QueuePollInterval = TimeSpan.Zero,
                SlidingInvisibilityTimeout = TimeSpan.FromMinutes(5),
                UseRecommendedIsolationLevel = true,
                // What the schema that Migrate makes can do; left to itself the engine asks before the tables are there, and logs an error.
                TryAutoDetectSchemaDependentOptions = false,
                DisableGlobalLocks = true,
                UseIgnoreDupKeyOption = true,
                DeleteExpiredBatchSize = 10_000,
                SqlClientFactory = Microsoft.Data.SqlClient.SqlClientFactory.Instance,
            }
        );
    }

    private static void Serve(BackgroundJobServerOptions options, IEnumerable<string> queues)
    {
        options.Queues = [.. queues];
        // A queue is drained by one at a time, so no more than this can be busy.
        options.WorkerCount = options.Queues.Length;
        options.SchedulePollingInterval = TimeSpan.FromSeconds(1);
        options.ServerName = $"{Environment.MachineName}:{Environment.ProcessId}:{options.Queues[0]}";
    }

    /// <summary>The jobs that come again, written down once the tables are there; the same for each node.</summary>
    private sealed class RegularJobs(IRecurringJobManager jobs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            var first = Work.Queues[0];
            jobs.AddOrUpdate<HangfireJobs.Regular>("look", first, regular => regular.Look(CancellationToken.None), Look);
            jobs.AddOrUpdate<HangfireJobs.Regular>("tidy", Work.Queues[^1], regular => regular.Tidy(CancellationToken.None), Cron.Hourly());
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
