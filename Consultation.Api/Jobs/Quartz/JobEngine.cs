using Consultation.Api.Jobs.Quartz;
using Quartz;

namespace Consultation.Api.Jobs;

/// <summary>The engine that this build has; the one name of it that others use.</summary>
internal static class JobEngine
{
    /// <summary>How often each queue is looked at whatever was armed: leases that ran out, work of other nodes.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan TidyAfter = TimeSpan.FromMinutes(1);

    public static void AddJobEngine(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            // What is due already is armed at start. Nobody waits for the rest, and those who come first wait for the processor.
            var looked = TimeProvider.System.GetUtcNow() + Look;
            var tidied = TimeProvider.System.GetUtcNow() + TidyAfter;
            foreach (var queue in Work.Queues)
            {
                quartz.AddJob<DrainJob>(job => job.WithIdentity(queue).StoreDurably());
                quartz.AddTrigger(trigger => trigger.ForJob(queue).WithIdentity(queue, "look").StartAt(looked).WithSimpleSchedule(Look));
            }
            quartz.AddJob<TidyJob>(job => job.WithIdentity("tidy").StoreDurably());
            quartz.AddTrigger(trigger =>
                trigger.ForJob("tidy").WithIdentity("tidy").StartAt(tidied).WithSimpleSchedule(TimeSpan.FromHours(1))
            );
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddSingleton<IJobs, QuartzJobs>();
    }

    /// <summary>This engine has no pages.</summary>
    public static void MapJobEngine(this WebApplication app) => _ = app;
}
