using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Tests.Features.Changes;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Support;
using Consultation.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Jobs;

/// <summary>A clock that jumps over a deadline and back again: nothing comes twice, nothing is stuck, and nothing that came meanwhile is left out.</summary>
public sealed class WrongClockTests
{
    private static readonly TimeSpan Jump = TimeSpan.FromDays(2);

    private static async Task<(string Id, DateTimeOffset ClosesAt)> Open(TestApp app, string publication = "immediate")
    {
        var id = await app.OpenHearing(publication, closesOn: "2026-03-03");
        return (id, await app.Deadline(id));
    }

    [TestCase("immediate")]
    [TestCase("afterDeadline")]
    public async Task AheadOverADeadline_AndBack_TheRoundIsOpenAgain_AndItsReportIsOfAllReplies(string publication)
    {
        await using var app = new TestApp();
        var (id, closesAt) = await Open(app, publication);
        var right = app.Clock.GetUtcNow();
        var first = await app.Anonymous.Send(id, Given.Reply("Før."), "key-1").Json(201);
        app.Clock.Advance(Jump);
        await app.DoDueWork();
        Assert.That((await app.Hearing(id)).Text("status"), Is.EqualTo("underReview"));
        await app.Anonymous.Send(id, Given.Reply("For sent.")).Json(409);

        app.Clock.MoveTo(right.AddMinutes(10));
        await Tidy(app);
        await app.DoDueWork();
        Assert.That((await app.Hearing(id)).Text("status"), Is.EqualTo("open"), "nothing that was kept tells of a closed one");
        using (var page = await app.Anonymous.GetAsync(await app.AddressOf(id) + "/send"))
        {
            Assert.That((int)page.StatusCode, Is.EqualTo(200));
        }
        var shown = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies").Json(200);
        Assert.That(shown["items"]!.AsArray(), Has.Count.EqualTo(publication == "immediate" ? 1 : 0));
        var again = await app.Anonymous.Send(id, Given.Reply("Før."), "key-1").Json(201);
        Assert.That(again.Text("reference"), Is.EqualTo(first.Text("reference")));
        var second = await app.Anonymous.Send(id, Given.Reply("Etter."), "key-2").Json(201);
        Assert.That(second.Number("number"), Is.EqualTo(2));

        app.Clock.MoveTo(closesAt + Deadline.Grace);
        await app.DoDueWork();
        var address = $"/api/v1/hearings/{id}/rounds/1/report";
        Assert.That((await app.Staff.GetAsync(address).Json(200)).Number("replies"), Is.EqualTo(2));
        await Tidy(app);
        await app.DoDueWork();
        var kept = (await app.Staff.GetAsync(address + "/compilations").Json(200))["items"]!.AsArray();
        Assert.That(kept, Has.Count.EqualTo(2), "the one of the wrong time, and the one of the right");
        Assert.That(await Waiting(app), Is.Zero);
        app.Settle();
        Assert.That(
            (await app.Told())
                .Where(told => told.StartsWith($"{id}/", StringComparison.Ordinal))
                .Select(told => told.Split(' ')[0])
                .Distinct(),
            Is.EquivalentTo((string[])[$"{id}/1", $"{id}/2"])
        );
    }

