using Microsoft.AspNetCore.Http.Metadata;

namespace Consultation.Api.Http;

/// <summary>
/// Says which parameter could not be read. What the compiler makes to bind an optional one answers 400 without a word, and lets the
/// filters run; it throws for the others.
/// </summary>
internal sealed class ReadableQuery : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Response.StatusCode == StatusCodes.Status400BadRequest ? throw Unreadable(context) : next(context);

    /// <summary>The parameter that was given and is not there.</summary>
    private static BadHttpRequestException Unreadable(EndpointFilterInvocationContext context)
    {
        var given = context.HttpContext.Request.Query;
        var name = context
            .HttpContext.GetEndpoint()!
            .Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(parameter => parameter.HasTryParse && given.ContainsKey(parameter.Name))
            .First(parameter => context.Arguments[parameter.ParameterInfo.Position] is null)
            .Name;
        return new BadHttpRequestException($"Failed to bind parameter \"? {name}\".");
    }
}
