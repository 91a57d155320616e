using Consultation.Api.Http;
using MediatR;

namespace Consultation.Api.Features.Ministries;

internal static class MinistryEndpoints
{
    public static void MapMinistries(this RouteGroupBuilder api)
    {
        api.MapStaff("/ministries")
            .WithTags("Ministries")
            .MapPut(
                "/{code}",
                (string code, SaveMinistry.Command body, IMediator mediator, HttpContext http) =>
                    mediator.Send(body with { Code = code }, http.RequestAborted)
            )
            .Answers<MinistryItem>(200, 422)
            .WithName("saveMinistry");
        api.MapGet("/ministries", (IMediator mediator, HttpContext http) => mediator.Send(new ListMinistries.Query(), http.RequestAborted))
            .WithTags("Ministries")
            .Kept(KeptWith.Site)
            .Answers<Page<MinistryItem>>(200)
            .WithName("listMinistries");
    }
}
