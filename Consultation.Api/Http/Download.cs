using Consultation.Api.Files;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Microsoft.Net.Http.Headers;

namespace Consultation.Api.Http;

/// <summary>Somebody's file, a reply's or a hearing's, as a download that no browser shows or runs.</summary>
internal static class Download
{
    /// <param name="isPrivate">For this reader alone, whoever it is; what staff are given always is.</param>
    public static IResult Of(AttachedFile file, FileStore files, HttpContext http, bool isPrivate = false)
    {
        var content = files.Open(file.Sha256) ?? throw new FileNotFoundException("A file that the database names is missing in the store.");
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        // It may be hidden any time: whoever keeps it asks again.
        isPrivate |= http.RequestServices.GetRequiredService<CurrentUser>().IsStaff;
        headers.CacheControl = isPrivate ? "private, no-store" : "public, max-age=0, must-revalidate";
        return Results.File(
            content,
            file.ContentType,
            file.FileName,
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true
        );
    }
}
