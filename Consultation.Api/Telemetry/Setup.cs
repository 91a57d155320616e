using System.Runtime.CompilerServices;

namespace Consultation.Api.Telemetry;

/// <summary>How the program is seen from outside.</summary>
internal static class Setup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this IServiceCollection services)
    {
        Spans.WithoutPaths();
        services.AddSingleton<Instruments>();
        services.AddSingleton<Gauges>();
        if (Environment.GetEnvironmentVariable(Endpoint) is { Length: > 0 })
        {
            AddExport(services);
        }
    }

    public static void UseTelemetry(this WebApplication app)
    {
        app.Services.GetRequiredService<Gauges>();
        app.Use(Spans.Name);
    }

    /// <summary>Apart, so that nothing of OpenTelemetry is loaded where nobody asked for it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddExport(IServiceCollection services) => services.AddHostedService<Export>();
}
