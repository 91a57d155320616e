using Consultation.Api.Features.Evening;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Pipeline;

/// <summary>
/// While the mode for the last evening is on, the public may not search; before anything is read for it. Staff may: they are few, and that
/// evening they look for the reply that somebody calls about.
/// </summary>
internal sealed class CloseSearch<TRequest, TResponse>(EveningMode evening, CurrentUser user) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, ISearches
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (!string.IsNullOrWhiteSpace(request.Q) && !user.IsStaff && await evening.IsOn())
        {
            throw Refusals.SearchClosed();
        }
        return await next();
    }
}
