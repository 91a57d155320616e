namespace Consultation.Api.Http;

/// <summary>
/// What the public may read, scripts of any site may read: every GET without a key, errors too. Never with credentials, never a write.
/// </summary>
internal sealed class CrossOrigin(RequestDelegate next)
{
    private const string Exposed =
        "ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, Content-Disposition, Content-Language, Content-Length";
    private static readonly PathString[] Programs = ["/api", "/openapi", "/feeds"];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!Serves(request.Path))
        {
            return next(context);
        }
        if (Tags.IsRead(request) && request.Headers.Authorization.Count == 0)
        {
            // At the last moment: an error clears what was set before it.
            context.Response.OnStarting(
                static response =>
                {
                    var headers = ((HttpResponse)response).Headers;
                    headers.AccessControlAllowOrigin = "*";
                    headers.AccessControlExposeHeaders = Exposed;
                    return Task.CompletedTask;
                },
                context.Response
            );
        }
        else if (HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0)
        {
            var asked = request.Headers.AccessControlRequestMethod.ToString();
            if (HttpMethods.IsGet(asked) || HttpMethods.IsHead(asked))
            {
                var headers = context.Response.Headers;
                headers.AccessControlAllowOrigin = "*";
                headers.AccessControlAllowMethods = "GET, HEAD";
                headers.AccessControlAllowHeaders = "Accept, Accept-Language, Content-Type, If-None-Match, Cache-Control";
                headers.AccessControlMaxAge = "86400";
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }
        }
        return next(context);
    }

    private static bool Serves(PathString path) =>
        Array.Exists(Programs, program => path.StartsWithSegments(program, StringComparison.OrdinalIgnoreCase))
        || path.Value is { } value
            && (value.EndsWith(".atom", StringComparison.OrdinalIgnoreCase) || value.EndsWith(".ics", StringComparison.OrdinalIgnoreCase));
}
