using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Consultation.Api.Pipeline;
using Consultation.Api.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace Consultation.Api.Http;

/// <summary>
/// How public answers and pages are kept: made once, compressed, for everybody. What is kept is of the hearing's (or the site's) version,
/// read before it was made, and of the number of instants (openings, deadlines) that had passed; so nothing needs evicting: what has
/// changed has another version. At most 60 s. Staff are never served from here. Stands after routing and round the compression.
/// </summary>
internal sealed class PublicCache(RequestDelegate next, KeptAnswers kept, TimeProvider clock, Instruments instruments)
{
    private static readonly KeyValuePair<string, object?> MadeNow = new("source", "made");
    private static readonly KeyValuePair<string, object?> KnownToCaller = new("source", "caller");
    private const string KeptByCaller = "public, max-age=0, must-revalidate";

    /// <summary>Another build of the program or of its pages is another answer.</summary>
    private static readonly string Build =
        typeof(PublicCache).Module.ModuleVersionId.ToString("N")[..8]
        + Assembly.GetEntryAssembly()?.ManifestModule.ModuleVersionId.ToString("N")[..8];

    /// <summary>Told of one request, not of what it asked for.</summary>
    private static readonly string[] NotKept = ["RateLimit", "RateLimit-Policy", "Content-Length", "Date"];

    private readonly ConcurrentDictionary<((string Target, string Encoding), PublicVersion), TaskCompletionSource<KeptAnswer?>> _making =
        new();

    public async Task InvokeAsync(HttpContext context, CurrentUser user)
    {
        var request = context.Request;
        if (!Tags.IsRead(request) || context.GetEndpoint()?.Metadata.GetMetadata<KeptAttribute>() is not { } how)
        {
            await next(context);
        }
        else if (user.IsStaff)
        {
            context.Response.Headers.CacheControl = "private, no-store";
            // Made for one reader: what compresses quickest is best. Brotli took as long as all the rest of a list.
            if (request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
            {
                request.Headers.AcceptEncoding = "gzip";
            }
            await next(context);
        }
        else if (await VersionOf(context, how.With) is { } version)
        {
            var key = kept.Key(context, how);
            await Answer(context, new Wanted(how, key, version, Tags.Of($"{KeyOf(context, version)} {key.Target}")));
        }
        else
        {
            await next(context); // No such hearing, or one that is not public: nothing worth keeping.
        }
    }

    private async Task Answer(HttpContext context, Wanted wanted)
    {
        if (Tags.IsKnown(context.Request, wanted.Tag))
        {
            // The tag was given out with a 200 for this address under this very version, and a version stands for one content.
            instruments.Answers.Add(1, KnownToCaller);
            Tags.AnswerNotModified(context.Response, wanted.Tag);
        }
        else if (kept.Find(context, wanted.Key, wanted.Version) is { } answer)
        {
            await kept.Serve(context, answer);
        }
        else
        {
            await (kept.KeepsAny ? MakeOrWait(context, wanted) : Make(context, wanted, new()));
        }
    }

    /// <summary>All that an answer follows from but its address.</summary>
    public static string KeyOf(HttpContext context, PublicVersion version)
    {
        var services = context.RequestServices;
        var today = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var encoding = services.GetRequiredService<KeptAnswers>().Encoding(context);
        var installation = services.GetRequiredService<Installation>().Mark;
        return $"{Build}:{installation}:{version.Number}:{version.Passed}:{today:yyyyMMdd}:{encoding}";
    }

    /// <summary>Null for a hearing that the public does not know.</summary>
    public static async ValueTask<PublicVersion?> VersionOf(HttpContext context, KeptWith with)
    {
        var versions = context.RequestServices.GetRequiredService<Versions>();
        return with == KeptWith.Site ? await versions.OfSite()
            : HearingOf(context) is { } id ? await versions.OfHearing(id)
            : null;
    }

    private static long? HearingOf(HttpContext context) =>
        long.TryParse(context.Request.RouteValues["id"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>One makes an answer, and whoever asks for the same meanwhile gets it too.</summary>
    private async Task MakeOrWait(HttpContext context, Wanted wanted)
    {
        var place = (wanted.Key, wanted.Version);
        var mine = new TaskCompletionSource<KeptAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _making.GetOrAdd(place, mine);
        if (first != mine && await first.Task.WaitAsync(context.RequestAborted) is { } made && KeptAnswers.IsFor(context, made))
        {
            await kept.Serve(context, made);
            return;
        }
        try
        {
            await Make(context, wanted, mine);
        }
        finally
        {
            mine.TrySetResult(null);
            _making.TryRemove(new(place, mine));
        }
    }

    private async Task Make(HttpContext context, Wanted wanted, TaskCompletionSource<KeptAnswer?> waiting)
    {
        instruments.Answers.Add(1, MadeNow);
        var (response, madeAt) = (context.Response, clock.GetUtcNow());
        using var content = new MemoryStream();
        var toReader = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(content));
        try
        {
            await next(context);
            await response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Features.Set(toReader);
        }
        if (response.StatusCode == StatusCodes.Status200OK)
        {
            response.Headers.ETag = wanted.Tag;
            response.Headers.CacheControl = KeptByCaller;
            if (response.Headers.Vary.Count == 0)
            {
                response.Headers.Vary = "Accept-Encoding"; // Compression says it only of what it compressed.
            }
            response.ContentLength = content.Length;
            await response.StartAsync(context.RequestAborted); // From here on the headers are what everybody gets.
            if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Authorization.Count == 0)
            {
                waiting.TrySetResult(Keep(context, wanted, madeAt, content.ToArray()));
            }
        }
        if (content.Length > 0)
        {
            content.Position = 0;
            await content.CopyToAsync(response.Body, context.RequestAborted);
        }
    }

    private KeptAnswer? Keep(HttpContext context, Wanted wanted, DateTimeOffset madeAt, byte[] body)
    {
        if (context.Response.Headers.ContainsKey("Set-Cookie"))
        {
            return null;
        }
        var answer = new KeptAnswer
        {
            Hearing = wanted.How.With == KeptWith.Hearing ? HearingOf(context) : null,
            Version = wanted.Version,
            MadeAt = madeAt,
            Host = wanted.How.NamesItsHost ? KeptAnswers.HostOf(context.Request) : null,
            IsSearch = RateLimits.IsSearch(context.Request),
            Tag = wanted.Tag,
            Headers = [.. context.Response.Headers.Where(header => !NotKept.Contains(header.Key, StringComparer.OrdinalIgnoreCase))],
            Body = body,
        };
        kept.Keep(wanted.Key, answer);
        return answer;
    }

    private sealed record Wanted(KeptAttribute How, (string Target, string Encoding) Key, PublicVersion Version, string Tag);
}

/// <summary>
/// Stands first of all: an answer that is kept goes out before anybody has asked which endpoint it is of. Measured, that is twice as many
/// answers a second as when the whole pipeline is passed.
/// </summary>
internal sealed class KeptFirst(RequestDelegate next, KeptAnswers kept, Versions versions)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return
            Tags.IsRead(request)
            && request.Headers.Authorization.Count == 0
            && kept.Find(context, versions) is { } answer
            && !Tags.IsKnown(request, answer.Tag)
            ? kept.Serve(context, answer)
            : next(context);
    }
}
