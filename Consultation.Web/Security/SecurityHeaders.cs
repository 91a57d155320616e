namespace Consultation.Web.Security;

/// <summary>
/// What every answer tells the browser not to do. Pages run under a policy without inline script or style; <c>data:</c> images are
/// the design system's own mask icons.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    internal const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string PermissionsPolicy = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(
            static state =>
            {
                Set(((HttpContext)state).Request.Path, ((HttpContext)state).Response);
                return Task.CompletedTask;
            },
            context
        );
        return next(context);
    }

    private static void Set(PathString path, HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
        {
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers["Permissions-Policy"] = PermissionsPolicy;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers.TryAdd("Referrer-Policy", "strict-origin-when-cross-origin");
        }
        // The font's folder carries its version, so these addresses never change content.
        else if (
            path.StartsWithSegments("/lib", StringComparison.Ordinal)
            && path.Value!.EndsWith(".woff2", StringComparison.Ordinal)
            && response.StatusCode < 400
        )
        {
            headers.CacheControl = "public, max-age=31536000, immutable";
        }
    }
}
