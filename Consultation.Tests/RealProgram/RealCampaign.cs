using System.Diagnostics;
using System.Text.Json.Nodes;
using Consultation.Tests.Features.Campaigns;
using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>The real hearing's one large campaign, in lists and in the report.</summary>
internal static class RealCampaign
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Groups follow the import by seconds: the campaign counts when it has stood still for longer than they wait.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(4);

    public static async Task<JsonNode> Found(RealHearing hearing)
    {
        var (before, since) = ("", Stopwatch.GetTimestamp());
        var campaign = await Poll.Until(
            async () =>
            {
                var largest = (await hearing.Public.Campaigns(hearing.Id)).FirstOrDefault();
                var now = largest?.ToJsonString() ?? "";
                if (now != before)
                {
                    (before, since) = (now, Stopwatch.GetTimestamp());
                }
                return largest is not null && Stopwatch.GetElapsedTime(since) > Settled ? largest : null;
            },
            Patience,
            "the campaign"
        );
        Assert.That(campaign.Text("kind"), Is.EqualTo("nearIdentical"));
        Assert.That(campaign.Number("size"), Is.InRange(200, 235));
        Assert.That(campaign.Number("identical"), Is.InRange(140, campaign.Number("size")));
        return campaign;
    }

    /// <summary>Its members are those that the list marks, those that the filter leaves, and those that the export names.</summary>
    public static async Task IsMarked(RealHearing hearing, JsonNode campaign)
    {
        var members = await Members(hearing, campaign);
        Assert.That(members, Has.Length.EqualTo(campaign.Number("size")).And.Member(campaign.Number("representative")));
        var mark = $"{campaign.Text("id")} of {campaign.Number("size")}";
        var marks = await hearing.Public.Marks(hearing.Id, "?limit=100");
        Assert.That(marks.Where(one => one.Value == mark).Select(one => one.Key).Order(), Is.EqualTo(members));
        var filtered = await hearing.Public.Marks(hearing.Id, $"?limit=100&sort=oldest&campaign={campaign.Text("id")}");
        Assert.That(filtered.Keys, Is.EqualTo(members));
        Assert.That(filtered.Values, Has.All.EqualTo(mark));
        var exported = (await hearing.Rows()).Where(row => row.Value["campaign"]?.Text("id") == campaign.Text("id"));
        Assert.That(exported.Select(row => row.Key).Order(), Is.EqualTo(members));
    }

    /// <summary>The report has it as the list has it: one smaller than it was, for one member is withheld.</summary>
    public static async Task IsReported(RealHearing hearing, JsonNode before, JsonNode report, int withheld)
    {
        var campaign = (await hearing.Public.Campaigns(hearing.Id))[0];
        Assert.That(campaign.Number("size"), Is.EqualTo(before.Number("size") - 1));
        Assert.That(await Members(hearing, campaign), Has.No.Member(withheld));
        var reported = report["campaigns"]![0]!;
        Assert.Multiple(() =>
        {
            foreach (var name in (string[])["id", "kind"])
            {
                Assert.That(reported.Text(name), Is.EqualTo(campaign.Text(name)), name);
            }
            foreach (var name in (string[])["size", "identical", "representative"])
            {
                Assert.That(reported.Number(name), Is.EqualTo(campaign.Number(name)), name);
            }
        });
    }

    public static async Task<int[]> Members(RealHearing hearing, JsonNode campaign) =>
        (
            await hearing.Public.Campaign(hearing.Id, int.Parse(campaign.Text("id"), System.Globalization.CultureInfo.InvariantCulture))
        ).Members();
}
