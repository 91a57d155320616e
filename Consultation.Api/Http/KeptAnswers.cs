using System.Collections.Concurrent;
using System.Globalization;
using Consultation.Api.Telemetry;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;

namespace Consultation.Api.Http;

/// <summary>An answer as it went out, compressed, with the version of what it shows.</summary>
internal sealed record KeptAnswer
{
    /// <summary>The hearing whose version it is; null: the site's.</summary>
    public required long? Hearing { get; init; }
    public required PublicVersion Version { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Scheme and host that stand in it; null where none do.</summary>
    public required string? Host { get; init; }
    public required bool IsSearch { get; init; }
    public required string Tag { get; init; }
    public required KeyValuePair<string, StringValues>[] Headers { get; init; }
    public required byte[] Body { get; init; }
}

/// <summary>
/// The kept answers by address and encoding. Whether one still holds is judged when it is found: it must be of the present version and day,
/// and not older than <see cref="Most"/>. What has not been asked for lately makes room.
/// </summary>
internal sealed class KeptAnswers(
    IResponseCompressionProvider compression,
    RateLimits limits,
    TimeProvider clock,
    Settings settings,
    Instruments instruments
)
{
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(60);
    private const int LongestBody = 8 * 1024 * 1024;

    /// <summary>What an answer takes beside its body, about.</summary>
    private const int Overhead = 2048;
    private static readonly KeyValuePair<string, object?> KeptBefore = new("source", "kept");
    private const int MostEncodings = 500;
    private static readonly string[] Seconds =
    [
        .. Enumerable.Range(0, (int)Most.TotalSeconds + 1).Select(second => second.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Bytes in each of the two generations.</summary>
    private readonly long _room = settings.AnswerMegabytes * 1024L * 1024 / 2;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, string> _encodings = new(StringComparer.Ordinal);
    private ConcurrentDictionary<(string Target, string Encoding), KeptAnswer> _young = new();
    private ConcurrentDictionary<(string Target, string Encoding), KeptAnswer> _old = new();
    private long _size;

    public bool KeepsAny => _room > 0;

    /// <summary>Null where nothing is kept that is good for this request: then it has to be made.</summary>
    public KeptAnswer? Find(HttpContext http, (string Target, string Encoding) key, PublicVersion version)
    {
        var answer = Find(http, key);
        return answer is not null && Holds(answer, version) ? answer : null;
    }

    /// <summary>The same without knowing what the request asks for: as long as the versions in memory are fresh.</summary>
    public KeptAnswer? Find(HttpContext http, Versions versions)
    {
        var answer = Find(http, (Asked(http), Encoding(http)));
        return answer is not null && versions.InMemory(answer.Hearing) is { } version && Holds(answer, version) ? answer : null;
    }

    public void Keep((string Target, string Encoding) key, KeptAnswer answer)
    {
        if (answer.Body.Length > Math.Min(LongestBody, _room))
        {
            return;
        }
        lock (_gate)
        {
            _size += answer.Body.Length + Overhead;
            if (_size > _room)
            {
                (_old, _young, _size) = (_young, new(), answer.Body.Length + Overhead);
            }
            _young[key] = answer;
        }
    }

    /// <summary>The encoding that the compression would choose.</summary>
    public string Encoding(HttpContext http)
    {
        string? accepted = http.Request.Headers.AcceptEncoding;
        if (accepted is null)
        {
            return "identity";
        }
        if (_encodings.TryGetValue(accepted, out var known))
        {
            return known;
        }
        var encoding = compression.GetCompressionProvider(http)?.EncodingName ?? "identity";
        if (_encodings.Count < MostEncodings)
        {
            _encodings[accepted] = encoding;
        }
        return encoding;
    }

    /// <summary>What an answer is kept under: the address without what it does not follow from.</summary>
    public (string Target, string Encoding) Key(HttpContext http, KeptAttribute how)
    {
        var (asked, query) = (Asked(http), http.Request.Query);
        if (how.VariesBy is null || query.Keys.All(name => how.VariesBy.Contains(name, StringComparer.Ordinal)))
        {
            return (asked, Encoding(http));
        }
        var heeded = how.VariesBy.Where(name => query[name].Any(value => !string.IsNullOrEmpty(value)));
        return (
            asked[..asked.IndexOf('?', StringComparison.Ordinal)]
                + QueryString.Create(heeded.Select(name => KeyValuePair.Create(name, query[name]))),
            Encoding(http)
        );
    }

    /// <summary>Whether its absolute addresses, where it has some, are of the host that is asked.</summary>
    public static bool IsFor(HttpContext http, KeptAnswer answer) =>
        answer.Host is null || string.Equals(answer.Host, HostOf(http.Request), StringComparison.Ordinal);

    public static string HostOf(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    public Task Serve(HttpContext http, KeptAnswer answer)
    {
        instruments.Answers.Add(1, KeptBefore);
        var response = http.Response;
        var headers = response.Headers;
        foreach (var (name, value) in answer.Headers)
        {
            headers[name] = value;
        }
        headers.Age = Seconds[(int)Math.Clamp((clock.GetUtcNow() - answer.MadeAt).TotalSeconds, 0, Seconds.Length - 1)];
        headers.ContentLength = answer.Body.Length;
        if (limits.OfReader(http, answer.IsSearch) is { } caller)
        {
            limits.Tell(caller, headers);
        }
        // Not the request's own token: it would be made for this alone, and the server ends a broken connection's writes by itself.
        return response.Body.WriteAsync(answer.Body, 0, answer.Body.Length, CancellationToken.None);
    }

    private bool Holds(KeptAnswer answer, PublicVersion version)
    {
        var now = clock.GetUtcNow();
        // What a page calls soon or recent changes with the day.
        return version == answer.Version && now - answer.MadeAt < Most && now.UtcDateTime.Date == answer.MadeAt.UtcDateTime.Date;
    }

    /// <summary>The address on the wire, whatever was made of it since.</summary>
    private static string Asked(HttpContext http) =>
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is { Length: > 0 } target
            ? target
            : $"{http.Request.PathBase}{http.Request.Path}{http.Request.QueryString}"; // A server without a wire.

    private KeptAnswer? Find(HttpContext http, (string Target, string Encoding) key)
    {
        if (!_young.TryGetValue(key, out var answer))
        {
            if (!_old.TryRemove(key, out answer))
            {
                return null;
            }
            Keep(key, answer);
        }
        return IsFor(http, answer) ? answer : null;
    }
}
