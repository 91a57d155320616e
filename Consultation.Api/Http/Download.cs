using Consultation.Api.Files;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Microsoft.Net.Http.Headers;

namespace Consultation.Api.Http;

/// <summary>A sender's file as a download that no browser shows or runs.</summary>
internal static class Download
{
    public static IResult Of(AttachedFile file, FileStore files, HttpContext http)
    {
        var content = files.Open(file.Sha256) ?? throw new FileNotFoundException("A file that a reply names is missing in the store.");
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        // It may be hidden any time: whoever keeps it asks again.
        var isStaff = http.RequestServices.GetRequiredService<CurrentUser>().IsStaff;
        headers.CacheControl = isStaff ? "private, no-store" : "public, max-age=0, must-revalidate";
        return Results.File(
            content,
            file.ContentType,
            file.FileName,
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true
        );
    }
}
