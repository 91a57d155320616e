using System.Diagnostics;
using Consultation.Api.Data;
using Consultation.Api.Features.Evening;
using Consultation.Api.Pipeline;
using Consultation.Api.Telemetry;
using Consultation.Domain;

namespace Consultation.Api.Jobs;

/// <summary>A kind of durable work. It may be run again after it was done, or after half of it was done.</summary>
internal interface IWork
{
    string Kind { get; }

    /// <summary>How often it is tried before it is parked.</summary>
    int MostAttempts => Worker.MostAttempts;

    /// <summary>How long it rests after so many attempts that failed before this one.</summary>
    TimeSpan Wait(int attempts) => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, attempts)));

    Task Run(long subject, Lease lease, CancellationToken cancellation);

    /// <summary>Told when the work is parked: whoever waits for it shall see that it failed.</summary>
    Task GaveUp(long subject) => Task.CompletedTask;
}

/// <summary>The right to do one piece of work until it runs out; renewed by long work in the transactions that it writes.</summary>
internal sealed record Lease(long WorkId, string Holder, TimeSpan Length)
{
    /// <summary>Throws <see cref="LeaseLost"/> when another has taken over, so that what would be written twice is rolled back.</summary>
    public async Task Renew(Db db, DateTimeOffset now)
    {
        var values = new
        {
            Id = WorkId,
            Holder,
            Until = now + Length,
        };
        if (await db.Run(UpdateLease, values) == 0)
        {
            throw new LeaseLost();
        }
    }

    private const string UpdateLease = "update Outbox set LeasedUntil = @Until where Id = @Id and LeasedBy = @Holder and DoneAt is null";
}

/// <summary>Trying again would not help: the work is parked at once.</summary>
internal sealed class Hopeless(string why) : Exception(why);

internal sealed class LeaseLost() : Exception("Another node has taken over this work.");

