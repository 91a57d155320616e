using Consultation.Domain;
using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace Consultation.Api.Pipeline;

/// <summary>Runs the request's validator; everything that is wrong is told at once.</summary>
internal sealed class Validate<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        List<ValidationFailure>? failures = null;
        foreach (var validator in validators)
        {
            var result = validator.Validate(request);
            if (!result.IsValid)
            {
                (failures ??= []).AddRange(result.Errors);
            }
        }
        if (failures is not null)
        {
            throw new ValidationException(failures);
        }
        try
        {
            return await next();
        }
        catch (BrokenRules broken)
        {
            // Found by the handler, told like the rest; here, because the write lane does not speak the caller's language.
            throw new ValidationException(broken.Refusals.Select(Rules.Failure));
        }
    }
}
