using Consultation.Api.Jobs;
using Consultation.Api.Telemetry;
using Consultation.Tests.Features.Mail;
using Consultation.Tests.Support;

namespace Consultation.Tests.Telemetry;

/// <summary>What is counted is what happened, as somebody who collects it hears it.</summary>
public sealed class InstrumentsTests
{
    private TestApp _app = null!;
    private string _hearing = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = Mailing.AppWith(PortWithNobody);
        _hearing = await _app.OpenHearing();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    /// <summary>Nobody serves mail there.</summary>
    private const int PortWithNobody = 1;

    [Test]
    public async Task Instruments_HaveUnitsAndDescriptions()
    {
        using var heard = new Heard(_app);
        await _app.Hearing(_hearing);
        Assert.That(heard.Published, Has.Count.GreaterThan(9));
        Assert.That(heard.Published.Where(one => string.IsNullOrEmpty(one.Unit) || string.IsNullOrEmpty(one.Description)), Is.Empty);
        Assert.That(heard.Published.Select(one => one.Name), Is.Unique.And.All.StartsWith("consultation."));
    }

    [Test]
    public void NothingOfTheExporter_IsLoaded_WhereNobodyAskedForIt() =>
        Assert.That(
            AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name),
            Has.None.StartsWith("OpenTelemetry")
        );

    [Test]
    public async Task Lane_TellsWhatACommitHeld_AndWhatWaits()
    {
        SqliteOnly();
        await using var app = new TestApp();
        using var heard = new Heard(app);
        using var standing = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var first = app.Database.Write(_ =>
        {
            standing.Set();
            release.Wait();
            return Task.FromResult(0);
        });
        standing.Wait();
        var others = Enumerable.Range(0, 3).Select(_ => app.Database.Write(_ => Task.FromResult(0))).ToArray();
        heard.Look();
        Assert.That(heard.Of("consultation.lane.waiting"), Is.EqualTo([3]));
        release.Set();
        await Task.WhenAll([first, .. others]);
        // The lane counts when it has answered; the next command comes after that.
        await app.Database.Write(_ => Task.FromResult(0));
        await app.Database.Write(_ => Task.FromResult(0));
        heard.Look();
        Assert.That(heard.Of("consultation.lane.waiting"), Is.EqualTo([0]));
        Assert.That(heard.Of("consultation.lane.batch").Sum(), Is.AtLeast(4));
        Assert.That(heard.Of("consultation.lane.duration"), Has.Length.AtLeast(4).And.All.Positive);
    }

    [Test]
    public async Task Letter_ThatWaits_IsSeenByItsAge_AndItsTriesByTheirOutcome()
    {
        using var heard = new Heard(_app);
        await _app.DoDueWork();
        await _app.Reply(_hearing);
        _app.Clock.Advance(TimeSpan.FromSeconds(90));
        heard.Look();
        Assert.That(heard.Of("consultation.outbox.waiting", "queue=mail"), Is.EqualTo([1]));
        Assert.That(heard.Of("consultation.outbox.age", "queue=mail"), Is.EqualTo([90]));
        Assert.That(heard.Of("consultation.outbox.waiting", "queue=imports"), Is.EqualTo([0]), "empty queues are told of too");
        Assert.That(heard.TagsOf("consultation.outbox.age"), Has.Length.EqualTo(Work.Queues.Count));

        await _app.DoDueWork();
        Assert.That(heard.Of("consultation.letters", "outcome=failed"), Is.EqualTo([1]));
        Assert.That(heard.Of("consultation.jobs", "kind=mail.send outcome=failed"), Is.EqualTo([1]));
        Assert.That(heard.Of("consultation.jobs", "kind=campaigns.group outcome=done"), Has.Length.EqualTo(1));
        Assert.That(heard.Of("consultation.job.duration", "kind=mail.send"), Has.Length.EqualTo(1));
        heard.Look();
        Assert.That(heard.Of("consultation.outbox.waiting", "queue=mail"), Is.EqualTo([1]), "asked once in five seconds");
        _app.Clock.Advance(Gauges.Fresh);
        await _app.Database.Write(db => db.Run("update Outbox set DoneAt = DueAt where DoneAt is null"));
        heard.Look();
        Assert.That(heard.Of("consultation.outbox.waiting", "queue=mail"), Is.EqualTo([0]));
        Assert.That(heard.Of("consultation.outbox.age", "queue=mail"), Is.EqualTo([0]));
    }

    [Test]
    public async Task Answers_AreCountedByWhereTheyCameFrom()
    {
        using var heard = new Heard(_app);
        var address = $"/api/v1/hearings/{_hearing}/replies?limit=7";
        using var made = await _app.Anonymous.GetAsync(address);
        using var kept = await _app.Anonymous.GetAsync(address);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(made.Headers.ETag!);
        using var known = await _app.Anonymous.SendAsync(request);
        Assert.That((int)known.StatusCode, Is.EqualTo(304));
        foreach (var source in (string[])["made", "kept", "caller"])
        {
            Assert.That(heard.Of("consultation.answers", "source=" + source), Is.EqualTo([1]), source);
        }
    }

    /// <summary>An alarm looks at which page fails; the page that says so is another.</summary>
    [TestCase("/receipts/0000-0000", 404, "receipts/{reference}")]
    [TestCase("/nn/previews/nothing", 404, "previews/{token}")]
    [TestCase("/nowhere/at/all", 404, null)]
    public async Task Request_ThatFails_IsCountedByTheRouteThatWasAskedFor(string address, int status, string? route)
    {
        using var heard = new Heard(_app, "Microsoft.AspNetCore.Hosting");
        using var answer = await _app.Anonymous.GetAsync(address);
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        // It is counted when all is over, which is after the answer has come.
        var tags = await Poll.Until(
            () => Task.FromResult(heard.TagsOf("http.server.request.duration").SingleOrDefault()),
            TimeSpan.FromSeconds(30),
            "the count"
        );
        Assert.That(tags.Split(' '), Has.Some.EqualTo("http.response.status_code=404"));
        Assert.That(
            tags.Split(' ').SingleOrDefault(tag => tag.StartsWith("http.route=", StringComparison.Ordinal))?[11..],
            Is.EqualTo(route)
        );
    }

    [Test]
    public async Task Database_ThatCannotBeAsked_StopsNobodyFromCollecting()
    {
        await using var app = new TestApp();
        using var heard = new Heard(app);
        await app.Database.Write(db => db.Run("drop table Outbox"));
        Assert.That(heard.Look, Throws.Nothing);
        Assert.That(heard.TagsOf("consultation.outbox.waiting"), Is.Empty);
    }

    private static void SqliteOnly()
    {
        if (SqlServer.ConnectionString is not null)
        {
            Assert.Ignore("SQL Server takes no writes through a queue.");
        }
    }
}
