using System.Globalization;
using System.Reflection;
using Consultation.Api.Pipeline;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;

namespace Consultation.Api.Http;

/// <summary>
/// How public answers and pages are kept: rendered once, compressed, for everybody. The key holds the hearing's (or the site's)
/// version, read before rendering, and the number of instants (openings, deadlines) that have passed; so nothing needs evicting:
/// what has changed has another key. At most 60 s. Staff are never served from here.
/// </summary>
internal sealed class PublicCache(bool ofOneHearing, bool namesItsHost = false) : IOutputCachePolicy
{
    public const string Hearing = "public-hearing";
    public const string Site = "public-site";

    /// <summary>Answers with absolute addresses in them are kept for each host that they are asked under.</summary>
    public const string HearingFeed = "public-hearing-feed";
    public const string SiteFeed = "public-site-feed";
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    /// <summary>Another build of the program or of its pages is another answer.</summary>
    private static readonly string Build =
        typeof(PublicCache).Module.ModuleVersionId.ToString("N")[..8]
        + Assembly.GetEntryAssembly()?.ManifestModule.ModuleVersionId.ToString("N")[..8];

    /// <summary>
    /// What an answer is kept under, and its tag made of: everything that it follows from but its address. Null for a hearing that the
    /// public does not know.
    /// </summary>
    public static async ValueTask<string?> KeyOf(HttpContext http, bool ofOneHearing)
    {
        var services = http.RequestServices;
        var versions = services.GetRequiredService<Versions>();
        var version = ofOneHearing
            ? long.TryParse(http.Request.RouteValues["id"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? await versions.OfHearing(id)
                : null
            : await versions.OfSite();
        if (version is null)
        {
            return null; // No such hearing, or one that is not public: nothing worth keeping.
        }
        var encoding = services.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(http)?.EncodingName ?? "identity";
        // What a page calls soon or recent changes with the day.
        var today = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var installation = services.GetRequiredService<Installation>().Mark;
        return $"{Build}:{installation}:{version.Number}:{version.Passed}:{today:yyyyMMdd}:{encoding}";
    }

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }
        if (services.GetRequiredService<CurrentUser>().IsStaff)
        {
            http.Response.Headers.CacheControl = "private, no-store";
            // Rendered for one reader: what compresses quickest is best. Brotli took as long as all the rest of a list.
            if (http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
            {
                http.Request.Headers.AcceptEncoding = "gzip";
            }
            return;
        }
        if (await KeyOf(http, ofOneHearing) is not { } key)
        {
            return;
        }
        context.CacheVaryByRules.QueryKeys = QueryKeys(http);
        context.CacheVaryByRules.VaryByHost = namesItsHost;
        context.CacheVaryByRules.VaryByValues["key"] = key;
        context.CacheVaryByRules.VaryByValues["base"] = http.Request.PathBase;
        context.ResponseExpirationTimeSpan = Most;
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = true;
        context.AllowCacheStorage = true;
        context.AllowLocking = true;
        Tag(http, key);
    }

    /// <summary>The API tells programs what of an address is wrong, so it looks at all of it; a page only at what it knows.</summary>
    private static StringValues QueryKeys(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } endpoint && endpoint.GetMetadata<OutputCacheAttribute>() is not null
            ? new StringValues([.. endpoint.GetMetadata<VariesByAttribute>()?.Keys ?? []])
            : "*";

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage = context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
        return ValueTask.CompletedTask;
    }

    /// <summary>What makes the key makes the ETag: the same version of the same address is the same answer.</summary>
    private static void Tag(HttpContext http, string key)
    {
        var tag = Tags.Of(http.Request, key);
        http.Response.OnStarting(
            static state =>
            {
                var (response, tag) = ((HttpResponse, string))state;
                if (response.StatusCode is 200 or 304)
                {
                    response.Headers.ETag = tag;
                    response.Headers.CacheControl = "public, max-age=0, must-revalidate";
                    if (response.Headers.Vary.Count == 0)
                    {
                        response.Headers.Vary = "Accept-Encoding"; // Compression says it only of what it compressed.
                    }
                }
                return Task.CompletedTask;
            },
            (http.Response, tag)
        );
        // Also on the plain answer: whoever keeps that must not give it to those who asked for another.
        http.Response.Headers.Vary = "Accept-Encoding";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "public, max-age=0, must-revalidate";
    }
}
