using Consultation.Tests.Support;

namespace Consultation.Tests.RealProgram;

/// <summary>The whole job on one real hearing: open, import, read, search, moderate, send, close, report, export, mirror.</summary>
public sealed class WholeHearingTests
{
    [Test]
    public async Task RealHearing_FromOpeningToExport()
    {
        var data = Repository.RealData("us-cms-2022");
        var folder = Directory.CreateTempSubdirectory("consultation-whole-").FullName;
        await using var program = await RunningProgram.Start(folder);
        var closesAt = TimeProvider.System.GetUtcNow().AddSeconds(30);
        var hearing = await RealHearing.Open(program, data, closesAt);

        var first = await hearing.Import(data);
        Assert.Multiple(() =>
        {
            Assert.That(first.Number("read"), Is.EqualTo(647));
            Assert.That(first.Number("accepted"), Is.EqualTo(646));
            Assert.That(first.Number("rejected"), Is.EqualTo(1));
            Assert.That(first["errors"]![0]!.Text("source"), Does.Contain("CMS-2022-0163-0034"));
            Assert.That(first["errors"]![0]!.Text("message"), Does.Contain("unable to translate"));
        });
        Assert.That(await hearing.ReadAll(), Has.Count.EqualTo(646).And.Unique);
        var rows = await hearing.Rows();
        Assert.That(
            rows.Values.Select(row => row.Text("text")),
            Has.None.Contains("&amp;").And.None.Contains("<br").And.None.Contains("&#39;")
        );
        await RealSearch.FindsWhatAScanFinds(hearing, rows);
        var campaign = await RealCampaign.Found(hearing);
        await RealCampaign.IsMarked(hearing, campaign);
        var redacted = await RealModeration.Redact(hearing);
        var withheld = await RealModeration.Withhold(hearing, campaign);

        closesAt = await hearing.RoomToSend(closesAt);
        await SendUntilTheDeadline(hearing, closesAt);
        var report = await hearing.Report();
        var closed = await hearing.Public.GetAsync(hearing.Api).Json(200);
        Assert.Multiple(() =>
        {
            Assert.That(report.Number("replies"), Is.EqualTo(649));
            Assert.That(
                report["bySenderType"]!.AsObject().Sum(type => type.Value!.GetValue<int>()),
                Is.EqualTo(648),
                "without the withheld"
            );
            Assert.That(report["byDay"]!.AsArray().Sum(day => day!.Number("count")), Is.EqualTo(648));
            Assert.That(report.Number("withRemarks") + report.Number("withoutRemarks"), Is.EqualTo(649));
            Assert.That((closed.Text("status"), closed["counts"]!.Number("received")), Is.EqualTo(("underReview", 649)));
            foreach (var count in Counts)
            {
                Assert.That(report.Number(count), Is.EqualTo(closed["counts"]!.Number(count)), count);
            }
            Assert.That(
                (report.Number("published"), report.Number("publishedRedacted"), report.Number("withheld")),
                Is.EqualTo((647, 1, 1))
            );
        });
        await RealCampaign.IsReported(hearing, campaign, report, withheld);
        await RealModeration.IsTold(hearing, 649, redacted, withheld);

        var again = await hearing.Import(data);
        Assert.That((again.Number("accepted"), again.Number("skipped")), Is.EqualTo((0, 646)));
        Assert.That((await hearing.Rows()).Keys, Has.Count.EqualTo(648).And.No.Member(withheld));
        Assert.That(await hearing.CsvRecords(), Is.EqualTo(649), "with the header");
        await program.Kill();
        Directory.Delete(folder, recursive: true);
    }

    private static readonly string[] Counts =
    [
        "published",
        "publishedRedacted",
        "inReview",
        "awaitingDeadline",
        "withheld",
        "withdrawn",
        "late",
        "withRemarks",
        "withoutRemarks",
    ];

    private static async Task SendUntilTheDeadline(RealHearing hearing, DateTimeOffset closesAt)
    {
        await hearing.Public.Send(hearing.Id, Given.Reply("I support a national directory.", "Kari Nordmann")).Json(201);
        var organisation = Given.Reply("", "Kartverket", "organisation");
        organisation["position"] = "withoutRemarks";
        organisation["sender"]!["organisationNumber"] = "971 040 238";
        await hearing.Public.Send(hearing.Id, organisation).Json(201);
        await Poll.UntilInstant(closesAt.AddSeconds(-1));
        var last = await hearing.Public.Send(hearing.Id, Given.Reply("Just in time.", "Digdir", "publicBody")).Json(201);
        Assert.That(last["late"]!.GetValue<bool>(), Is.False);
        await Poll.UntilInstant(closesAt);
        var late = await hearing.Public.Send(hearing.Id, Given.Reply("Too late.")).Json(409);
        Assert.That(late.Text("code"), Is.EqualTo("round.closed"));
    }
}
