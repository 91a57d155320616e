using System.Text.Json;
using Consultation.Api.Http;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Consultation.Api.Features.Imports;

internal static class ImportEndpoints
{
    private const long MostBytes = 1024L * 1024 * 1024;

    public static void MapImports(this RouteGroupBuilder api)
    {
        var staff = api.MapStaff("/hearings/{id:long}/imports").WithTags("Imports");
        staff
            .MapPost(
                "/",
                async (long id, IFormFile file, HttpContext http, IMediator mediator, ImportFiles files, IdGenerator ids) =>
                {
                    var mapping = await ReadMapping(await http.Request.ReadFormAsync(http.RequestAborted), http.RequestAborted);
                    var import = ids.Next();
                    await using var content = file.OpenReadStream();
                    var kept = await files.Keep(import, content, mapping, http.RequestAborted);
                    var command = new StartImport.Command
                    {
                        Id = import,
                        HearingId = id,
                        Mapping = mapping,
                        FileName = file.FileName.Length > 200 ? file.FileName[^200..] : file.FileName,
                        StoredAs = kept.Name,
                        Columns = kept.Columns,
                    };
                    try
                    {
                        var started = await mediator.Send(command, http.RequestAborted);
                        return Results.Accepted($"/api/v1/hearings/{id}/imports/{started.Id}", started);
                    }
                    catch
                    {
                        files.Drop(command.StoredAs);
                        throw;
                    }
                }
            )
            .DisableAntiforgery()
            .WithMetadata(
                new RequestSizeLimitAttribute(MostBytes),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MostBytes, ValueLengthLimit = 1024 * 1024 }
            )
            .Answers<StartImport.Result>(202, 400, 404, 409, 413, 415, 422)
            .WithName("startImport");
        staff
            .MapGet(
                "/{import:long}",
                (long id, long import, string? cursor, IMediator mediator, HttpContext http) =>
                    mediator.Send(new GetImport.Query(id, import) { Cursor = cursor }, http.RequestAborted)
            )
            .Answers<GetImport.Result>(200, 404, 422)
            .WithName("getImport");
    }

    /// <summary>The mapping comes as a form field or as a part of its own.</summary>
    private static async Task<StartImport.Mapping> ReadMapping(IFormCollection form, CancellationToken cancellation)
    {
        try
        {
            StartImport.Mapping? mapping;
            if (form.Files.GetFile("mapping") is { } part)
            {
                await using var stream = part.OpenReadStream();
                mapping = await JsonSerializer.DeserializeAsync<StartImport.Mapping>(stream, Json.Options, cancellation);
            }
            else
            {
                mapping = JsonSerializer.Deserialize<StartImport.Mapping>(form["mapping"].ToString(), Json.Options);
            }
            return mapping is not null && !HasGaps(mapping)
                ? mapping
                : throw new JsonException("The mapping, or something in a list of it, is null.");
        }
        catch (JsonException problem)
        {
            throw new BadHttpRequestException("The mapping is not valid JSON.", problem);
        }
    }

    /// <summary>Lists that hold a null, which the types alone do not keep out.</summary>
    internal static bool HasGaps(StartImport.Mapping mapping) =>
        mapping.Answers?.Contains(null!) == true
        || mapping.Fields?.Name?.Contains(null!) == true
        || mapping.Fields?.Anonymous?.Values.Contains(null!) == true;
}
