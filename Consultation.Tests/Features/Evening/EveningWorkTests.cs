using Consultation.Api.Features.Evening;
using Consultation.Api.Http;
using Consultation.Api.Jobs;
using Consultation.Domain;
using Consultation.Tests.Features.Campaigns;
using Consultation.Tests.Features.Following;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Features.Evening;

/// <summary>What waits while the mode for the last evening is on, and what does not; and how it goes on by itself.</summary>
public sealed class EveningWorkTests
{
    [Test]
    public async Task Analysis_Waits_TheReportComes_AndHasTheCampaignsWhenItIsOver()
    {
        await using var app = new TestApp(("SecondStep", "nobody"));
        var id = await app.OpenHearing(publication: "reviewed");
        await app.Switch(on: true);
        for (var i = 0; i < 3; i++)
        {
            await app.SendText(id, CampaignSteps.Letter);
        }
        await app.Group();
        Assert.That(await app.Staff.Campaigns(id, "?scope=all"), Is.Empty);
        app.Clock.MoveTo(await app.Deadline(id) + Deadline.Grace);
        await app.DoDueWork();
        var report = $"/api/v1/hearings/{id}/rounds/1/report?scope=all";
        var first = await app.Staff.GetAsync(report).Json(200);
        Assert.That((first.Number("replies"), first["campaigns"]!.AsArray().Count), Is.EqualTo((3, 0)));
        Assert.That(await Stopped(app), Is.Zero, "what waits is neither tried nor given up");

        await app.Switch(on: false);
        await app.DoDueWork();
        Assert.That(await app.Staff.Campaigns(id, "?scope=all"), Has.Count.EqualTo(1));
        var whole = await app.Staff.GetAsync(report).Json(200);
        Assert.That(whole["campaigns"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(await Waiting(app), Is.Zero);
    }

    [Test]
    public async Task LettersToFollowers_Wait_AndReceiptsDoNot()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port, ("SecondStep", "nobody"));
        var id = await app.OpenHearing();
        await app.Follows(office, id);
        await app.Switch(on: true);
        await app.Extend(id, new { closesOn = "2026-06-12", reason = "Mange har bedt om det." }).Json(200);
        await app.Reply(id);
        await app.DoDueWork();
        Assert.That(office.Next().Text("subject"), Does.Contain("Kvittering"), "a receipt goes as ever");
        await office.Behave("take");
        Assert.That(office.Letters, Is.Empty, "and nothing else");
        await app.Switch(on: false);
        await app.DoDueWork();
        Assert.That(office.Next().Text("subject"), Does.Contain("Ny frist"));
    }

    [Test]
    public async Task ReminderThatWaitedPastItsDeadline_IsNotSent()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port, ("SecondStep", "nobody"));
        var id = await app.OpenHearing();
        await app.Follows(office, id);
        var deadline = await app.Deadline(id);
        app.Clock.MoveTo(deadline - TimeSpan.FromDays(1));
        var worker = app.Services.GetRequiredService<Worker>();
        await worker.Drain("followers", CancellationToken.None);
        await app.Switch(on: true);
        app.Clock.MoveTo(deadline + TimeSpan.FromHours(1));
        await app.Switch(on: false);
        await app.DoDueWork();
        await office.Behave("take");
        Assert.That(office.Letters.Select(letter => letter.Text("subject")), Has.None.Contains("frist"));
    }

    [Test]
    public async Task WritesFallBehind_GoesOnByItself_AndOffWhenTheyHaveBeenWell()
    {
        SqliteOnly();
        await using var app = new TestApp(("WriteQueueLength", "1"), ("SecondStep", "nobody"));
        var id = await app.OpenHearing();
        Assert.That(app.Look(5), Is.EqualTo(EveningState.Off));
        using (var queue = new FullQueue(app.Database))
        {
            Assert.That(app.Look(), Is.EqualTo(EveningState.Off), "once is a disk that paused");
            Assert.That(app.Look(), Is.EqualTo(EveningState.ByItself));
            Assert.That(await app.Search(id, "havn"), Is.EqualTo(503));
            await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200);
            queue.Release();
            await queue.Done();
        }
        var health = await app.Anonymous.GetAsync("/health/ready").Json(200);
        Assert.That(health.Text("evening"), Is.EqualTo("byItself"));
        Assert.That(Readiness.Warning(TimeSpan.Zero, null, evening: EveningState.ByItself), Does.StartWith("The writes fell behind"));
        app.Look();
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.That(app.Look(), Is.EqualTo(EveningState.ByItself));
        using (var queue = new FullQueue(app.Database))
        {
            app.Look();
            queue.Release();
            await queue.Done();
        }
        app.Look();
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.That(app.Look(), Is.EqualTo(EveningState.ByItself), "the five minutes began anew");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(app.Look(), Is.EqualTo(EveningState.Off));
        Assert.That(await app.Search(id, "havn"), Is.EqualTo(200));
    }

    [Test]
    public async Task TurnedOffInTheSettings_NeverGoesOnByItself_AndByHandAllTheSame()
    {
        SqliteOnly();
        await using var app = new TestApp(("WriteQueueLength", "1"), ("Evening:Automatic", "false"), ("SecondStep", "nobody"));
        using (var queue = new FullQueue(app.Database))
        {
            Assert.That(app.Look(5), Is.EqualTo(EveningState.Off));
            queue.Release();
            await queue.Done();
        }
        await app.Switch(on: true);
        Assert.That(app.Evening().State, Is.EqualTo(EveningState.ByHand));
    }

    [Test]
    public async Task GoesOnInTheMiddleOfWork_ThatIsGivenBack()
    {
        await using var app = new TestApp();
        using var until = app.Evening().UntilOn(CancellationToken.None);
        await app.SendAsJob(new SetEvening.Command(EveningSwitch.On));
        Assert.That(until.IsCancellationRequested, Is.True);
        using var during = app.Evening().UntilOn(CancellationToken.None);
        Assert.That(during.IsCancellationRequested, Is.True);
        Assert.That(await app.Services.GetRequiredService<Worker>().NextDue("analysis"), Is.Null);
        await app.SendAsJob(new SetEvening.Command(EveningSwitch.Off));
        using var after = app.Evening().UntilOn(CancellationToken.None);
        Assert.That(after.IsCancellationRequested, Is.False);
    }

    private static void SqliteOnly()
    {
        if (SqlServer.ConnectionString is not null)
        {
            Assert.Ignore("The queue of writes is SQLite's.");
        }
    }

    private static Task<int> Waiting(TestApp app) =>
        app.Database.Read(db => db.First<int>("select count(*) from Outbox where DoneAt is null and Queue in ('analysis', 'reports')"));

    private static Task<int> Stopped(TestApp app) =>
        app.Database.Read(db => db.First<int>("select count(*) from Outbox where ParkedAt is not null or LastError is not null"));
}
