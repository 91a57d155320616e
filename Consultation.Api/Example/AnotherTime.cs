using Consultation.Api.Jobs;
using MediatR;

namespace Consultation.Api.Example;

/// <summary>
/// The program's own services as they are, but what reads the time (handlers of requests, and jobs) reads it of another clock. So what
/// happened long ago can be done by the very commands and jobs that do it every day.
/// </summary>
internal sealed class AnotherTime(IServiceProvider services, TimeProvider clock) : IServiceProvider, IServiceScopeFactory
{
    public object? GetService(Type serviceType)
    {
        if (serviceType == typeof(TimeProvider))
        {
            return clock;
        }
        if (serviceType == typeof(IServiceScopeFactory))
        {
            return this;
        }
        if (serviceType == typeof(IMediator))
        {
            return new Mediator(GetService!);
        }
        if (serviceType == typeof(IEnumerable<IWork>))
        {
            return services.GetServices<IWork>().Select(Anew).ToArray();
        }
        var service = services.GetService(serviceType);
        return service is not null && IsHandler(serviceType) ? Anew(service) : service;
    }

    public IServiceScope CreateScope() => new InScope(services.CreateAsyncScope(), clock);

    /// <summary>Another one of its class, given this clock.</summary>
    private T Anew<T>(T service)
        where T : notnull => (T)ActivatorUtilities.CreateInstance(this, service.GetType());

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);

    private sealed class InScope(AsyncServiceScope scope, TimeProvider clock) : IServiceScope, IAsyncDisposable
    {
        public IServiceProvider ServiceProvider { get; } = new AnotherTime(scope.ServiceProvider, clock);

        public void Dispose() => scope.Dispose();

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}
