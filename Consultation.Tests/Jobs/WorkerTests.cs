using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Jobs;

/// <summary>Durable work: leases keep nodes apart, the dead are taken over from, what is done twice shows once.</summary>
public sealed class WorkerTests
{
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(new Api.Settings().LeaseSeconds);

    [Test]
    public async Task ClosingJob_RunsAtTheInstant_NotBefore()
    {
        await using var app = new TestApp();
        var (_, closesAt) = await OpenShortHearing(app);
        app.Clock.MoveTo(closesAt.AddMilliseconds(-1));
        Assert.That(await app.DoDueWork(), Is.Zero);
        app.Clock.MoveTo(closesAt);
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
        Assert.That(await Rows(app, Work.CompileReport), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task WorkOfALivingHolder_IsLeftAlone_AndTakenOverWhenItsLeaseRunsOut()
    {
        await using var app = new TestApp();
        var (_, closesAt) = await OpenShortHearing(app);
        app.Clock.MoveTo(closesAt);
        await ClaimAs(app, "another node");
        Assert.That(await app.DoDueWork(), Is.Zero, "another node holds it");
        app.Clock.Advance(LeaseLength - TimeSpan.FromMilliseconds(1));
        Assert.That(await app.DoDueWork(), Is.Zero, "still");
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await app.DoDueWork(), Is.EqualTo(1));
    }

    [Test]
    public async Task ClosingJob_KilledAfterItsWorkAndBeforeItSaidSo_HappensOnce()
    {
        await using var app = new TestApp();
        var (_, closesAt) = await OpenShortHearing(app);
        app.Clock.MoveTo(closesAt);
        await RunAsDyingNode(app, Work.CloseRound);
        app.Clock.Advance(LeaseLength);
        await app.DoDueWork();
        Assert.That(await Rows(app, Work.CompileReport), Has.Count.EqualTo(1), "one report to compile, not two");
    }

    [Test]
    public async Task ReportJob_KilledAfterItsWorkAndBeforeItSaidSo_KeepsOneReport()
    {
        await using var app = new TestApp();
        var (_, closesAt) = await OpenShortHearing(app);
        app.Clock.MoveTo(closesAt);
        await app.DoDueWork();
        app.Clock.MoveTo(closesAt + Deadline.Grace);
        await RunAsDyingNode(app, Work.CompileReport);
        app.Clock.Advance(LeaseLength);
        await app.DoDueWork();
        Assert.That(await app.Database.Read(db => db.First<int>("select count(*) from Report")), Is.EqualTo(1));
    }

    [Test]
    public async Task ReportJob_KilledBeforeItsEnd_IsDoneAgainWhole()
    {
        await using var app = new TestApp();
        var (id, closesAt) = await OpenShortHearing(app);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        app.Clock.MoveTo(closesAt);
        await app.DoDueWork();
        app.Clock.MoveTo(closesAt + Deadline.Grace);
        await ClaimAs(app, "a node that died while it counted");
        app.Clock.Advance(LeaseLength);
        await app.DoDueWork();
        var report = await app.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report").Json(200);
        Assert.That(report.Number("replies"), Is.EqualTo(1));
    }

    [Test]
    public async Task Report_CountsAReplyThatBeganInTimeAndWasStoredAfterTheDeadline()
    {
        await using var app = new TestApp();
        var (id, closesAt) = await OpenShortHearing(app);
        app.Clock.MoveTo(closesAt.AddMilliseconds(-1));
        using var slow = new SlowJson(Given.Reply(new string('x', 300_000)));
        var sending = app.Anonymous.PostAsync($"/api/v1/hearings/{id}/replies", slow);
        await slow.Begun;
        app.Clock.MoveTo(closesAt.AddSeconds(20));
        await app.DoDueWork(); // The round is settled; its report waits for what is still on the way.
        slow.Finish();
        var receipt = await sending.Json(201);
        Assert.That(receipt["late"]!.GetValue<bool>(), Is.False);
        app.Clock.MoveTo(closesAt + Deadline.Grace);
        await app.DoDueWork();
        var report = await app.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report").Json(200);
        Assert.That(report.Number("replies"), Is.EqualTo(1));
    }

    [Test]
    public async Task BrokenWork_IsRetriedWithBackOff_AndParkedVisibly()
    {
        await using var app = new TestApp();
        var ids = app.Services.GetRequiredService<IdGenerator>();
        var now = app.Clock.GetUtcNow();
        await app.Database.Write(async db =>
        {
            await Outbox.Add(db, ids, Work.CompileReport, subject: 404, now, now);
            return 0;
        });
        for (var attempt = 0; attempt < Worker.MostAttempts; attempt++)
        {
            Assert.That((await Rows(app, Work.CompileReport))[0].ParkedAt, Is.Null);
            await app.DoDueWork();
            await app.DoDueWork(); // Not due again yet: nothing happens.
            Assert.That((await Rows(app, Work.CompileReport))[0].Attempts, Is.EqualTo(attempt + 1));
            app.Clock.Advance(TimeSpan.FromMinutes(5));
        }
        var row = (await Rows(app, Work.CompileReport))[0];
        Assert.That((row.ParkedAt, row.LastError), Is.Not.EqualTo(((DateTimeOffset?)null, (string?)null)));
        Assert.That(await app.DoDueWork(), Is.Zero, "parked work is left alone");
    }

    [Test]
    public async Task TwoWorkers_DoEachPieceOnce()
    {
        await using var app = new TestApp();
        var (_, closesAt) = await OpenShortHearing(app);
        app.Clock.MoveTo(closesAt);
        var workers = Enumerable.Range(0, 4).Select(_ => ActivatorUtilities.CreateInstance<Worker>(app.Services));
        var done = await Task.WhenAll(workers.Select(worker => Task.Run(() => worker.Drain("urgent", CancellationToken.None))));
        Assert.That(done.Sum(), Is.EqualTo(1));
    }

    private static async Task<(string Id, DateTimeOffset ClosesAt)> OpenShortHearing(TestApp app)
    {
        var id = await app.OpenHearing(closesOn: "2026-03-10");
        var hearing = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200);
        return (id, hearing["rounds"]![0]!["closesAt"]!.GetValue<DateTimeOffset>());
    }

