using Consultation.Api.Data;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Tests.Features.Imports;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Consultation.Tests.Features.Campaigns.CampaignSteps;

namespace Consultation.Tests.Features.Campaigns;

/// <summary>The job: a few at a time or all at once, on one server or several, once or twice, the campaigns are the same.</summary>
public sealed class GroupRepliesTests
{
    [Test]
    public async Task Replies_ThatComeLater_JoinTheirCampaign()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.SendText(id, Letter);
        await app.Group();
        Assert.That(await app.Anonymous.Campaigns(id), Is.Empty);
        await app.SendText(id, Letter + " Hilsen Kari");
        await app.Group();
        Assert.That((await app.Anonymous.Campaign(id, 1)).Members(), Is.EqualTo([1, 2]));
        await app.SendText(id, OtherLetter);
        await app.SendText(id, Letter);
        Assert.That((await app.Anonymous.Campaign(id, 1)).Members(), Is.EqualTo([1, 2]), "not grouped yet");
        await app.Group();
        Assert.That((await app.Anonymous.Campaign(id, 1)).Members(), Is.EqualTo([1, 2, 4]));
        Assert.That((await app.Anonymous.Marks(id))[1], Is.EqualTo("1 of 3"), "the kept list is another one");
    }

    [Test]
    public async Task Storm_IsOnePieceOfWork_AndNothingIsForgotten()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        for (var i = 0; i < 20; i++)
        {
            await app.SendText(id, Letter);
        }
        Assert.That(await Waiting(app), Is.EqualTo(1));
        await app.Group();
        Assert.That(await Waiting(app), Is.Zero);
        await app.SendText(id, Letter);
        Assert.That(await Waiting(app), Is.EqualTo(1));

        // Arrives when the work has begun, and perhaps has read what there was: it asks for the next.
        await AsDyingNode(app, id, beforeItDies: () => app.SendText(id, Letter));
        Assert.That(await Waiting(app), Is.EqualTo(2));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.DoDueWork();
        Assert.That((await app.Anonymous.Campaign(id, 1)).Number("size"), Is.EqualTo(22));
        await app.Anonymous.Send(id, Without()).Json(201);
        Assert.That(await Waiting(app), Is.Zero, "who says nothing is like nobody");
    }

    [Test]
    public async Task Work_DoneTwice_ByTwoServers_IsAsIfDoneOnce()
    {
        await using var app = new TestApp();
        await using var second = app.Second();
        var id = await app.OpenHearing();
        for (var i = 0; i < 3; i++)
        {
            await app.SendText(id, i == 1 ? OtherLetter : Letter);
        }
        await AsDyingNode(app, id);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await second.DoDueWork();
        Assert.That((await app.Anonymous.Campaign(id, 1)).Members(), Is.EqualTo([1, 3]));

        // By turns: each knows only what it has read itself, and that the other has written since.
        await app.SendText(id, OtherLetter);
        await app.Group();
        await app.Change(id, 1, "withheld");
        await GroupAt(second, app);
        Assert.That(await app.Anonymous.Campaigns(id), Has.Count.EqualTo(1));
        await app.Change(id, 1, "published");
        await app.Group();
        Assert.That((await app.Anonymous.Campaign(id, 1)).Members(), Is.EqualTo([1, 3]));
        await AssertAsFromScratch(app);
    }

    [Test]
    public async Task Work_KilledBetweenTwoPieces_IsDoneAgainWhole()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        for (var i = 0; i < 4; i++)
        {
            await app.SendText(id, i < 2 ? Letter : OtherLetter);
        }
        await app.Group();
        await app.Change(id, 1, "withdrawn");
        await app.Change(id, 2, "published", OtherLetter);
        app.Clock.Advance(Regrouping.Delay);
        var killed = false;
        using var stopping = new CancellationTokenSource();
        app.Database.Committed += effects =>
        {
            if (!killed && effects.ChangedHearings.Count > 0)
            {
                killed = true;
                stopping.Cancel();
            }
        };
        await app.Services.GetRequiredService<Worker>().Drain("analysis", stopping.Token);
        Assert.That(killed, "it was stopped after its first piece");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.DoDueWork();
        Assert.That((await app.Anonymous.Campaigns(id)).Select(one => one.Text("id")), Is.EqualTo(["2"]));
        Assert.That((await app.Anonymous.Campaign(id, 2)).Members(), Is.EqualTo([2, 3, 4]));
        await AssertAsFromScratch(app);
    }

    [Test]
    public async Task Withdrawal_OfTheLinkBetweenTwo_PartsTheirCampaign()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var words = Enumerable.Range(0, 140).Select(at => "ord" + at).ToArray();
        for (var at = 0; at < 5; at++)
        {
            await app.SendText(id, string.Join(' ', words[(at * 10)..((at * 10) + 60)]));
        }
        await app.Group();
        Assert.That((await app.Anonymous.Campaign(id, 1)).Members(), Is.EqualTo([1, 2, 3, 4, 5]));
        await app.Change(id, 3, "withdrawn");
        await app.Group();
        Assert.That((await app.Anonymous.Campaign(id, 1)).Members(), Is.EqualTo([1, 2]));
        Assert.That((await app.Anonymous.Campaign(id, 4)).Members(), Is.EqualTo([4, 5]));
        Assert.That((await app.Anonymous.Marks(id)).Values, Is.EquivalentTo(["1 of 2", "1 of 2", "4 of 2", "4 of 2"]));
        await app.Change(id, 1, "withheld");
        await app.Group();
        Assert.That((await app.Anonymous.Campaigns(id)).Select(one => one.Text("id")), Is.EqualTo(["4"]), "one alone is no group");
        await AssertAsFromScratch(app);
    }

    [Test]
    public async Task Redaction_IsGroupedByWhatIsLeft_AndTheWordIsNowhere()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.SendText(id, "Naboen Reidar Hemmeligmann bråker mest.");
        await app.SendText(id, "Naboen Reidar Hemmeligmann bråker mest.");
        await app.SendText(id, "Naboen … bråker mest.");
        await app.Group();
        Assert.That((await app.Anonymous.Campaign(id, 1)).Members(), Is.EqualTo([1, 2]));
        await app.Change(id, 1, "publishedRedacted", "Naboen … bråker mest.");
        await app.Group();
        Assert.That((await app.Anonymous.Campaigns(id)).Select(one => one.Text("id")), Is.EqualTo(["1"]));
        Assert.That((await app.Anonymous.Campaign(id, 1)).Members(), Is.EqualTo([1, 3]));
        Assert.That((await app.Anonymous.GetStringAsync($"/api/v1/hearings/{id}/campaigns/1")), Does.Not.Contain("Hemmelig"));
        await AssertAsFromScratch(app);
    }

    [Test]
    public async Task RealHearing_HasItsCampaign_InTheListOfReplies()
    {
        var data = Repository.RealData("us-cms-2022");
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var files = Directory.GetFiles(Path.Combine(data, "comments")).Order(StringComparer.Ordinal).Select(File.ReadAllText);
        await app.Imported(id, Zips.Of(files));
        await app.Group();
        var largest = (await app.Anonymous.Campaigns(id))[0];
        Assert.Multiple(() =>
        {
            Assert.That(largest.Text("kind"), Is.EqualTo("nearIdentical"));
            Assert.That(largest.Number("size"), Is.InRange(200, 235));
            Assert.That(largest.Number("identical"), Is.InRange(140, largest.Number("size")));
        });
        var marks = await app.Anonymous.Marks(id, "?limit=100");
        Assert.That(
            marks.Values.Count(mark => mark == $"{largest.Text("id")} of {largest.Number("size")}"),
            Is.EqualTo(largest.Number("size"))
        );
        await AssertAsFromScratch(app);
    }

    private static System.Text.Json.Nodes.JsonObject Without()
    {
        var without = Given.Reply("");
        without["position"] = "withoutRemarks";
        return without;
    }

    private static async Task GroupAt(TestApp server, TestApp clock)
    {
        clock.Clock.Advance(Regrouping.Delay);
        await server.DoDueWork();
    }

    /// <summary>A server that has nothing in memory, and reads everything anew, comes to the same.</summary>
    private static async Task AssertAsFromScratch(TestApp app)
    {
        var before = await Stored(app);
        await app.Database.Write(db => db.Run("update Outbox set DoneAt = null where Kind = 'campaigns.group'"));
        await using var fresh = app.Second();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await fresh.DoDueWork();
        Assert.That(await Stored(app), Is.EqualTo(before));
    }

    private static async Task<string> Stored(TestApp app)
    {
        var members = await app.Database.Read(db =>
            db.All<(int Number, int Campaign, string Kind, int Twin, int Basis)>(
                "select Number, Campaign, Kind, Twin, Basis from CampaignMember order by HearingId, Number"
            )
        );
        var campaigns = await app.Database.Read(db =>
            db.All<(int Number, string Kind, int Size, int Identical, int Representative, int PublicSize, int PublicIdentical)>(
                "select Number, Kind, Size, Identical, Representative, PublicSize, PublicIdentical from Campaign order by HearingId, Number"
            )
        );
        var sizes = await app.Database.Read(db =>
            db.All<(int Campaign, string Publication, int Size)>(
                "select Campaign, Publication, Size from CampaignSize order by Campaign, RoundId"
            )
        );
        return string.Join('\n', members.Cast<object>().Concat(campaigns.Cast<object>()).Concat(sizes.Cast<object>()));
    }

    private static Task<int> Waiting(TestApp app) =>
        app.Database.Read(db => db.First<int>("select count(*) from Outbox where Kind = 'campaigns.group' and DoneAt is null"));

    /// <summary>A server that takes the work, does it, and dies before it can say so.</summary>
    private static async Task AsDyingNode(TestApp app, string hearing, Func<Task>? beforeItDies = null)
    {
        const string holder = "a node that dies";
        var until = app.Clock.GetUtcNow().AddSeconds(15);
        await app.Database.Write(db =>
            db.Run(
                "update Outbox set LeasedBy = @Holder, LeasedUntil = @Until where Kind = 'campaigns.group' and DoneAt is null",
                new { Holder = holder, Until = until }
            )
        );
        var work = await app.Database.Read(db => db.First<long>("select Id from Outbox where LeasedBy = @Holder", new { Holder = holder }));
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsJob("test");
        var job = scope.ServiceProvider.GetServices<IWork>().Single(one => one.Kind == Work.GroupCampaigns);
        var id = long.Parse(hearing, System.Globalization.CultureInfo.InvariantCulture);
        await job.Run(id, new Lease(work, holder, TimeSpan.FromSeconds(15)), CancellationToken.None);
        await (beforeItDies?.Invoke() ?? Task.CompletedTask);
    }
}
