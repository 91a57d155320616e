using System.Text;
using Consultation.Api.Data;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>
/// Reads the form as it arrives: fields into memory, files straight to where they are kept. A file that is refused, or more than is taken
/// in all, costs none of the fields; so the form can be shown again whatever came with it.
/// </summary>
internal sealed class FormPost(
    AttachmentIntake intake,
    IMediator mediator,
    TimeProvider clock,
    RequestStart start,
    Consultation.Api.Settings settings
)
{
    /// <summary>Bytes of all fields together: text, answers and comments at their longest, with room.</summary>
    private const int MostFieldBytes = 16 * 1024 * 1024;
    private const int MostFields = 4096;
    private const int MostBoundary = 100;

    /// <param name="Fields">What was typed and chosen, as far as it came.</param>
    /// <param name="Files">What came as files and is kept.</param>
    /// <param name="Errors">What is wrong with files, or that too much came.</param>
    /// <param name="IsSlow">It was so long on its way that it is no longer judged by when it began, and must be sent again.</param>
    public sealed record Read(IFormCollection Fields, IReadOnlyList<FormFile> Files, IReadOnlyList<FormError> Errors, bool IsSlow);

    /// <exception cref="BadHttpRequestException">It is no form.</exception>
    public async Task<Read> Take(HttpContext http)
    {
        var taken = new Taken();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostFieldBytes + (long)ReplyRules.MaxAttachments * settings.AttachmentBytes;
        try
        {
            if (BoundaryOf(http.Request.ContentType) is { } boundary)
                await TakeParts(new MultipartReader(boundary, http.Request.Body), taken, http);
            else
                await TakeFields(http.Request, taken);
        }
        catch (BadHttpRequestException tooMuch) when (tooMuch.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            taken.Errors.Add(new("filer", T("send.error.files_together")));
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form cannot be read.", broken);
        }
        // The token that says that it is our form is looked for here.
        http.Request.Form = new FormCollection(taken.Fields.ToDictionary(field => field.Key, field => new StringValues([.. field.Value])));
        var isSlow = clock.GetUtcNow() - start.At > BodyTimeAttribute.Most;
        return new(http.Request.Form, taken.Files, taken.Errors, isSlow);
    }

    private async Task TakeParts(MultipartReader reader, Taken taken, HttpContext http)
    {
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                continue;
            if (disposition.IsFileDisposition())
                await TakeFile(section.Body, NameOf(disposition), taken, http);
            else
                taken.Add(HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), await Text(section.Body, taken, http.RequestAborted));
        }
    }

    private static async Task TakeFields(HttpRequest request, Taken taken)
    {
        if (!request.HasFormContentType)
            throw new BadHttpRequestException("There is no form.");
        var options = new FormOptions { ValueLengthLimit = MostFieldBytes, BufferBodyLengthLimit = MostFieldBytes };
        foreach (var (name, values) in await request.ReadFormAsync(options))
        {
            foreach (var value in values)
                taken.Add(name, value ?? "");
        }
    }

    private async Task TakeFile(Stream content, string name, Taken taken, HttpContext http)
    {
        // An empty name is the browser's word for no file; whoever has asked too much brings none.
        if (name.Length == 0 || KeepsInputAttribute.IsRefused(http))
            return;
        var known = taken.Count("vedlegg") + taken.Files.Count;
        if (known >= ReplyRules.MaxAttachments)
        {
            taken.Errors.Add(new("filer", T("send.error.file", name, T("send.error.files_many", ReplyRules.MaxAttachments))));
            return;
        }
        try
        {
            var command = await intake.Store(content, name, http.RequestAborted);
            var kept = await mediator.Send(command with { Seed = taken.Seed }, http.RequestAborted);
            taken.Files.Add(new(kept.Token, kept.Size, kept.FileName));
        }
        catch (Refusal refusal)
        {
            taken.Errors.Add(new("filer", T("send.error.file", name, Find("send.refusal." + refusal.Code) ?? Messages.Of(refusal))));
        }
        catch (Unavailable)
        {
            taken.Errors.Add(new("filer", T("send.error.file", name, T("send.error.file_busy"))));
        }
    }

    private static async Task<string> Text(Stream content, Taken taken, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var piece = new byte[16 * 1024];
        int read;
        while ((read = await content.ReadAsync(piece, cancellation)) > 0)
        {
            taken.FieldBytes += read;
            if (taken.FieldBytes > MostFieldBytes)
                throw new BadHttpRequestException("The form is too long.", StatusCodes.Status413PayloadTooLarge);
            bytes.Write(piece, 0, read);
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static string NameOf(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();

    /// <summary>Null: not a form in parts.</summary>
    private static string? BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { HasValue: true, Length: <= MostBoundary } boundary
            ? boundary.ToString()
            : null;

    private sealed class Taken
    {
        public Dictionary<string, List<string>> Fields { get; } = new(StringComparer.Ordinal);
        public List<FormFile> Files { get; } = [];
        public List<FormError> Errors { get; } = [];
        public long FieldBytes { get; set; }

        /// <summary>The form's own key, which stands before its files.</summary>
        public string? Seed => Fields.GetValueOrDefault("innsending") is [{ Length: ReplyForm.KeyBytes * 2 } key] ? key : null;

        public int Count(string name) => Fields.GetValueOrDefault(name)?.Count ?? 0;

        public void Add(string name, string value)
        {
            if (!Fields.TryGetValue(name, out var values))
                Fields[name] = values = [];
            values.Add(value);
            if (Fields.Count > MostFields || values.Count > MostFields)
                throw new BadHttpRequestException("There are too many fields.");
        }
    }
}
