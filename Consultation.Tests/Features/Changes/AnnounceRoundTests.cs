using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Changes;

/// <summary>What comes and goes with a deadline, and what the public sees of replies that it cannot read.</summary>
public sealed class AnnounceRoundTests
{
    private TestApp _app = null!;

    [SetUp]
    public void Start() => _app = new TestApp();

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    /// <summary>Each of these takes away what was shown before the deadline was extended, before the job that tells so has run.</summary>
    [TestCase("withhold", "withheld")]
    [TestCase("withdraw", "withdrawn")]
    [TestCase("correct", "withheld")]
    public async Task ShownOnce_TakenAwayInAnExtendedRound_IsTold(string act, string change)
    {
        var id = await _app.OpenHearing("afterDeadline");
        var token = (await _app.Anonymous.Send(id, Given.Reply()).Json(201)).Text("editToken");
        _app.Clock.MoveTo(await _app.Deadline(id));
        await _app.DoDueWork();
        await _app.Extend(id, new { closesOn = "2026-09-30", reason = "Flere ba om det." }).Json(200);
        var hidden = Given.Reply("Saken har nummer 01010750160.");
        hidden["notANationalId"] = true;
        using var answer = act switch
        {
            "withhold" => await _app.Staff.Decide(id, "withhold", ground: "spam"),
            "withdraw" => await _app.Anonymous.Withdraw(id, 1, token),
            _ => await _app.Anonymous.Correct(id, 1, hidden, token),
        };
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        await _app.DoDueWork();
        Assert.That((await _app.Told()).Where(told => told.Contains('/')), Is.EqualTo((string[])[$"{id}/1 published", $"{id}/1 {change}"]));
    }

    /// <summary>The job may come after all of it: whoever looked in between found the reply gone, and must hear that it is back.</summary>
    [Test]
    public async Task ExtendedAndClosedAgain_BeforeAnyJobRan_IsToldAgain_Once()
    {
        var id = await _app.OpenHearing("afterDeadline");
        await _app.Anonymous.Send(id, Given.Reply()).Json(201);
        _app.Clock.MoveTo(await _app.Deadline(id));
        await _app.DoDueWork();
        await _app.Extend(id, new { closesAt = _app.Clock.GetUtcNow().AddHours(1), reason = "Flere ba om det." }).Json(200);
        var mirror = new SampleMirror(_app.Anonymous);
        _app.Settle();
        await mirror.Follow();
        Assert.That(mirror.Held.Keys, Is.EqualTo((string[])[id]));
        _app.Clock.Advance(TimeSpan.FromHours(2));
        await _app.DoDueWork();
        await _app.DoDueWork();
        var again = $"{id}/1 published";
        Assert.That((await _app.Told()).Where(told => told.Contains('/')), Is.EqualTo((string[])[again, again]));
        await mirror.Follow();
        Assert.That(mirror.Held.Keys, Is.EquivalentTo((string[])[id, $"{id}/1"]));
    }

    [Test]
    public async Task Placeholder_OfWhatNobodyCouldRead_IsTold_WhenItComesChangesAndGoes()
    {
        var id = await _app.OpenHearing("reviewed");
        await _app.Anonymous.Send(id, Given.Reply()).Json(201);
        var second = await _app.Holder("administrator");
        var mirror = new SampleMirror(_app.Anonymous);
        foreach (var (person, decision, held) in new[] { (_app.Staff, "withhold", 2), (second, "withhold", 2), (second, "restore", 1) })
        {
            _app.Clock.Advance(TimeSpan.FromMinutes(1));
            await person.Decide(id, decision, ground: decision == "withhold" ? "spam" : null).Json(200);
            _app.Settle();
            await mirror.Follow();
            Assert.That(mirror.Held, Has.Count.EqualTo(held), decision);
            if (held == 2)
            {
                Assert.That(mirror.Held[$"{id}/1"].ToJsonString(), Is.EqualTo((await _app.Reply(id)).ToJsonString()));
            }
        }
    }

    /// <summary>A placeholder too says whether the reply was late.</summary>
    [Test]
    public async Task LatenessJudgedAnew_IsToldOfPlaceholdersToo()
    {
        var id = await _app.OpenHearing(lateReplies: "accept");
        _app.Clock.MoveTo(await _app.Deadline(id));
        await _app.Anonymous.Send(id, Given.Reply()).Json(201);
        await _app.Staff.Decide(id, "withhold", ground: "spam").Json(200);
        await _app.Extend(id, new { closesOn = "2026-09-30", reason = "Flere ba om det." }).Json(200);
        var last = (await _app.Told()).Last(told => told.Contains('/'));
        Assert.That((last, (await _app.Reply(id))["late"]!.GetValue<bool>()), Is.EqualTo(($"{id}/1 withheld", false)));
        Assert.That((await _app.Told()).Count(told => told == last), Is.EqualTo(2));
    }
}
