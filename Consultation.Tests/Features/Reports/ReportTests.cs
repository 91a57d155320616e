using System.Text.Json.Nodes;
using Consultation.Domain;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Reports;

public sealed class ReportTests
{
    private static string Address(string hearing, string more = "") => $"/api/v1/hearings/{hearing}/rounds/1/report{more}";

    private static Task<JsonNode> Get(HttpClient client, string hearing, int status = 200, string more = "") =>
        client.GetAsync(Address(hearing, more)).Json(status);

    private static async Task<JsonNode> Compiled(TestApp app, string hearing, string more = "")
    {
        await app.Staff.PostAsync(Address(hearing), null).Json(202);
        await app.DoDueWork();
        return await Get(app.Staff, hearing, more: more);
    }

    [Test]
    public async Task Compile_Anonymous_IsUnauthorized_ByAnalyst_IsForbidden_ByForeignStaff_IsNotFound()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var analyst = await app.Holder("analyst", "ksd");
        var foreigner = await app.Holder("administrator", "kld");
        foreach (var address in new[] { Address(id), Address(id, "/publish") })
        {
            await app.Anonymous.PostAsync(address, null).Json(401);
            await analyst.PostAsync(address, null).Json(403);
            await foreigner.PostAsync(address, null).Json(404);
        }
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/2/report", null).Json(404);
    }

    [Test]
    public async Task Get_BeforePublishing_IsForTheMinistrysStaffAlone_AfterIt_ForAll()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var foreigner = await app.Holder("administrator", "kld");
        var analyst = await app.Holder("analyst", "ksd");
        Assert.That((await Get(app.Staff, id, 404)).Text("code"), Is.EqualTo("report.not_ready"));
        Assert.That((await app.Staff.PostAsync(Address(id, "/publish"), null).Json(404)).Text("code"), Is.EqualTo("report.not_ready"));
        await Compiled(app, id);
        Assert.That((await Get(app.Anonymous, id, 404)).Text("code"), Is.EqualTo("report.not_ready"));
        await Get(foreigner, id, 404);
        await Get(analyst, id);
        await app.Staff.PostAsync(Address(id, "/publish"), null).Json(200);
        await Get(app.Anonymous, id);
        await Get(foreigner, id);
        await Get(app.Anonymous, id, 401, "?scope=all");
        await Get(foreigner, id, 404, "?scope=all");
        await Get(analyst, id, 200, "?scope=all");
    }

    [Test]
    public async Task Report_CountsAsTheHearingDoes_AndThePublicOneBreaksDownOnlyWhatIsPublished()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("verifiedImmediate", "accept");
        // Half past one at night in Oslo: the next local day.
        app.Clock.MoveTo(new DateTimeOffset(2026, 3, 10, 23, 30, 0, TimeSpan.Zero));
        await app.Staff.Send(id, Given.Reply(type: "publicBody")).Json(201);
        var silent = Given.Reply(type: "publicBody");
        silent["position"] = "withoutRemarks";
        await app.Staff.Send(id, silent).Json(201);
        await app.Anonymous.Send(id, Given.Reply(type: "organisation")).Json(201);
        app.Clock.MoveTo(await app.Deadline(id) + TimeSpan.FromHours(1));
        await app.Anonymous.Send(id, Given.Reply()).Json(201);

        var staff = await Compiled(app, id, "?scope=all");
        var counts = (await app.Hearing(id))["counts"]!;
        foreach (
            var (mine, theirs) in new[]
            {
                ("replies", "received"),
                ("published", "published"),
                ("withheld", "withheld"),
                ("late", "late"),
                ("withRemarks", "withRemarks"),
                ("withoutRemarks", "withoutRemarks"),
            }
        )
        {
            Assert.That(staff.Number(mine), Is.EqualTo(counts.Number(theirs)), mine);
        }
        Assert.That(staff.Number("replies"), Is.EqualTo(4));
        Assert.That(staff["bySenderType"]!.ToJsonString(), Is.EqualTo("""{"person":1,"organisation":1,"publicBody":2}"""));
        Assert.That(staff["byDay"]!.ToJsonString(), Is.EqualTo("""[{"date":"2026-03-11","count":3},{"date":"2026-05-30","count":1}]"""));

        var everybody = await app.Staff.PostAsync(Address(id, "/publish"), null).Json(200);
        Assert.That((await Get(app.Anonymous, id)).ToJsonString(), Is.EqualTo(everybody.ToJsonString()));
        Assert.That(everybody.Number("replies"), Is.EqualTo(4));
        Assert.That(everybody.Number("published"), Is.EqualTo(2));
        Assert.That(everybody.Number("late"), Is.EqualTo(1), "the hearing's own number, which everybody sees");
        Assert.That(everybody.Number("inReview"), Is.EqualTo(2));
        Assert.That(everybody["bySenderType"]!.ToJsonString(), Is.EqualTo("""{"person":0,"organisation":0,"publicBody":2}"""));
        Assert.That(everybody["byDay"]!.ToJsonString(), Is.EqualTo("""[{"date":"2026-03-11","count":2}]"""));
    }

    [Test]
    public async Task Report_OfTheSameState_IsTheSameToTheByte_ButForWhenItWasCompiled()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        app.Clock.Advance(TimeSpan.FromHours(1));
        var first = await Compiled(app, id);
        app.Clock.Advance(TimeSpan.FromHours(1));
        var second = await Compiled(app, id);
        Assert.That(second.Text("compiledAt"), Is.Not.EqualTo(first.Text("compiledAt")));
        Assert.That(second.Text("cutoff"), Is.EqualTo("2026-03-02T12:00:00Z"), "the last thing that it counts");
        first.AsObject().Remove("compiledAt");
        second.AsObject().Remove("compiledAt");
        Assert.That(second.ToJsonString(), Is.EqualTo(first.ToJsonString()));

        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var third = await Compiled(app, id);
        Assert.That(third.Text("sha256"), Is.Not.EqualTo(second.Text("sha256")));
        app.Clock.MoveTo(await app.Deadline(id));
        Assert.That((await Compiled(app, id)).Instant("cutoff"), Is.EqualTo(app.Clock.GetUtcNow()));
    }

    [Test]
    public async Task Deadline_CompilesTheReport_WhenWhatBeganInTimeHasArrived_Once()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var closesAt = await app.Deadline(id);
        app.Clock.MoveTo(closesAt);
        Assert.That(await app.DoDueWork(), Is.EqualTo(1), "the closing");
        app.Clock.MoveTo(closesAt + Deadline.Grace - TimeSpan.FromMilliseconds(1));
        Assert.That(await app.DoDueWork(), Is.Zero);
        await Get(app.Staff, id, 404);
        app.Clock.MoveTo(closesAt + Deadline.Grace);
        Assert.That(await app.DoDueWork(), Is.EqualTo(1), "the report");
        Assert.That((await Get(app.Staff, id)).Number("replies"), Is.EqualTo(1));
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await app.DoDueWork(), Is.Zero, "nothing more");
    }

    [Test]
    public async Task Deadline_MovedBeforeItCame_DoesNothingAtTheOldOne()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var before = await app.Deadline(id);
        await app.Extend(id, new { closesAt = before.AddDays(7), reason = "Mer tid." }).Json(200);
        app.Clock.MoveTo(before + Deadline.Grace);
        await app.DoDueWork();
        await Get(app.Staff, id, 404);
        app.Clock.MoveTo(before.AddDays(7));
        await app.DoDueWork();
        app.Clock.Advance(Deadline.Grace);
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        await Get(app.Staff, id);
    }

    [Test]
    public async Task Deadline_MovedAfterItPassed_IsClosedAndReportedAgain_Once()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var before = await app.Deadline(id);
        app.Clock.MoveTo(before + Deadline.Grace);
        await app.DoDueWork();
        await app.Extend(id, new { closesAt = before.AddDays(7), reason = "Mer tid." }).Json(200);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        app.Clock.MoveTo(before.AddDays(7));
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        app.Clock.Advance(Deadline.Grace);
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        Assert.That(await app.DoDueWork(), Is.Zero);
        Assert.That((await Get(app.Staff, id)).Number("replies"), Is.EqualTo(1));
    }

    [Test]
    public async Task Publish_Again_PutsTheLatestCompilationUp_TheEarlierStaysUpUntilThen()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await Compiled(app, id);
        await app.Staff.PostAsync(Address(id, "/publish"), null).Json(200);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await Compiled(app, id);
        Assert.That((await Get(app.Anonymous, id)).Number("replies"), Is.Zero);
        await app.Staff.PostAsync(Address(id, "/publish"), null).Json(200);
        Assert.That((await Get(app.Anonymous, id)).Number("replies"), Is.EqualTo(1));
    }

    [Test]
    public async Task Report_OfOneRound_CountsThatRoundAlone()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing(kind: "input", closesOn: "2026-03-10");
        await app.AddRound(id, new { opensAt = "2026-03-20T08:00:00Z", closesOn = "2026-03-30" }).Json(201);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        app.Clock.MoveTo(new DateTimeOffset(2026, 3, 21, 0, 0, 0, TimeSpan.Zero));
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        Assert.That((await Compiled(app, id)).Number("replies"), Is.EqualTo(1));
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/2/report", null).Json(202);
        await app.DoDueWork();
        Assert.That((await app.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/2/report").Json(200)).Number("replies"), Is.EqualTo(2));
    }
}
