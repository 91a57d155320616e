using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Consultation.Api.Telemetry;

/// <summary>
/// Sends metrics and spans by OTLP while the server runs. The exporter reads the standard variables (<c>OTEL_EXPORTER_OTLP_…</c>,
/// <c>OTEL_SERVICE_NAME</c>, <c>OTEL_RESOURCE_ATTRIBUTES</c>, <c>OTEL_METRIC_EXPORT_INTERVAL</c>, <c>OTEL_TRACES_SAMPLER</c>) itself.
/// </summary>
internal sealed class Export : IHostedService
{
    // Not Kestrel's spans: they hold the address of whoever calls.
    private static readonly string[] Sources = [Instruments.Name, Spans.Framework];
    private static readonly string[] Meters =
    [
        Instruments.Name,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
    ];

    private TracerProvider? _spans;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The operator's own name and attributes come last and count.
        var resource = ResourceBuilder.CreateEmpty().AddService("consultation").AddTelemetrySdk().AddEnvironmentVariableDetector();
        _spans = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left, for as long as the exporter's own time limit.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                _spans?.Dispose();
                _metrics?.Dispose();
            },
            CancellationToken.None
        );
}
