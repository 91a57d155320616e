using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Consultation.Api.Telemetry;

/// <summary>
/// What the program counts and times, and the source of its spans. Whatever stands in a tag is one of few words of ours: never a text, a
/// name, an address or an id. What is read when somebody looks stands in <see cref="Gauges"/>.
/// </summary>
internal sealed class Instruments
{
    /// <summary>Of the meter and of the source of spans.</summary>
    public const string Name = "Consultation";

    public static readonly ActivitySource Spans = new(Name);

    private static readonly double[] Moments = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Whiles = [0.01, 0.1, 0.5, 1, 5, 10, 60, 300, 1800];
    private static readonly int[] Batches = [1, 2, 4, 8, 16, 32, 64, 128, 256];

    public Instruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        RequestSeconds = meter.CreateHistogram(
            "consultation.request.duration",
            "s",
            "A command or query from being sent to its outcome, by use case",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Moments }
        );
        LaneSeconds = meter.CreateHistogram(
            "consultation.lane.duration",
            "s",
            "A command in the write lane, from joining the queue until it is durable or lost",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Moments }
        );
        LaneBatch = meter.CreateHistogram(
            "consultation.lane.batch",
            "{command}",
            "Commands that one commit held",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = Batches }
        );
        Jobs = meter.CreateCounter<long>("consultation.jobs", "{job}", "Tries of durable work, by kind and outcome");
        JobSeconds = meter.CreateHistogram(
            "consultation.job.duration",
            "s",
            "A try of durable work, by kind",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Whiles }
        );
        Answers = meter.CreateCounter<long>("consultation.answers", "{answer}", "Public answers that may be kept, by where they came from");
        Letters = meter.CreateCounter<long>("consultation.letters", "{letter}", "Tries to send a letter, by outcome");
    }

    public Histogram<double> RequestSeconds { get; }

    public Histogram<double> LaneSeconds { get; }

    public Histogram<int> LaneBatch { get; }

    public Counter<long> Jobs { get; }

    public Histogram<double> JobSeconds { get; }

    public Counter<long> Answers { get; }

    public Counter<long> Letters { get; }

    public static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);

    public static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
