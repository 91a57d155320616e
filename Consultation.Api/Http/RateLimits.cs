using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Consultation.Api.Pipeline;

namespace Consultation.Api.Http;

/// <summary>
/// How much one caller may ask for: a bucket per kind of work, which fills evenly and holds a minute's worth. A caller without a key is an
/// address (of IPv6 the network, /64), staff are their key. Answers that are kept cost nothing and take nothing from the bucket.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int BytesAPermit = 64 * 1024;
    private readonly PartitionedRateLimiter<Caller> _limiter = PartitionedRateLimiter.Create<Caller, Caller>(
        caller => RateLimitPartition.GetTokenBucketLimiter(caller, static caller => Options(caller.Policy)),
        EqualityComparer<Caller>.Default
    );
    private readonly Policy _read;
    private readonly Policy _search;
    private readonly Policy _send;
    private readonly Policy _attach;
    private readonly Policy _letters;
    private readonly Policy _staff;
    private readonly bool _enabled;

    public RateLimits(Settings settings)
    {
        var limits = settings.RateLimits;
        _enabled = limits.Enabled;
        _read = new Policy("read", limits.Reads, "requests", 1);
        _search = new Policy("search", limits.Searches, "requests", 1);
        _send = new Policy("send", limits.Sends, "requests", 1);
        _attach = new Policy("attach", limits.AttachedMegabytes * (1024 * 1024 / BytesAPermit), "content-bytes", BytesAPermit);
        _letters = new Policy("letters", limits.Letters, "requests", 1, TimeSpan.FromHours(1));
        _staff = new Policy("staff", limits.Staff, "requests", 1);
    }

    /// <summary>A kind of work. <c>Quota</c> in permits a window (a minute), each of so many units.</summary>
    internal sealed class Policy(string name, int quota, string unit, int permitSize, TimeSpan? window = null)
    {
        public int Quota { get; } = quota;
        public TimeSpan Window { get; } = window ?? RateLimits.Window;
        public string Header { get; } =
            string.Create(
                CultureInfo.InvariantCulture,
                $"\"{name}\";q={(long)quota * permitSize};w={(window ?? RateLimits.Window).TotalSeconds}"
            ) + (permitSize == 1 ? "" : $";qu=\"{unit}\"");

        private Telling _last = new(-1, "");

        /// <summary>How much is left; mostly the same as was told last.</summary>
        public string Tell(long left)
        {
            var last = _last;
            if (last.Left != left)
            {
                var full = (int)Math.Ceiling((Quota - left) * Window.TotalSeconds / Quota);
                var text = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left * permitSize};t={full}");
                _last = last = new(left, text);
            }
            return last.Text;
        }

        private sealed record Telling(long Left, string Text);
    }

    internal readonly record struct Caller(Policy Policy, IPAddress? Address, long Key);

    /// <summary>Which bucket this request takes from; null where nothing is limited.</summary>
    public Caller? Of(HttpContext context)
    {
        if (!_enabled || context.GetEndpoint() is not { } endpoint || !IsLimited(endpoint))
        {
            return null;
        }
        if (context.Items.TryGetValue(typeof(ApiKeys), out var key))
        {
            return new Caller(_staff, null, (long)key!);
        }
        var request = context.Request;
        var policy = !Tags.IsRead(request)
            ? endpoint.Metadata.GetMetadata<AsksForLettersAttribute>() is not null
                ? _letters
                : BringsFiles(endpoint, request)
                    ? _attach
                    : _send
            : IsSearch(request)
                ? _search
                : _read;
        return new Caller(policy, Network(context.Connection.RemoteIpAddress), 0);
    }

    /// <summary>The bucket of somebody without a key who reads what is kept; null where nothing is limited.</summary>
    public Caller? OfReader(HttpContext context, bool isSearch) =>
        _enabled ? new Caller(isSearch ? _search : _read, Network(context.Connection.RemoteIpAddress), 0) : null;

    public static bool IsSearch(HttpRequest request) => request.Query.ContainsKey("q");

    /// <summary>Takes what the request costs; null when there is enough, else how long to wait.</summary>
    public TimeSpan? Take(Caller caller, HttpRequest request)
    {
        var permits = 1;
        if (caller.Policy == _attach)
        {
            // What does not tell its length may be as long as is allowed.
            var bytes = request.ContentLength ?? 20L * 1024 * 1024;
            permits = (int)Math.Clamp(bytes / BytesAPermit, 1, caller.Policy.Quota);
        }
        using var lease = _limiter.AttemptAcquire(caller, permits);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait
            : Window;
    }

    /// <summary>The fields of draft-ietf-httpapi-ratelimit-headers: <c>r</c> is left, <c>t</c> seconds until the bucket is full again.</summary>
    public void Tell(Caller caller, IHeaderDictionary headers)
    {
        var policy = caller.Policy;
        var left = Math.Min(policy.Quota, _limiter.GetStatistics(caller)?.CurrentAvailablePermits ?? policy.Quota);
        headers["RateLimit-Policy"] = policy.Header;
        headers["RateLimit"] = policy.Tell(left);
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>A form that may hold files does so when it is longer than most texts, or does not tell its length.</summary>
    private static bool BringsFiles(Endpoint endpoint, HttpRequest request) =>
        request.Path.StartsWithSegments("/api/v1/attachments", StringComparison.OrdinalIgnoreCase)
        || (
            endpoint.Metadata.GetMetadata<KeepsInputAttribute>() is not null
            && request.ContentLength is null or > KeepsInputAttribute.LongestWithoutFiles
        );

    /// <summary>Static files and the health checks cost next to nothing.</summary>
    private static bool IsLimited(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null
        && endpoint.Metadata.GetMetadata<Unlimited>() is null;

    private static TokenBucketRateLimiterOptions Options(Policy policy)
    {
        // At least one permit a period, and a period of a second or more.
        var (quota, aSecond) = (policy.Quota, policy.Quota / policy.Window.TotalSeconds);
        var period = aSecond >= 1 ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(1 / aSecond);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = quota,
            TokensPerPeriod = Math.Max(1, (int)aSecond),
            ReplenishmentPeriod = period,
            QueueLimit = 0,
            AutoReplenishment = true,
        };
    }

    internal static IPAddress? Network(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
        {
            return address.MapToIPv4();
        }
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            return address;
        }
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear(); // One household or office has the whole /64.
        return new IPAddress(bytes);
    }
}

