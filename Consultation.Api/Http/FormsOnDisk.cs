using Consultation.Api.Data;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Consultation.Api.Http;

/// <summary>
/// Large forms that are not streamed lie on disk while they are read (in <c>ASPNETCORE_TEMP</c>, else where the system has such files). Whoever
/// binds them would take a disk that is full for a form that cannot be read; so they are read here first.
/// </summary>
internal sealed class FormsOnDisk(RequestDelegate next)
{
    /// <summary>Warns of each form that it was read before: by us, and under the page's own limits.</summary>
    public const string Warns = "Microsoft.AspNetCore.Mvc.Filters.RequestFormLimitsFilter";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType && context.GetEndpoint()?.Metadata.GetMetadata<IFormOptionsMetadata>() is { } limits)
        {
            await Read(context, limits);
        }
        await next(context);
    }

    private static async Task Read(HttpContext context, IFormOptionsMetadata limits)
    {
        var usual = new FormOptions();
        var options = new FormOptions
        {
            MultipartBodyLengthLimit = limits.MultipartBodyLengthLimit ?? usual.MultipartBodyLengthLimit,
            ValueLengthLimit = limits.ValueLengthLimit ?? usual.ValueLengthLimit,
            ValueCountLimit = limits.ValueCountLimit ?? usual.ValueCountLimit,
        };
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, options));
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            if (Unavailable.Of(broken) is { } full)
            {
                throw full;
            }
            // What else is wrong with it meets whoever binds it, and is told there.
        }
    }
}
