using Consultation.Api.Http;
using Consultation.Tests.Support;

namespace Consultation.Tests.Http;

/// <summary><c>/health/ready</c> says no, and plainly why, whenever this node cannot do its work.</summary>
public sealed class HealthTests
{
    private static async Task IsNotReady(TestApp app, string reason)
    {
        var answer = await app.Anonymous.GetAsync("/health/ready").Json(503);
        Assert.That((answer.Text("status"), answer.Text("reason")), Is.EqualTo(("unavailable", reason)));
    }

    private static async Task IsReady(TestApp app) =>
        Assert.That((await app.Anonymous.GetAsync("/health/ready").Json(200)).Text("status"), Is.EqualTo("ready"));

    [Test]
    public async Task Ready_LeavesNothingBehind_AndWarnsOfClocksThatDiffer()
    {
        await using var app = new TestApp();
        var before = Directory.GetFiles(app.DataDirectory);
        var answer = await app.Anonymous.GetAsync("/health/ready").Json(200);
        Assert.That(answer.Text("warning"), Does.Match(@"^The clocks of node and database differ by \d+\.\d s\.$"));
        Assert.That(Directory.GetFiles(app.DataDirectory), Is.EquivalentTo(before));
    }

    [Test]
    public async Task DataDirectory_Gone_IsNotReady_UntilItIsBack()
    {
        await using var app = new TestApp();
        Directory.Move(app.DataDirectory, app.DataDirectory + "-away");
        await IsNotReady(app, "The data directory cannot be written.");
        Directory.Move(app.DataDirectory + "-away", app.DataDirectory);
        await IsReady(app);
    }

    [Test]
    public async Task Migration_Missing_IsNamed()
    {
        await using var app = new TestApp();
        await app.Database.Write(db => db.Run("delete from Migration where Name = '0013_followers'"));
        await IsNotReady(app, "Migration 0013_followers has not been applied.");
    }

    /// <summary>An older node must go on while the others are upgraded, until something is taken away that it may need.</summary>
    [Test]
    public async Task Database_OfANewerProgram_IsReadyWithAWarning_UnlessSomethingWasTakenAway()
    {
        await using var app = new TestApp();
        await app.Database.Write(db => db.Run("insert into Migration (Name, Checksum) values ('9998_later', 'x')"));
        var answer = await app.Anonymous.GetAsync("/health/ready").Json(200);
        Assert.That(answer.Text("warning"), Does.EndWith("The database is newer than this program, as while nodes are upgraded."));
        await app.Database.Write(db => db.Run("insert into Migration (Name, Checksum) values ('9999_later_contract', 'x')"));
        await IsNotReady(app, "The database is too new for this program.");
    }

    /// <summary>A node takes requests though nobody does the jobs; but a deadline is not followed up, and nobody else would tell.</summary>
    [Test]
    public async Task UrgentWork_ThatNobodyDoes_IsWarnedOf()
    {
        await using var app = new TestApp();
        await app.DoDueWork();
        Assert.That(await Warning(app), Does.Not.Contain("Urgent work"));
        await app.OpenHearing(closesOn: "2026-03-20");
        await app.DoDueWork();
        app.Clock.Advance(new DateTimeOffset(2026, 3, 20, 23, 7, 0, TimeSpan.Zero) - app.Clock.GetUtcNow());
        Assert.That(await Warning(app), Does.Contain("Urgent work has been due for 7 minutes."));
        await app.DoDueWork();
        Assert.That(await Warning(app), Does.Not.Contain("Urgent work"));
    }

    private static async Task<string> Warning(TestApp app) => (await app.Anonymous.GetAsync("/health/ready").Json(200)).Text("warning");

    [Test]
    public async Task Database_ThatCannotBeRead_IsNotReady()
    {
        await using var app = new TestApp();
        await app.Database.Write(db => db.Run("drop table Migration"));
        await IsNotReady(app, "The database could not be read.");
    }

    [Test]
    public async Task Database_Gone_IsNotReady()
    {
        if (SqlServer.ConnectionString is not null)
        {
            Assert.Ignore("The server's database is no file.");
        }
        await using var app = new TestApp();
        var file = Path.Combine(app.DataDirectory, "consultation.db");
        File.Move(file, file + "-away");
        await IsNotReady(app, "The database's file is not where it was.");
        Assert.That(File.Exists(file), Is.False, "looking makes no new one");
        File.Move(file + "-away", file);
        await IsReady(app);
    }

    [Test]
    public async Task WriteLane_Full_IsNotReady_UntilThereIsRoom()
    {
        await using var app = LaneOf(1);
        using var queue = new FullQueue(app.Database);
        await IsNotReady(app, "The queue of writes is full.");
        queue.Release();
        await queue.Done();
        await IsReady(app);
    }

    [Test]
    public async Task WriteLane_Stuck_IsNotReady_AndTheQuestionWaitsNoLonger()
    {
        await using var app = LaneOf(100);
        using var queue = new FullQueue(app.Database);
        var asking = IsNotReady(app, "No write has come through for 5 seconds.");
        while (!asking.IsCompleted)
        {
            // Whenever it begins to wait: the clock passes it.
            app.Clock.Advance(Readiness.Patience);
            await Task.Yield();
        }
        await asking;
        queue.Release();
        await queue.Done();
        await IsReady(app);
    }

    private static TestApp LaneOf(int length)
    {
        if (SqlServer.ConnectionString is not null)
        {
            Assert.Ignore("SQL Server takes no writes through a queue.");
        }
        return new TestApp(("WriteQueueLength", $"{length}"));
    }
}
