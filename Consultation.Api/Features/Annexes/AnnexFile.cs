using Consultation.Api.Files;
using Consultation.Api.Http;
using MediatR;

namespace Consultation.Api.Features.Annexes;

/// <summary>A hearing's file as a download, at the pages' own addresses: for whoever has signed in, and for whoever holds a draft's link.</summary>
public static class AnnexFile
{
    public static Task<IResult> Open(HttpContext http, long hearing, long annex) => Open(http, new GetAnnex.Query(hearing, annex));

    public static Task<IResult> OpenPreview(HttpContext http, string token, long annex) => Open(http, new GetAnnex.ByPreview(token, annex));

    private static async Task<IResult> Open(HttpContext http, IRequest<Domain.AttachedFile> query)
    {
        var services = http.RequestServices;
        var file = await services.GetRequiredService<IMediator>().Send(query, http.RequestAborted);
        return Download.Of(file, services.GetRequiredService<FileStore>(), http, isPrivate: true);
    }
}
