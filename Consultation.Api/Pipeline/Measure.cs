using System.Diagnostics;
using System.Diagnostics.Metrics;
using MediatR;

namespace Consultation.Api.Pipeline;

/// <summary>Outermost: a span and a duration for every request, named by its use case.</summary>
internal sealed class Measure<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    private static readonly string UseCase = typeof(TRequest).DeclaringType?.Name ?? typeof(TRequest).Name;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var span = Telemetry.Spans.StartActivity(UseCase);
        var started = Stopwatch.GetTimestamp();
        var outcome = "done";
        try
        {
            return await next();
        }
        catch (Exception problem)
        {
            outcome = problem.GetType().Name;
            span?.SetStatus(ActivityStatusCode.Error, outcome);
            throw;
        }
        finally
        {
            Telemetry.RequestSeconds.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("use_case", UseCase),
                new KeyValuePair<string, object?>("outcome", outcome)
            );
        }
    }
}

internal static class Telemetry
{
    public const string Name = "Consultation";
    public static readonly ActivitySource Spans = new(Name);
    private static readonly Meter Meter = new(Name);
    public static readonly Histogram<double> RequestSeconds = Meter.CreateHistogram<double>("consultation.request.duration", "s");
}
