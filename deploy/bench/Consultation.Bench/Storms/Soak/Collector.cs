using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Consultation.Bench.Storms.Soak;

/// <summary>
/// Takes the program's own metrics as an operator's collector does (OTLP over HTTP), and remembers each instrument's last number, summed
/// over its tags. So the managed heap is what the runtime itself says.
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    /// <summary>Numbers of fields, of opentelemetry-proto: ExportMetricsServiceRequest, ResourceMetrics, ScopeMetrics, Metric, NumberDataPoint.</summary>
    private const int ResourceMetrics = 1;
    private const int ScopeMetrics = 2;
    private const int Metrics = 2;
    private const int Name = 1;
    private const int Gauge = 5;
    private const int Sum = 7;
    private const int DataPoints = 1;
    private const int AsDouble = 4;
    private const int AsInteger = 6;

    private readonly HttpListener listener = new();
    private readonly ConcurrentDictionary<string, double> last = new(StringComparer.Ordinal);
    private readonly Task taking;
    private readonly string address;

    public Collector()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/";
        }
        listener.Prefixes.Add(address);
        listener.Start();
        taking = TakeAsync();
    }

    /// <summary>Settings of a program that shall send here.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment =>
        [
            KeyValuePair.Create("OTEL_EXPORTER_OTLP_ENDPOINT", address),
            KeyValuePair.Create("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            KeyValuePair.Create("OTEL_METRIC_EXPORT_INTERVAL", "5000"),
            KeyValuePair.Create("OTEL_TRACES_SAMPLER", "always_off"),
        ];

    /// <summary>Null: has not been told yet.</summary>
    public double? Last(string instrument) => last.TryGetValue(instrument, out var value) ? value : null;

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await taking;
        listener.Close();
    }

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                if (string.Equals(context.Request.Url!.AbsolutePath, "/v1/metrics", StringComparison.Ordinal))
                    Read(body.ToArray());
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // Told to stop.
        }
    }

    private void Read(ReadOnlyMemory<byte> request)
    {
        foreach (var resource in Of(request, ResourceMetrics))
        foreach (var scope in Of(resource, ScopeMetrics))
        foreach (var metric in Of(scope, Metrics))
        {
            var points = Of(metric, Gauge).Concat(Of(metric, Sum)).SelectMany(kind => Of(kind, DataPoints)).Select(Value).ToArray();
            if (points.Length > 0)
                last[Encoding.UTF8.GetString(Of(metric, Name).First().Span)] = points.Sum();
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> message, int number) =>
        Protobuf.Fields(message).Where(field => field.Number == number).Select(field => field.Bytes);

    private static double Value(ReadOnlyMemory<byte> point)
    {
        var field = Protobuf.Fields(point).First(field => field.Number is AsDouble or AsInteger);
        return field.Number == AsInteger ? (long)field.Bits : BitConverter.UInt64BitsToDouble(field.Bits);
    }
}
