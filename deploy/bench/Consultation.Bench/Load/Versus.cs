using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Load;

/// <summary>One side of a comparison: a server and the n-th request to it.</summary>
internal sealed record Side(ServerProcess Server, Func<long, ReadOnlyMemory<byte>> RequestAt);

/// <summary>Measures product and bare by turns, after a warm-up of both, so that a machine that slows down or is shared slows both alike.</summary>
internal static class Versus
{
    public static async Task<Figure> MeasureAsync(Side product, Side bare, Settings settings, CancellationToken cancellationToken)
    {
        var (ours, theirs) = (new Tally(), new Tally());
        var ratios = new List<double>();
        await TurnAsync(product, settings.WarmUp, settings, cancellationToken);
        await TurnAsync(bare, settings.WarmUp, settings, cancellationToken);
        for (var round = 0; round < settings.Rounds; round++)
        {
            // Who goes first alternates, so that neither always follows the other's dirty pages.
            var productFirst = round % 2 == 0;
            var first = await TurnAsync(productFirst ? product : bare, settings.Round, settings, cancellationToken);
            var second = await TurnAsync(productFirst ? bare : product, settings.Round, settings, cancellationToken);
            var (our, their) = productFirst ? (first, second) : (second, first);
            ours.Add(our);
            theirs.Add(their);
            ratios.Add(our.Load.PerSecond / their.Load.PerSecond);
        }
        if (ours.Refused > 0.001 * ours.Times.Count)
            throw new BenchException(
                $"the product refused {ours.Refused} of {ours.Refused + ours.Times.Count} requests: {ours.Refusals()}"
            );
        if (theirs.Refused > 0)
            throw new BenchException($"The bare server refused {theirs.Refused} requests: {theirs.Refusals()}");
        return new Figure
        {
            What = "",
            Replies = 0,
            Unit = "req/s",
            Product = ours.PerSecond(),
            Bare = theirs.PerSecond(),
            Ratio = ratios.Median(),
            ProductMilliseconds = ours.Times.ToPercentiles(),
            BareMilliseconds = theirs.Times.ToPercentiles(),
            ProductProcessor = ours.ProcessorPerRequest(),
            BareProcessor = theirs.ProcessorPerRequest(),
            Note = ours.Refused > 0 ? $"not 2xx: {ours.Refusals()}" : "",
        };
    }

    /// <summary>One turn of one side.</summary>
    public static async Task<Turn> TurnAsync(Side side, TimeSpan duration, Settings settings, CancellationToken cancellationToken)
    {
        var before = side.Server.Use();
        var load = await ClosedLoop.RunAsync(
            side.Server.Address,
            settings.Connections,
            duration,
            long.MaxValue,
            side.RequestAt,
            cancellationToken
        );
        if (load.Done == 0)
            throw new BenchException($"No request was answered well: {string.Join(", ", load.Refused)}");
        return new Turn(load, side.Server.Use().Processor - before.Processor);
    }

    /// <summary>One turn's load and the processor time that its server used meanwhile.</summary>
    internal sealed record Turn(LoadResult Load, TimeSpan Processor);

    private sealed class Tally
    {
        private readonly List<Turn> turns = [];

        public Latencies Times { get; } = new();

        public int Refused => turns.Sum(turn => turn.Load.RefusedCount);

        public void Add(Turn turn)
        {
            turns.Add(turn);
            Times.AddAll(turn.Load.Times);
        }

        public double PerSecond() => turns.Select(turn => turn.Load.PerSecond).Median();

        public double ProcessorPerRequest() => turns.Sum(turn => turn.Processor.TotalMicroseconds) / turns.Sum(turn => turn.Load.Done);

        public string Refusals() =>
            string.Join(
                ", ",
                turns
                    .SelectMany(turn => turn.Load.Refused)
                    .GroupBy(pair => pair.Key, pair => pair.Value)
                    .Select(group => $"{group.Sum()} x {(group.Key == 0 ? "broken connection" : group.Key)}")
            );
    }
}
