using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Consultation.Api.Telemetry;

/// <summary>
/// Names the span of an HTTP request by its route. The framework would tag it with its path, and in paths stand the references of
/// receipts and the tokens of links; so that is switched off and this is all that a request's span says.
/// </summary>
internal static class Spans
{
    /// <summary>Its source of spans of requests.</summary>
    public const string Framework = "Microsoft.AspNetCore";

    private const string FrameworkTagsOff = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    private static readonly Lazy<ActivityListener> Traces = new(Listen);

    /// <summary>Before the server is made.</summary>
    public static void WithoutPaths()
    {
        AppContext.SetSwitch(FrameworkTagsOff, true);
        _ = Traces.Value;
    }

    /// <summary>
    /// Each request has a trace, its caller's or its own, that an error's answer can name, also where nobody collects spans: the framework
    /// makes one only for a listener, or together with the log scope that holds the path.
    /// </summary>
    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Framework,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    public static Task Name(HttpContext context, RequestDelegate next) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span
            ? Named(span, context, next)
            : next(context);

    private static async Task Named(Activity span, HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        finally
        {
            var method = HttpMethods.GetCanonicalizedValue(context.Request.Method);
            if (!Known.Contains(method, StringComparer.Ordinal))
            {
                method = "_OTHER";
            }
            span.DisplayName = method;
            span.SetTag("http.request.method", method);
            span.SetTag("http.response.status_code", context.Response.StatusCode);
            if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
            {
                span.DisplayName = $"{method} {route}";
                span.SetTag("http.route", route);
            }
        }
    }

    private static readonly string[] Known =
    [
        HttpMethods.Get,
        HttpMethods.Head,
        HttpMethods.Post,
        HttpMethods.Put,
        HttpMethods.Patch,
        HttpMethods.Delete,
        HttpMethods.Options,
    ];
}