    private static Task<int> ClaimAs(TestApp app, string holder) =>
        app.Database.Write(db =>
            db.Run(
                "update Outbox set LeasedBy = @Holder, LeasedUntil = @Until, Attempts = Attempts + 1 where DoneAt is null and DueAt <= @Now",
                new
                {
                    Holder = holder,
                    Now = app.Clock.GetUtcNow(),
                    Until = app.Clock.GetUtcNow() + LeaseLength,
                }
            )
        );

    /// <summary>A node that claims the work, does it, and dies before it can say that it is done.</summary>
    private static async Task RunAsDyingNode(TestApp app, string kind)
    {
        const string holder = "a node that dies";
        await ClaimAs(app, holder);
        var row = (await Rows(app, kind)).Single(row => row.LeasedBy == holder);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsJob(kind);
        var work = scope.ServiceProvider.GetServices<IWork>().Single(work => work.Kind == kind);
        await work.Run(row.Subject, new Lease(row.Id, holder, LeaseLength), CancellationToken.None);
    }

    private static Task<IReadOnlyList<Row>> Rows(TestApp app, string kind) =>
        app.Database.Read(db =>
            db.All<Row>(
                "select Id, Subject, Attempts, LeasedBy, ParkedAt, LastError from Outbox where Kind = @Kind order by Id",
                new { Kind = kind }
            )
        );

    private sealed record Row
    {
        public required long Id { get; init; }
        public required long Subject { get; init; }
        public required int Attempts { get; init; }
        public string? LeasedBy { get; init; }
        public DateTimeOffset? ParkedAt { get; init; }
        public string? LastError { get; init; }
    }
}
