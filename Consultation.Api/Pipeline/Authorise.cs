using System.Reflection;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Pipeline;

/// <summary>The one place that asks for permission: pages send requests in process and never pass an endpoint's policies.</summary>
internal sealed class Authorise<TRequest, TResponse>(CurrentUser user) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    private static readonly bool IsPublic = typeof(TRequest).IsDefined(typeof(PublicAttribute), false);
    private static readonly Permission? Needed = typeof(TRequest).GetCustomAttribute<RequiresAttribute>()?.Permission;

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (!IsPublic && (Needed is null || !user.May(Needed.Value)))
        {
            throw Refusals.Forbidden();
        }
        if (request is IScoped { Scope: Scope.All } && !user.May(Permission.ReadUnpublished))
        {
            throw Refusals.Forbidden();
        }
        return next();
    }
}
