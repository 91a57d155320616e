using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Reports;

internal static class ReportEndpoints
{
    private const string Address = "/hearings/{id:long}/rounds/{round:int}/report";

    public static void MapReports(this RouteGroupBuilder api)
    {
        var staff = api.MapStaff(Address).WithTags("Reports");
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
        staff
            .MapGet(
                "/compilations",
                (long id, int round, int? limit, string? cursor, IMediator mediator, HttpContext http) =>
                    mediator.Send(
                        new ListCompilations.Query
                        {
                            HearingId = id,
                            Round = round,
                            Limit = limit ?? 50,
                            Cursor = cursor,
                        },
                        http.RequestAborted
                    )
            )
            .Answers<Page<ListCompilations.Item>>(200, 404, 422)
            .WithName("listReportCompilations");
        api.MapGet(
                Address,
                (long id, int round, Word<Scope>? scope, IMediator mediator, HttpContext http) =>
                    mediator.Send(new GetReport.Query(id, round, scope?.Value ?? Scope.Published), http.RequestAborted)
            )
            .WithTags("Reports")
            .Kept(KeptWith.Hearing)
            .Answers<ReportBody>(200, 401, 403, 404)
            .WithName("getReport");
        api.MapGet(
                Address + ".csv",
                async (long id, int round, Word<Scope>? scope, IMediator mediator, HttpContext http) =>
                {
                    var report = await mediator.Send(new GetReport.Query(id, round, scope?.Value ?? Scope.Published), http.RequestAborted);
                    return Results.Bytes(ReportCsv.Write(report), "text/csv; charset=utf-8", $"report-{id}-{round}.csv");
                }
            )
            .WithTags("Reports")
            .Kept(KeptWith.Hearing)
            .Produces<string>(200, "text/csv")
            .WithMetadata(new Endpoints.ProducesProblem(401), new Endpoints.ProducesProblem(403), new Endpoints.ProducesProblem(404))
            .WithName("getReportCsv");
        api.MapReportPage(Address + ".html");
    }
}
