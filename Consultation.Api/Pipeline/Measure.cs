using System.Diagnostics;
using Consultation.Api.Telemetry;
using MediatR;

namespace Consultation.Api.Pipeline;

/// <summary>Outermost: a span and a duration for every request, named by its use case.</summary>
internal sealed class Measure<TRequest, TResponse>(Instruments instruments) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    /// <summary>Of the use case, and of the request where that has several: <c>SendMail.Settle</c>. Nothing of what is asked.</summary>
    private static readonly string UseCase =
        typeof(TRequest).DeclaringType is not { Name: var file } ? typeof(TRequest).Name
        : typeof(TRequest).Name is "Command" or "Query" ? file
        : $"{file}.{typeof(TRequest).Name}";

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var span = Instruments.Spans.StartActivity(UseCase);
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
            instruments.RequestSeconds.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("use_case", UseCase),
                Instruments.Outcome(outcome)
            );
        }
    }
}
