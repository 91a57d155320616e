using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Consultation.Web.Startup;

/// <summary>A part of the address that is only spaces names nothing: 404. Pages would be handed null in its place.</summary>
internal sealed class BlankAddress : IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (context.RouteData.Values.Values.Any(value => value is string text && string.IsNullOrWhiteSpace(text)))
        {
            context.Result = new NotFoundResult();
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }
}
