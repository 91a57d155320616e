using System.Diagnostics;
using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using FluentValidation;
using Microsoft.AspNetCore.Diagnostics;

namespace Consultation.Api.Http;

/// <summary>Every error of the API, as <c>application/problem+json</c> (RFC 9457).</summary>
public sealed record Problem
{
    public required int Status { get; init; }
    public required string Title { get; init; }

    /// <summary>Stable; programs decide by it.</summary>
    public required string Code { get; init; }
    public string? Detail { get; init; }
    public required string TraceId { get; init; }

    /// <summary>Field to messages, for bad input.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>What is closed for an evening is asked for again in five minutes, not in two seconds.</summary>
    private const int ClosedSeconds = 300;

    /// <summary>Whether the caller speaks to the API (and not to a page).</summary>
    internal static bool Serves(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    internal static Task Write(HttpContext context, int status, string code, string title, string? detail = null) =>
        Write(
            context,
            new()
            {
                Status = status,
                Code = code,
                Title = title,
                Detail = detail,
                TraceId = Trace(context),
            }
        );

    internal static Task Write(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(problem, Json.Options, "application/problem+json");
    }

    /// <summary>When it is worth trying again, where that is known.</summary>
    public static void TellWhen(HttpResponse response, Exception exception)
    {
        int? seconds = exception switch
        {
            Unavailable unavailable => unavailable.RetryAfterSeconds,
            Refusal { Kind: RefusalKind.Closed } => ClosedSeconds,
            _ => null,
        };
        if (seconds is { } wait)
        {
            response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    internal static Problem Of(Exception exception, HttpContext context) =>
        exception switch
        {
            Refusal refusal => Of(refusal, context),
            ValidationException invalid => new()
            {
                Status = 422,
                Code = CodeOf(invalid),
                Title = Messages.Get("problem.invalid"),
                TraceId = Trace(context),
                Errors = invalid
                    .Errors.GroupBy(failure => FieldName(failure.PropertyName), StringComparer.Ordinal)
                    .ToDictionary(field => field.Key, field => field.Select(failure => failure.ErrorMessage).Distinct().ToArray()),
            },
            BadHttpRequestException bad => Of(bad.StatusCode, context) with
            {
                Detail = Malformed.Place(bad),
                Errors = Malformed.Errors(bad),
            },
            Unavailable => Of(503, context),
            _ => Of(500, context),
        };

    /// <summary>A problem that has only its status.</summary>
    internal static Problem Of(int status, HttpContext context)
    {
        var (code, text) = status switch
        {
            400 => ("request.malformed", "problem.malformed"),
            401 => ("unauthorized", "problem.unauthorized"),
            403 => ("forbidden", "refusal.forbidden"),
            404 => ("not_found", "refusal.not_found"),
            405 => ("method_not_allowed", "problem.method"),
            408 => ("request.timeout", "problem.timeout"),
            413 => ("request.too_large", "problem.too_large"),
            415 => ("media_type.not_supported", "problem.media_type"),
            429 => ("rate_limited", "problem.too_many"),
            503 => ("unavailable", "problem.unavailable"),
            >= 500 => ("internal", "problem.internal"),
            _ => ("request.refused", "problem.malformed"),
        };
        return new()
        {
            Status = status,
            Code = code,
            Title = Messages.Get(text),
            TraceId = Trace(context),
        };
    }

    private static Problem Of(Refusal refusal, HttpContext context)
    {
        var sentence = Messages.Of(refusal);
        return new()
        {
            Status = refusal.Kind switch
            {
                RefusalKind.NotFound => 404,
                RefusalKind.Forbidden => 403,
                RefusalKind.Conflict => 409,
                RefusalKind.TooLarge => 413,
                RefusalKind.TypeNotAllowed => 415,
                RefusalKind.Closed => 503,
                _ => 422,
            },
            Code = refusal.Code,
            Title = sentence,
            TraceId = Trace(context),
            Errors = refusal.Field is { } field ? new Dictionary<string, string[]> { [field] = [sentence] } : null,
        };
    }

    /// <summary>A refusal's own code where a rule with one is broken, else that the input is wrong.</summary>
    private static string CodeOf(ValidationException invalid) =>
        invalid.Errors.FirstOrDefault(failure => failure.ErrorCode.StartsWith(Rules.RefusalPrefix, StringComparison.Ordinal)) is { } refusal
            ? refusal.ErrorCode[Rules.RefusalPrefix.Length..]
            : "validation";

    private static string Trace(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static string FieldName(string property) =>
        string.Join('.', property.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}

/// <summary>Makes problem+json of whatever the API throws; leaves pages to the site's own error pages.</summary>
internal sealed class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!Problem.Serves(httpContext) && !httpContext.Request.Path.StartsWithSegments("/feeds", StringComparison.Ordinal))
        {
            return false;
        }
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = 499;
            return true;
        }
        exception = Unavailable.Of(exception) ?? exception;
        var problem = Problem.Of(exception, httpContext);
        if (problem is { Status: 403, Code: "forbidden" } && !httpContext.RequestServices.GetRequiredService<CurrentUser>().IsStaff)
        {
            // Not too little right, but no key at all.
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";
            problem = Problem.Of(401, httpContext);
        }
        if (problem.Status >= 500 && exception is not Refusal)
        {
            log.LogError(
                exception,
                "Answered {Status} to {Method}, trace {TraceId}",
                problem.Status,
                httpContext.Request.Method,
                problem.TraceId
            );
        }
        Problem.TellWhen(httpContext.Response, exception);
        await Problem.Write(httpContext, problem);
        return true;
    }
}
