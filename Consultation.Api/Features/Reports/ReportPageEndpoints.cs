using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Localization;

namespace Consultation.Api.Features.Reports;

/// <summary>
/// Serves a report as a document. Its language is the one asked for in the address, else the reader's, else the hearing's; as it depends
/// on the reader it is not kept with the public answers, but has an ETag of its own bytes.
/// </summary>
internal static class ReportPageEndpoints
{
    /// <summary>Below the API's base path: the document looks the same where the program has no pages.</summary>
    private const string Stylesheet = "/report.css";

    /// <summary>Where a document that the pages serve finds it.</summary>
    internal const string StylesheetAddress = "/api/v1" + Stylesheet;

    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly byte[] Css = Read();
    private static readonly string CssTag = Tag(Css);

    public static void MapReportPage(this RouteGroupBuilder api, string address)
    {
        api.MapGet(
                address,
                (long id, int round, Word<Scope>? scope, string? lang, IMediator mediator, CurrentUser user, HttpContext http) =>
                    Answer(new GetReport.Query(id, round, scope?.Value ?? Scope.Published), lang, mediator, user, http)
            )
            .WithTags("Reports")
            .Produces<string>(200, "text/html")
            .WithMetadata(new Endpoints.ProducesProblem(401), new Endpoints.ProducesProblem(403), new Endpoints.ProducesProblem(404))
            .WithName("getReportHtml");
        api.MapGet(Stylesheet, Style).ExcludeFromDescription();
    }

    private static async Task<IResult> Answer(GetReport.Query query, string? asked, IMediator mediator, CurrentUser user, HttpContext http)
    {
        var report = await mediator.Send(query, http.RequestAborted);
        var heading = await mediator.Send(new ReadReportHeading.Query(query.HearingId, query.Round, query.Scope), http.RequestAborted);
        var language = Language(asked, http, heading.Language);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        var html = new ReportHtml(report, heading, query.Scope, $"{http.Request.PathBase}/api/v1{Stylesheet}").Write();
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.ContentLanguage = language;
        headers.Vary = "Accept-Encoding, Accept-Language";
        headers.CacheControl = user.IsStaff ? "private, no-store" : "public, max-age=0, must-revalidate";
        return Tagged(http, Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", null);
    }

    private static IResult Style(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return Tagged(http, Css, "text/css; charset=utf-8", CssTag);
    }

    private static IResult Tagged(HttpContext http, byte[] body, string type, string? tag)
    {
        tag ??= Tag(body);
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(body, type);
    }

    private static string Language(string? asked, HttpContext http, string hearing)
    {
        var reader = http.Features.Get<IRequestCultureFeature>() is { Provider: not null } told
            ? told.RequestCulture.UICulture.TwoLetterISOLanguageName
            : null;
        return Known(asked) ?? Known(reader) ?? Known(hearing) ?? Links.Languages[0];
    }

    private static string? Known(string? language) =>
        language is "no" ? "nb"
        : language is not null && Links.Languages.Contains(language) ? language
        : null;

    private static string Tag(byte[] body) => $"W/\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 10))}\"";

    private static byte[] Read()
    {
        var assembly = typeof(ReportPageEndpoints).Assembly;
        using var stream = assembly.GetManifestResourceStream("Consultation.Api.Features.Reports.report.css")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
