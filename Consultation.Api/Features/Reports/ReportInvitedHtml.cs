using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;

namespace Consultation.Api.Features.Reports;

/// <summary>The report's part on the invited bodies: the numbers, and what came from each.</summary>
internal static class ReportInvitedHtml
{
    /// <param name="number">How a number is written.</param>
    public static void Write(HtmlDocument html, ReportInvited invited, Scope scope, Func<int, string> number)
    {
        html.Element("h2", Messages.Get("report.invited"));
        if (scope == Scope.Published)
        {
            html.Element("p", Messages.Get("report.invitedPublic"));
        }
        html.Open("dl", ("class", "counts"));
        foreach (
            var (key, count) in (ReadOnlySpan<(string, int)>)
                [
                    ("report.invitedCount", invited.Invited),
                    ("report.invitedReplied", invited.Replied),
                    ("report.invitedWithout", invited.WithoutRemarks),
                    ("report.invitedSilent", invited.Silent),
                ]
        )
        {
            html.Open("div").Element("dt", Messages.Get(key)).Element("dd", number(count)).Close();
        }
        html.Close();
        html.Open("table").Element("caption", Messages.Get("report.invited")).Open("thead").Open("tr");
        html.Element("th", Messages.Get("report.invitedBody"), ("scope", "col"));
        html.Element("th", Messages.Get("report.invitedState"), ("scope", "col")).Close().Close().Open("tbody");
        foreach (var line in invited.Bodies)
        {
            html.Open("tr").Element("th", line.Name, ("scope", "row")).Element("td", Say(line, scope)).Close();
        }
        html.Close().Close();
    }

    private static string Say(InvitedLine line, Scope scope)
    {
        if (line.Number is not { } number)
        {
            return Messages.Get(
                line.Declined ? "report.invitedDeclined"
                : scope == Scope.Published ? "report.invitedNonePublic"
                : "report.invitedNone"
            );
        }
        var position = Messages.Get(line.Position == Position.WithoutRemarks ? "report.withoutRemarks" : "report.withRemarks");
        var late = line.Late == true ? $" · {Messages.Get("report.late")}" : "";
        return $"{position} · {Messages.Get("report.replyNumber", number)}{late}";
    }
}
