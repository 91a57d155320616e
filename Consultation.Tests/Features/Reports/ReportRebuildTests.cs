using System.Text.Json.Nodes;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Reports;
using Consultation.Domain;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Reports;

/// <summary>A published report follows what is later hidden or withdrawn, with a dated note; each compilation is kept.</summary>
public sealed class ReportRebuildTests
{
    private static string Address(string hearing, string more = "") => $"/api/v1/hearings/{hearing}/rounds/1/report{more}";

    private static async Task Compile(TestApp app, string hearing)
    {
        await app.Staff.PostAsync(Address(hearing), null).Json(202);
        await app.DoDueWork();
    }

    private static Task<int> Hide(TestApp app, string hearing, int number, Publication becomes) =>
        app.Database.Write(async db =>
        {
            await StoredReplies.Move(app, db, hearing, number, becomes, Ground.Privacy);
            var round = (await HearingStore.Rounds(db, StoredReplies.Id(hearing)))[0].Id;
            await ReportRebuild.After(db, new IdGenerator(TimeProvider.System), round, app.Clock.GetUtcNow());
            return number;
        });

    private static async Task<string> With3Replies(TestApp app)
    {
        var id = await app.OpenHearing();
        for (var i = 0; i < 3; i++)
        {
            await app.Anonymous.Send(id, Given.Reply()).Json(201);
        }
        return id;
    }

    [Test]
    public async Task Published_IsReplacedOnce_WithDatedNotes_AfterWithholdingAndWithdrawal()
    {
        await using var app = new TestApp();
        var id = await With3Replies(app);
        await Compile(app, id);
        await app.Staff.PostAsync(Address(id, "/publish"), null).Json(200);
        Assert.That((await app.Anonymous.GetAsync(Address(id)).Json(200))["notes"]!.AsArray(), Is.Empty);

        app.Clock.Advance(TimeSpan.FromDays(1));
        await Hide(app, id, 1, Publication.Withheld);
        await Hide(app, id, 2, Publication.Withdrawn);
        Assert.That(
            (await app.Anonymous.GetAsync(Address(id)).Json(200)).Number("published"),
            Is.EqualTo(3),
            "the old one stays up until the new one is there"
        );
        Assert.That(await app.DoDueWork(), Is.EqualTo(1), "one compilation for both");
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var report = await app.Anonymous.GetAsync(Address(id)).Json(200);
        Assert.That((report.Number("published"), report.Number("withheld"), report.Number("withdrawn")), Is.EqualTo((1, 1, 1)));
        Assert.That(
            report["notes"]!.ToJsonString(),
            Is.EqualTo(
                """[{"at":"2026-03-03T11:00:00Z","code":"rebuilt.moderation"},{"at":"2026-03-03T11:00:00Z","code":"rebuilt.withdrawal"}]"""
            )
        );
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await app.DoDueWork(), Is.Zero);

        await Compile(app, id);
        var again = await app.Staff.GetAsync(Address(id)).Json(200);
        Assert.That(again.Text("sha256"), Is.EqualTo(report.Text("sha256")), "the same state, the same notes, the same sum");
    }

    [Test]
    public async Task Unpublished_IsLeftAlone_AndIsCompiledAgainWhenItIsPutUp()
    {
        await using var app = new TestApp();
        var id = await With3Replies(app);
        await Compile(app, id);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await Hide(app, id, 1, Publication.PublishedRedacted);
        Assert.That(await app.DoDueWork(), Is.Zero, "nobody has seen it");
        await app.Staff.PostAsync(Address(id, "/publish"), null).Json(200);
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var report = await app.Anonymous.GetAsync(Address(id)).Json(200);
        Assert.That((report.Number("published"), report.Number("publishedRedacted")), Is.EqualTo((2, 1)));
        Assert.That(report["notes"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task CompiledByStaff_AfterMoreReplies_IsNotPublishedByItself()
    {
        await using var app = new TestApp();
        var id = await With3Replies(app);
        await Compile(app, id);
        await app.Staff.PostAsync(Address(id, "/publish"), null).Json(200);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await Compile(app, id);
        Assert.That((await app.Anonymous.GetAsync(Address(id)).Json(200)).Number("replies"), Is.EqualTo(3));
    }

    [Test]
    public async Task Compilations_AreKept_ForTheMinistrysStaff_LatestFirst()
    {
        await using var app = new TestApp();
        var id = await With3Replies(app);
        await app.Anonymous.GetAsync(Address(id, "/compilations")).Json(401);
        await (await app.Holder("administrator", "kld")).GetAsync(Address(id, "/compilations")).Json(404);
        await Compile(app, id);
        await app.Staff.PostAsync(Address(id, "/publish"), null).Json(200);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await Compile(app, id);

        var kept = await app.Staff.AllPages(Address(id, "/compilations?limit=1"));
        Assert.That(kept.Select(one => one.Number("replies")), Is.EqualTo([4, 3]));
        Assert.That(kept.Select(one => one["publishedAt"] is not null), Is.EqualTo([false, true]));
        Assert.That(kept.Select(one => one.Text("cutoff")), Is.EqualTo(["2026-03-02T12:00:00Z", "2026-03-02T11:00:00Z"]));
        var latest = await app.Staff.GetAsync(Address(id)).Json(200);
        Assert.That(kept[0].Text("sha256"), Is.EqualTo(latest.Text("sha256")));
    }
}
