using Quartz;

namespace Consultation.Api.Jobs.Quartz;

/// <summary>Quartz.NET in process with its memory store: armed from our own rows at start and on change.</summary>
internal sealed class QuartzJobs(ISchedulerFactory schedulers) : IJobs
{
    public async Task Wake(string queue, DateTimeOffset at)
    {
        var scheduler = await schedulers.GetScheduler();
        var trigger = TriggerBuilder.Create().ForJob(queue).WithIdentity(queue).StartAt(at).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier);
    }
}

/// <summary>One job a queue; Quartz never runs the same one twice at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class DrainJob(Worker worker, IJobs jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var queue = context.JobDetail.Key.Name;
        await worker.Drain(queue, cancellationToken);
        if (await worker.NextDue(queue) is { } next)
        {
            await jobs.Wake(queue, next);
        }
    }
}

[DisallowConcurrentExecution]
internal sealed class TidyJob(Housekeeper housekeeper) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        new(housekeeper.Tidy(cancellationToken));
}
