using Consultation.Api.Data;
using Consultation.Api.Http;
using Consultation.Api.Telemetry;
using Consultation.Domain;
using Consultation.Web.Staff;

namespace Consultation.Web.Startup;

/// <summary>
/// Turns a refusal, a failure or an empty error status of a page into the error page of the reader's language, with the status kept.
/// The API answers for itself with problem+json.
/// </summary>
internal sealed class ErrorPages(RequestDelegate next, ILogger<ErrorPages> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!SiteArea.IsPages(context.Request.Path))
        {
            await next(context);
            return;
        }

        var (pathBase, path) = (context.Request.PathBase, context.Request.Path);
        int status;
        try
        {
            await next(context);
            status = context.Response.StatusCode;
            if (status < 400 || context.Response.HasStarted || context.Response.ContentType is not null)
                return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var unavailable = Unavailable.Of(exception);
            status = StatusOf(unavailable ?? exception, StaffGate.IsStaff(path));
            if (status == StatusCodes.Status500InternalServerError)
                // Its route and not its address, in which references and tokens stand.
                log.LogError(
                    exception,
                    "The page {Route} failed, trace {TraceId}",
                    Spans.KeepRoute(context),
                    System.Diagnostics.Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier
                );
            context.Response.Clear();
            Problem.TellWhen(context.Response, unavailable ?? exception);
            context.Items[ClosedKey] = exception is Refusal { Kind: RefusalKind.Closed };
        }

        await ShowAsync(context, status, pathBase, path);
    }

    private async Task ShowAsync(HttpContext context, int status, PathString pathBase, PathString path)
    {
        context.Items[OriginalPathKey] = path;
        Spans.KeepRoute(context);
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        context.Request.Method = HttpMethods.Get;
        context.Request.PathBase = pathBase;
        context.Request.Path = KeptForm.Of(context) is not null
            ? "/staff/sign-in"
            : "/error/" + status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.StatusCode = status;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Path = path;
        }
    }

    /// <summary>Where the page that is shown belongs: the failed page's own path while its error page is rendered.</summary>
    public static PathString PathOf(HttpContext context) =>
        context.Items.TryGetValue(OriginalPathKey, out var original) && original is PathString path ? path : context.Request.Path;

    private static readonly object OriginalPathKey = new();

    /// <summary>Whether what was asked for is closed for the time being, while the rest goes on.</summary>
    public static bool IsClosed(HttpContext context) => context.Items[ClosedKey] is true;

    private static readonly object ClosedKey = new();

    private static int StatusOf(Exception exception, bool forStaff) =>
        exception switch
        {
            Refusal { Kind: RefusalKind.Forbidden } when forStaff => StatusCodes.Status403Forbidden,
            Refusal { Kind: RefusalKind.NotFound or RefusalKind.Forbidden } => StatusCodes.Status404NotFound,
            Refusal { Kind: not RefusalKind.Closed } or FluentValidation.ValidationException => StatusCodes.Status400BadRequest,
            BadHttpRequestException bad => bad.StatusCode,
            Unavailable or Refusal { Kind: RefusalKind.Closed } => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
}
