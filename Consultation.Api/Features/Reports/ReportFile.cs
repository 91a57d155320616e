using System.Globalization;
using System.Text;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Reports;

/// <summary>A report as a file for whoever has signed in: the same documents as the API gives.</summary>
public static class ReportFile
{
    /// <summary>The document in the current culture's language; UTF-8.</summary>
    public static async Task<byte[]> Html(IMediator mediator, long hearing, int round, Scope scope, CancellationToken cancellation)
    {
        var report = await mediator.Send(new GetReport.Query(hearing, round, scope), cancellation);
        var heading = await mediator.Send(new ReadReportHeading.Query(hearing, round, scope), cancellation);
        return Encoding.UTF8.GetBytes(new ReportHtml(report, heading, scope, ReportPageEndpoints.StylesheetAddress).Write());
    }

    public static async Task<byte[]> Csv(IMediator mediator, long hearing, int round, Scope scope, CancellationToken cancellation) =>
        ReportCsv.Write(await mediator.Send(new GetReport.Query(hearing, round, scope), cancellation));

    public static string Name(long hearing, int round) => string.Create(CultureInfo.InvariantCulture, $"report-{hearing}-{round}.csv");
}
