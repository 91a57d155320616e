using System.Diagnostics.Metrics;
using Consultation.Api.Data;
using Consultation.Api.Features.Evening;
using Consultation.Api.Jobs;
using Consultation.Domain;

namespace Consultation.Api.Telemetry;

/// <summary>
/// What is measured when somebody looks: how many wait, for how long, how far the clocks are apart. The database is asked at most every
/// <see cref="Fresh"/> however many look; while it cannot be asked, nothing is told of it.
/// </summary>
internal sealed class Gauges
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly ILogger<Gauges> _log;
    private readonly Lock _gate = new();
    private Reading _reading = new(DateTimeOffset.MinValue, [], null);

    public Gauges(IMeterFactory meters, Database database, EveningMode evening, TimeProvider clock, ILogger<Gauges> log)
    {
        (_database, _clock, _log) = (database, clock, log);
        var meter = meters.Create(Instruments.Name);
        meter.CreateObservableGauge(
            "consultation.lane.waiting",
            () => database.Writes.Waiting,
            "{command}",
            "Commands that wait for their turn to write"
        );
        if (database is not SqliteDatabase)
        {
            meter.CreateObservableGauge(
                "consultation.clock.difference",
                () => Apart(),
                "s",
                "How far the database server's clock is ahead of this node's"
            );
        }
        meter.CreateObservableGauge(
            "consultation.evening",
            () => (int)evening.State,
            "{state}",
            "Whether search and analysis wait: 0 no, 1 a person has said so, 2 the writes fell behind"
        );
        meter.CreateObservableGauge(
            "consultation.outbox.waiting",
            () => Waiting(static (queue, _) => queue.Waiting),
            "{job}",
            "Durable work that is due and not done, by queue"
        );
        meter.CreateObservableGauge(
            "consultation.outbox.age",
            () => Waiting(static (queue, now) => queue.Oldest is { } due ? Math.Max(0, (now - due).TotalSeconds) : 0),
            "s",
            "How long the oldest of it has been due, by queue"
        );
    }

    private IEnumerable<Measurement<T>> Waiting<T>(Func<QueueRow, DateTimeOffset, T> what)
        where T : struct
    {
        var reading = Read();
        return reading.Queues.Select(queue => new Measurement<T>(
            what(queue, reading.At),
            new KeyValuePair<string, object?>("queue", queue.Queue)
        ));
    }

    private IEnumerable<Measurement<double>> Apart() => Read().Apart is { } apart ? [new(apart.TotalSeconds)] : [];

    private Reading Read()
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            if (now - _reading.At >= Fresh)
            {
                try
                {
                    // Whoever collects has a thread for it and takes no promises.
                    _reading = Task.Run(() => Ask(now)).GetAwaiter().GetResult();
                }
                catch (Exception problem) when (problem is not OutOfMemoryException)
                {
                    _log.LogDebug(problem, "The queues could not be measured");
                    _reading = new(now, [], null);
                }
            }
            return _reading;
        }
    }

    private async Task<Reading> Ask(DateTimeOffset now)
    {
        var rows = await _database.Read(db => db.All<QueueRow>(SelectQueues, new { Now = Instants.Floor(now) }));
        TimeSpan? apart = _database is SqliteDatabase ? null : await _database.Clock() - _clock.GetUtcNow();
        // A queue where nothing waits is told of too: a line that ends would look like a program that has.
        var queues = Work.Queues.Select(name => rows.FirstOrDefault(row => row.Queue == name) ?? new QueueRow { Queue = name });
        return new(now, [.. queues], apart);
    }

    private sealed record Reading(DateTimeOffset At, IReadOnlyList<QueueRow> Queues, TimeSpan? Apart);

    private sealed record QueueRow
    {
        public required string Queue { get; init; }
        public int Waiting { get; init; }
        public DateTimeOffset? Oldest { get; init; }
    }

    // All of it stands in the index of what waits.
    private const string SelectQueues = """
        select Queue, count(*) as Waiting, min(DueAt) as Oldest
        from Outbox
        where DoneAt is null and ParkedAt is null and DueAt <= @Now
        group by Queue
        """;
}
