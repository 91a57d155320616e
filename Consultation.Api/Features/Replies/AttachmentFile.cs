using Consultation.Api.Files;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>A file of a reply as a download for whoever has signed in, as it was sent.</summary>
public static class AttachmentFile
{
    public static async Task<IResult> Open(HttpContext http, long hearing, int number, int index)
    {
        var services = http.RequestServices;
        var query = new GetAttachment.Query(hearing, number, index, Scope.All);
        var file = await services.GetRequiredService<IMediator>().Send(query, http.RequestAborted);
        return Download.Of(file, services.GetRequiredService<FileStore>(), http);
    }
}