/// <summary>Does the due work of a queue, one piece at a time, each under a lease; retries with back-off, parks what stays broken.</summary>
internal sealed class Worker(
    Database database,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    Settings settings,
    Alarms alarms,
    EveningMode evening,
    Instruments instruments,
    ILogger<Worker> log
)
{
    public const int MostAttempts = 10;

    // How a try ended, as counted.
    private const string Done = "done";
    private const string Failed = "failed";
    private const string Parked = "parked";
    private const string Lost = "lost";
    private const string GivenBack = "given_back";

    private readonly string _holder = $"{Environment.MachineName}:{Environment.ProcessId}:{Environment.TickCount64}";

    /// <summary>Answers how many pieces were done.</summary>
    public async Task<int> Drain(string queue, CancellationToken cancellation)
    {
        var done = 0;
        alarms.Rang(queue);
        using var resting = Work.Rests(queue) ? evening.UntilOn(cancellation) : null;
        var ends = resting?.Token ?? cancellation;
        // Looked at by reading first: an idle queue writes nothing.
        while (!ends.IsCancellationRequested && await NextDue(queue) <= clock.GetUtcNow() && await Claim(queue) is { } row)
        {
            done += await Measured(row, ends) == Done ? 1 : 0;
        }
        return done;
    }

    /// <summary>When the queue next has something to do; null when nothing waits, or when the queue rests: the engine looks again soon.</summary>
    public async Task<DateTimeOffset?> NextDue(string queue)
    {
        if (Work.Rests(queue) && await evening.IsOn())
        {
            return null;
        }
        var row = await database.Read(db => db.First<DueRow>(SelectNextDue, new { Queue = queue }));
        return row!.DueAt is { } due && !(row.LeasedUntil < due) ? due : row.LeasedUntil;
    }

    private Task<WorkRow?> Claim(string queue) =>
        database.Write(async db =>
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var row = await db.First<WorkRow>(SelectDue, new { Queue = queue, Now = now });
            if (row is null)
            {
                return null;
            }
            var values = new
            {
                row.Id,
                Now = now,
                Holder = _holder,
                Until = now.AddSeconds(settings.LeaseSeconds),
            };
            return await db.Run(UpdateClaimed, values) == 1 ? row : null;
        });

    private async Task<string> Measured(WorkRow row, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var span = Instruments.Spans.StartActivity(row.Kind);
        var outcome = await Do(row, cancellation);
        span?.SetStatus(outcome is Failed or Parked ? ActivityStatusCode.Error : ActivityStatusCode.Unset, outcome);
        instruments.Jobs.Add(1, Instruments.Kind(row.Kind), Instruments.Outcome(outcome));
        instruments.JobSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, Instruments.Kind(row.Kind));
        return outcome;
    }

    private async Task<string> Do(WorkRow row, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsJob(row.Kind);
        var work = scope.ServiceProvider.GetServices<IWork>().Single(work => work.Kind == row.Kind);
        try
        {
            await work.Run(row.Subject, new Lease(row.Id, _holder, TimeSpan.FromSeconds(settings.LeaseSeconds)), cancellation);
            await Settle(UpdateDone, row, null, null);
            return Done;
        }
        catch (LeaseLost)
        {
            return Lost;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The server is stopping, or what can wait waits: the lease is given back, so that whoever is next goes on at once.
            await Settle(UpdateGivenBack, row, null, null);
            return GivenBack;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            var parked = problem is Hopeless || row.Attempts + 1 >= work.MostAttempts;
            log.LogError(problem, "Work {Kind} {Subject} failed{Parked}", row.Kind, row.Subject, parked ? " and is parked" : "");
            await Settle(parked ? UpdateParked : UpdateRetried, row, work.Wait(row.Attempts), problem.Message);
            await (parked ? work.GaveUp(row.Subject) : Task.CompletedTask);
            return parked ? Parked : Failed;
        }
    }

    private Task<int> Settle(string sql, WorkRow row, TimeSpan? wait, string? error)
    {
        var now = Instants.Floor(clock.GetUtcNow());
        return database.Write(db =>
            db.Run(
                sql,
                new
                {
                    row.Id,
                    Holder = _holder,
                    Now = now,
                    DueAt = now + wait,
                    Error = error is { Length: > 2000 } ? error[..2000] : error,
                }
            )
        );
    }

    private sealed record WorkRow
    {
        public required long Id { get; init; }
        public required string Kind { get; init; }
        public required long Subject { get; init; }
        public required int Attempts { get; init; }
    }

    private sealed record DueRow
    {
        /// <summary>Of what nobody has in hand.</summary>
        public DateTimeOffset? DueAt { get; init; }

        /// <summary>When the first of what somebody has in hand is anybody's again.</summary>
        public DateTimeOffset? LeasedUntil { get; init; }
    }

    // Two looks into an index each, however much waits.
    private const string SelectNextDue = """
        select
            (select min(DueAt) from Outbox where Queue = @Queue and LeasedUntil is null and DoneAt is null and ParkedAt is null) as DueAt,
            (select min(LeasedUntil) from Outbox
                where Queue = @Queue and LeasedUntil is not null and DoneAt is null and ParkedAt is null) as LeasedUntil
        """;

    private const string SelectDue = """
        select Id, Kind, Subject, Attempts
        from Outbox {locked}
        where Queue = @Queue and DoneAt is null and ParkedAt is null and DueAt <= @Now and (LeasedUntil is null or LeasedUntil <= @Now)
        order by DueAt, Id
        {first 1}
        """;

    private const string UpdateClaimed = """
        update Outbox set LeasedBy = @Holder, LeasedUntil = @Until, Attempts = Attempts + 1
        where Id = @Id and DoneAt is null and (LeasedUntil is null or LeasedUntil <= @Now)
        """;

    private const string UpdateDone = """
        update Outbox set DoneAt = @Now, LeasedUntil = null, LastError = null where Id = @Id and LeasedBy = @Holder
        """;

    private const string UpdateGivenBack = """
        update Outbox set LeasedUntil = null, LeasedBy = null, Attempts = Attempts - 1 where Id = @Id and LeasedBy = @Holder
        """;

    private const string UpdateRetried = """
        update Outbox set LeasedUntil = null, DueAt = @DueAt, LastError = @Error where Id = @Id and LeasedBy = @Holder
        """;

    private const string UpdateParked = """
        update Outbox set LeasedUntil = null, ParkedAt = @Now, LastError = @Error where Id = @Id and LeasedBy = @Holder
        """;
}
