using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Reports;

internal static class ReportEndpoints
{
    public static void MapReports(this RouteGroupBuilder api)
    {
        var staff = api.MapStaff("/hearings/{id:long}/rounds/{round:int}/report").WithTags("Reports");
        staff
            .MapPost(
                "/",
                async (long id, int round, IMediator mediator, HttpContext http) =>
                {
                    await mediator.Send(new CompileReport.Command(id, round), http.RequestAborted);
                    return Results.Accepted($"/api/v1/hearings/{id}/rounds/{round}/report");
                }
            )
            .WithMetadata(new Endpoints.ProducesProblem(404))
            .Produces(202)
            .WithName("compileReport");
        staff
            .MapPost(
                "/publish",
                async (long id, int round, IMediator mediator, HttpContext http) =>
                {
                    await mediator.Send(new PublishReport.Command(id, round), http.RequestAborted);
                    return await mediator.Send(new GetReport.Query(id, round), http.RequestAborted);
                }
            )
            .Answers<ReportBody>(200, 404)
            .WithName("publishReport");
        api.MapGet(
                "/hearings/{id:long}/rounds/{round:int}/report",
                (long id, int round, Word<Scope>? scope, IMediator mediator, HttpContext http) =>
                    mediator.Send(new GetReport.Query(id, round, scope?.Value ?? Scope.Published), http.RequestAborted)
            )
            .WithTags("Reports")
            .CacheOutput(PublicCache.Hearing)
            .Answers<ReportBody>(200, 401, 403, 404)
            .WithName("getReport");
    }
}