/// <summary>A form that sends a letter to whatever address is typed: limited by the hour.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AsksForLettersAttribute : Attribute;

/// <summary>Marks an endpoint that is not limited.</summary>
internal sealed class Unlimited;

/// <summary>Outside what is kept, so that nobody is told another's limits.</summary>
internal sealed class RateLimitHeaders(RequestDelegate next, RateLimits limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (limits.Of(context) is { } caller)
        {
            context.Items[typeof(RateLimits)] = caller;
            context.Response.OnStarting(
                static state =>
                {
                    var (limits, caller, response) = ((RateLimits, RateLimits.Caller, HttpResponse))state;
                    limits.Tell(caller, response.Headers);
                    return Task.CompletedTask;
                },
                (limits, caller, context.Response)
            );
        }
        return next(context);
    }
}

/// <summary>Inside what is kept: only what has to be made is counted. Refuses with 429 before a body is read.</summary>
internal sealed class RateLimitGate(RequestDelegate next, RateLimits limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Once: the page that is shown in place of another is of the same request.
        if (
            !context.Items.TryAdd(typeof(RateLimitGate), this)
            || context.Items[typeof(RateLimits)] is not RateLimits.Caller caller
            || limits.Take(caller, context.Request) is not { } wait
        )
        {
            return next(context);
        }
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (KeepsInputAttribute.Hold(context))
        {
            return next(context);
        }
        if (Problem.Serves(context))
        {
            return Problem.Write(context, Problem.Of(StatusCodes.Status429TooManyRequests, context));
        }
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests; // The page of errors says it.
        return Task.CompletedTask;
    }
}
