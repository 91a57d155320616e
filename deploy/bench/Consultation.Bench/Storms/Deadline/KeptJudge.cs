using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Consultation.Bench.Product;
using Consultation.Bench.Results;

namespace Consultation.Bench.Storms.Deadline;

/// <summary>What a hearing holds afterwards: each acknowledged reply once, nothing else, and a report that counts exactly those.</summary>
internal sealed class KeptJudge(string storm, StaffClient staff, HearingAtDeadline hearing, DateTimeOffset deadline, Verdicts verdicts)
{
    /// <summary>A report's cut-off lies 35 s behind the deadline; then it is compiled.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private string Which => hearing.TakesLate ? "the hearing that takes late replies" : "the hearing that refuses late replies";

    public async Task JudgeAsync(IReadOnlyList<Submission> sent, CancellationToken cancellationToken)
    {
        var acknowledged = sent.Where(one => one.Receipt is not null).ToDictionary(one => one.Receipt!.Number);
        var held = await HeldAsync(cancellationToken);
        var lost = acknowledged
            .Where(one => !held.TryGetValue(one.Key, out var name) || name != Requests.NameOf(one.Value.Number))
            .ToArray();
        verdicts.Judge(
            storm,
            lost.Length == 0,
            $"{acknowledged.Count} acknowledged of {Which}: each is there under its number ({lost.Length} are not)"
        );
        var twice = held.Values.GroupBy(name => name, StringComparer.Ordinal).Count(name => name.Count() > 1);
        verdicts.Judge(
            storm,
            twice == 0 && held.Count == acknowledged.Count,
            $"{Which} holds {held.Count} replies, none twice ({twice}) and none that nobody was told of"
        );
        await JudgeReportAsync(acknowledged.Values, cancellationToken);
    }

    private async Task JudgeReportAsync(IEnumerable<Submission> acknowledged, CancellationToken cancellationToken)
    {
        var receipts = acknowledged.Select(one => one.Receipt!).ToArray();
        var report = await ReportAsync(cancellationToken);
        if (report is null)
        {
            verdicts.Judge(storm, isGood: false, $"the report of {Which} has not come {Patience.TotalSeconds:0} s after the deadline");
            return;
        }
        var (counted, late) = ((int)report["replies"]!, (int)report["late"]!);
        verdicts.Judge(
            storm,
            counted == receipts.Length && late == receipts.Count(receipt => receipt.Late),
            string.Create(
                CultureInfo.InvariantCulture,
                $"the report of {Which} counts {counted} replies, {late} of them late; acknowledged were {receipts.Length}, {receipts.Count(receipt => receipt.Late)} of them late; compiled {((DateTimeOffset)report["compiledAt"]! - deadline).TotalSeconds:0} s after the deadline"
            )
        );
    }

    private async Task<JsonNode?> ReportAsync(CancellationToken cancellationToken)
    {
        while (TimeProvider.System.GetUtcNow() < deadline + Patience)
        {
            if (await staff.FindAsync($"hearings/{hearing.Id}/rounds/1/report?scope=all", cancellationToken) is { } report)
                return report;
            await Task.Delay(500, cancellationToken);
        }
        return null;
    }

    private async Task<Dictionary<int, string>> HeldAsync(CancellationToken cancellationToken)
    {
        var held = new Dictionary<int, string>();
        string? cursor = null;
        do
        {
            var page = await staff.SendAsync(
                HttpMethod.Get,
                $"hearings/{hearing.Id}/replies?scope=all&limit=100{(cursor is null ? "" : $"&cursor={cursor}")}",
                null,
                cancellationToken
            );
            foreach (var item in (JsonArray)page["items"]!)
                held.Add((int)item!["number"]!, (string)item["sender"]!["name"]!);
            cursor = (string?)page["next"];
        } while (cursor is not null);
        return held;
    }
}
