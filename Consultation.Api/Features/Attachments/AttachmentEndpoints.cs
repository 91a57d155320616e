using Consultation.Api.Files;
using Consultation.Api.Http;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Consultation.Api.Features.Attachments;

internal static class AttachmentEndpoints
{
    /// <summary>Room for the boundaries, headers and small fields round the file.</summary>
    private const int Wrapping = 256 * 1024;

    public static void MapAttachments(this RouteGroupBuilder api) =>
        api.MapPost(
                "/attachments",
                async (HttpContext http, IMediator mediator, FileStore files, Settings settings) =>
                {
                    await using var incoming = files.Begin();
                    var fileName = await Receive(http, incoming, settings.AttachmentBytes);
                    var command = await AttachmentIntake.Settle(incoming, fileName);
                    http.Response.Headers.CacheControl = "no-store";
                    return Results.Json(await mediator.Send(command, http.RequestAborted), statusCode: StatusCodes.Status201Created);
                }
            )
            .DisableAntiforgery()
            .Accepts<IFormFile>("multipart/form-data")
            .WithMetadata(new UploadAttribute())
            .Answers<KeepAttachment.Result>(201, 400, 413, 415, 422, 503)
            .WithTags("Replies")
            .WithName("uploadAttachment");

    /// <summary>Streams the one file of the form to disk; answers what the sender calls it.</summary>
    private static async Task<string> Receive(HttpContext http, FileStore.Incoming incoming, long most)
    {
        if (http.Request.ContentLength > most + Wrapping)
        {
            throw Refusals.AttachmentTooLarge();
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = most + Wrapping;
        }
        try
        {
            var reader = new MultipartReader(Boundary(http.Request.ContentType), http.Request.Body);
            string? fileName = null;
            while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
            {
                var name = NameOf(section);
                if (name is null)
                {
                    continue;
                }
                if (fileName is not null)
                {
                    throw new BadHttpRequestException("One file at a time.");
                }
                fileName = name;
                if (!await incoming.Fill(section.Body, most, http.RequestAborted))
                {
                    throw Refusals.AttachmentTooLarge();
                }
            }
            if (fileName is null)
            {
                throw new BadHttpRequestException("There is no file in the form.");
            }
            return fileName;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form cannot be read.", broken);
        }
    }

    private static string Boundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { HasValue: true, Length: <= 100 } boundary
            ? boundary.ToString()
            : throw new BadHttpRequestException("The form has no boundary.");

    /// <summary>Null: a field, not a file.</summary>
    private static string? NameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition()
            ? HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString()
            : null;
}