    [Test]
    public async Task BackOverADeadline_ThatWasKept_NothingComesTwice()
    {
        await using var office = PostOffice.Open();
        await using var app = Mailing.AppWith(office.Port);
        var (id, closesAt) = await Open(app);
        await app.Reply(id);
        await app.DoDueWork();
        office.Next();
        app.Clock.MoveTo(closesAt + Deadline.Grace);
        await app.DoDueWork();
        app.Clock.MoveTo(closesAt - TimeSpan.FromSeconds(20));
        await Tidy(app);
        await app.DoDueWork();
        app.Clock.MoveTo(closesAt + Deadline.Grace + TimeSpan.FromMinutes(1));
        await Tidy(app);
        await app.DoDueWork();
        var kept = await app.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report/compilations").Json(200);
        Assert.That(kept["items"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(office.Letters, Is.Empty, "the receipt's letter came once");
        Assert.That(await Waiting(app), Is.Zero);
    }

    [Test]
    public async Task WorkHeldOrPutOff_ByAClockThatWasAhead_IsDoneWhenItIsRightAgain()
    {
        await using var office = PostOffice.Open();
        await office.Behave("busy");
        await using var app = Mailing.AppWith(office.Port);
        var (id, _) = await Open(app);
        var right = app.Clock.GetUtcNow();
        await app.Reply(id);
        app.Clock.Advance(Jump);
        await app.DoDueWork(); // The server is busy: the letter rests, and by the wrong clock.
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report", null).Json(202);
        var until = app.Clock.GetUtcNow().AddSeconds(15);
        await app.Database.Write(db =>
            db.Run(
                "update Outbox set LeasedBy = 'a node that died', LeasedUntil = @until, Attempts = 1 where Kind = 'report.compile'",
                new { until }
            )
        );
        app.Clock.MoveTo(right);
        await office.Behave("take");
        Assert.That(await app.DoDueWork(), Is.Zero);
        await Tidy(app);
        await app.DoDueWork();
        Assert.That(office.Next().Header("message-id"), Has.Length.EqualTo(1));
        await app.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report").Json(200);
    }

    [Test]
    public async Task Ids_Numbers_AndTheLogOfChanges_GrowWhateverTheClockDoes_AlsoOverARestart()
    {
        await using var app = new TestApp();
        var (id, _) = await Open(app);
        var right = app.Clock.GetUtcNow();
        var references = new List<string>();
        var numbers = new List<int>();
        var cursor = "";
        var mirrored = new List<string>();
        foreach (var minutes in (int[])[0, 300, -300, 5, 0, -1440])
        {
            app.Clock.MoveTo(right.AddMinutes(minutes + 1440));
            await using var other = app.Second();
            foreach (var program in (TestApp[])[app, other])
            {
                var receipt = await program.Anonymous.Send(id, Given.Reply($"Ved {minutes}.")).Json(201);
                references.Add(receipt.Text("reference"));
                numbers.Add(receipt.Number("number"));
            }
            var changes = await app.Anonymous.GetAsync($"/api/v1/changes?limit=100&cursor={cursor}").Json(200);
            mirrored.AddRange(
                changes["items"]!.AsArray().Where(item => item!.Text("kind") == "reply").Select(item => $"{item!.Number("number")}")
            );
            cursor = changes.Text("cursor");
        }
        app.Settle();
        var last = await app.Anonymous.GetAsync($"/api/v1/changes?limit=100&cursor={cursor}").Json(200);
        mirrored.AddRange(
            last["items"]!.AsArray().Where(item => item!.Text("kind") == "reply").Select(item => $"{item!.Number("number")}")
        );
        Assert.That(references, Is.Unique);
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, numbers.Count)));
        Assert.That(mirrored, Is.EqualTo(numbers.Select(number => $"{number}")), "a mirror has each once and in order");
        var ids = await app.Database.Read(db => db.All<long>("select Id from Reply"));
        Assert.That(ids, Is.Unique.And.Count.EqualTo(numbers.Count));
    }

    [Test]
    public async Task Session_EndsByAClockThatGoesAhead_AndOneMadeAheadIsNoFault()
    {
        await using var app = new TestApp(("SecondStep", "Nobody"));
        using var browser = await StaffBrowser.SignedIn(app, Role.Administrator);
        var right = app.Clock.GetUtcNow();
        await browser.Get("/staff");
        app.Clock.Advance(Jump);
        Assert.That((int)(await browser.Get("/staff")).Status, Is.EqualTo(302), "asked to sign in");
        using var ahead = await StaffBrowser.SignedIn(app, Role.Administrator, email: "b@dep.example");
        app.Clock.MoveTo(right);
        Assert.That((int)(await ahead.Get("/staff")).Status, Is.EqualTo(200).Or.EqualTo(302));
    }

    private static Task Tidy(TestApp app) => app.Services.GetRequiredService<Housekeeper>().Tidy(CancellationToken.None);

    /// <summary>Pieces of work that are due and not done.</summary>
    private static Task<int> Waiting(TestApp app) =>
        app.Database.Read(db =>
            db.First<int>(
                "select count(*) from Outbox where DoneAt is null and Kind <> 'campaigns.group' and DueAt <= @Now",
                new { Now = app.Clock.GetUtcNow() }
            )
        );
}
