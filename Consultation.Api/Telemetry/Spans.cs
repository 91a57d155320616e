using System.Diagnostics;

namespace Consultation.Api.Telemetry;

/// <summary>
/// Names the span of an HTTP request by its route. The framework would tag it with its path, and in paths stand the references of
/// receipts and the tokens of links; so that is switched off and this is all that a request's span says.
/// </summary>
public static class Spans
{
    /// <summary>Its source of spans of requests.</summary>
    internal const string Framework = "Microsoft.AspNetCore";

    private const string Route = "http.route";
    private static readonly object AskedFor = new();
    private const string FrameworkTagsOff = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    private static readonly Lazy<ActivityListener> Traces = new(Listen);

    /// <summary>Before the server is made.</summary>
    internal static void WithoutPaths()
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

    internal static async Task Name(HttpContext context, RequestDelegate next)
    {
        try
        {
            await (Activity.Current is { IsAllDataRequested: true } span ? Named(span, context, next) : next(context));
        }
        finally
        {
            if (context.Items.TryGetValue(AskedFor, out var asked))
            {
                // The framework's count of requests takes its route from here when all is over.
                context.SetEndpoint(asked as Endpoint);
            }
        }
    }

    /// <summary>
    /// Before another page is shown in its place: span and count of requests stay with the one that was asked for. Null: no such address.
    /// </summary>
    public static string? KeepRoute(HttpContext context)
    {
        context.Items.TryAdd(AskedFor, context.GetEndpoint());
        var route = RouteOf(context);
        if (route is not null)
        {
            Activity.Current?.SetTag(Route, route);
        }
        return route;
    }

    private static string? RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    private static async Task Named(Activity span, HttpContext context, RequestDelegate next)
    {
        // The standard's word for all others: anybody may call a method what they like.
        var asked = HttpMethods.GetCanonicalizedValue(context.Request.Method);
        var method = Known.Contains(asked, StringComparer.Ordinal) ? asked : "_OTHER";
        try
        {
            await next(context);
        }
        finally
        {
            span.DisplayName = method;
            span.SetTag("http.request.method", method);
            span.SetTag("http.response.status_code", context.Response.StatusCode);
            if ((span.GetTagItem(Route) as string ?? RouteOf(context)) is { } route)
            {
                span.DisplayName = $"{method} {route}";
                span.SetTag(Route, route);
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
