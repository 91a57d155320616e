using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Consultation.Api.Pipeline;

namespace Consultation.Api.Http;

/// <summary>
/// Entity tags: every answer to a GET without a key has one, and who has it already is told so (304) before anything is rendered.
/// Tags are weak: the same content, perhaps compressed in another way.
/// </summary>
internal static class Tags
{
    private const string KeptByCaller = "public, max-age=0, must-revalidate";

    /// <summary>A short tag of what makes the content.</summary>
    public static string Of(ReadOnlySpan<byte> content) => $"W/\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 10))}\"";

    /// <summary>The tag of an address under the key that its answer is kept under.</summary>
    public static string Of(HttpRequest request, string key) =>
        Of(Encoding.UTF8.GetBytes($"{key} {request.PathBase}{request.Path}{request.QueryString}"));

    public static string Of(string content) => Of(Encoding.UTF8.GetBytes(content));

    public static bool IsKnown(HttpRequest request, string tag)
    {
        foreach (var value in request.Headers.IfNoneMatch)
        {
            // Our tags hold no comma. "*" is for writes: whoever reads with it has nothing to compare.
            if (value?.Split(',', StringSplitOptions.TrimEntries).Contains(tag, StringComparer.Ordinal) == true)
            {
                return true;
            }
        }
        return false;
    }

    public static void AnswerNotModified(HttpResponse response, string tag)
    {
        response.StatusCode = StatusCodes.Status304NotModified;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = KeptByCaller;
        response.Headers.Vary = "Accept-Encoding";
    }

    public static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}

/// <summary>For answers without a key that are not kept: the tag is made of the content itself.</summary>
internal sealed class ContentTags : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var http = context.HttpContext;
        if (
            answer is null or IResult or string
            || !Tags.IsRead(http.Request)
            || http.GetEndpoint()!.Metadata.GetMetadata<KeptAttribute>() is not null
            || http.RequestServices.GetRequiredService<CurrentUser>().IsStaff
        )
        {
            return answer;
        }
        return new Tagged(JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), Json.Options));
    }

    private sealed class Tagged(byte[] content) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var tag = Tags.Of(content);
            var (response, keep) = (httpContext.Response, httpContext.Response.Headers.CacheControl);
            if (Tags.IsKnown(httpContext.Request, tag))
            {
                Tags.AnswerNotModified(response, tag);
                response.Headers.CacheControl = keep.Count > 0 ? keep : response.Headers.CacheControl;
                return;
            }
            response.Headers.ETag = tag;
            response.Headers.CacheControl = keep.Count > 0 ? keep : "no-cache";
            response.ContentType = "application/json; charset=utf-8";
            await response.Body.WriteAsync(content, httpContext.RequestAborted);
        }
    }
}

/// <summary>Marks an answer that is made anew for each caller, yet changes with its hearing alone: it has the hearing's tag.</summary>
internal sealed class TaggedByHearing : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (
            http.RequestServices.GetRequiredService<CurrentUser>().IsStaff
            || await PublicCache.VersionOf(http, KeptWith.Hearing) is not { } version
        )
        {
            return await next(context);
        }
        var tag = Tags.Of(http.Request, PublicCache.KeyOf(http, version));
        if (Tags.IsKnown(http.Request, tag))
        {
            Tags.AnswerNotModified(http.Response, tag);
            return Results.Empty;
        }
        http.Response.Headers.ETag = tag;
        return await next(context);
    }
}
