using System.Globalization;
using System.Text;
using Consultation.Api.Pipeline;

namespace Consultation.Api.Features.Reports;

/// <summary>A report as a file for whoever has signed in: the same documents as the API gives.</summary>
public static class ReportFile
{
    /// <summary>The document in the current culture's language; UTF-8.</summary>
    public static byte[] Html(ReportBody report, ReadReportHeading.Result heading, Scope scope) =>
        Encoding.UTF8.GetBytes(new ReportHtml(report, heading, scope, ReportPageEndpoints.StylesheetAddress).Write());

    public static byte[] Csv(ReportBody report) => ReportCsv.Write(report);

    public static string Name(long hearing, int round) => string.Create(CultureInfo.InvariantCulture, $"report-{hearing}-{round}.csv");
}
