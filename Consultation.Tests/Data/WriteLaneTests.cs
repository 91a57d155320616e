using Consultation.Api.Data;
using Consultation.Domain;
using FluentValidation;

namespace Consultation.Tests.Data;

public sealed class WriteLaneTests
{
    [Test]
    public async Task Send_ManyWaiting_ShareOneCommit()
    {
        using var bench = new LaneBench();
        using var hold = bench.Stop();
        var waiting = Enumerable.Range(1, 100).Select(bench.Keep).ToArray();
        hold.Release();
        await Task.WhenAll(waiting);
        Assert.That(bench.Commits, Is.EqualTo(1));
        Assert.That(bench.Kept(), Is.EqualTo(Enumerable.Range(0, 101)));
    }

    [Test]
    public async Task Send_MoreThanABatchHolds_TakesAnotherCommit()
    {
        using var bench = new LaneBench();
        using var hold = bench.Stop();
        var waiting = Enumerable.Range(1, WriteLane.MostCommands).Select(bench.Keep).ToArray();
        hold.Release();
        await Task.WhenAll(waiting);
        Assert.That(bench.Commits, Is.EqualTo(2));
    }

    [Test]
    public async Task Send_BatchHasTakenItsTime_LaterOnesGoIntoTheNext()
    {
        using var bench = new LaneBench();
        using var hold = bench.Stop();
        var waiting = new[] { bench.Keep(1), bench.Keep(2) };
        bench.Pass(WriteLane.MostTime);
        hold.Release();
        await Task.WhenAll(waiting);
        Assert.That(bench.Commits, Is.EqualTo(2), "the first alone, then both that waited");
    }

    [Test]
    public async Task Send_Answered_IsDurable()
    {
        using var bench = new LaneBench();
        await bench.Keep(7);
        Assert.That(bench.Commits, Is.EqualTo(1));
        Assert.That(bench.Kept(), Is.EqualTo((int[])[7]));
    }

    [Test]
    public async Task Send_BatchMateStillRuns_IsNotAnsweredYet()
    {
        using var bench = new LaneBench();
        using var hold = bench.Stop();
        var first = bench.Keep(1);
        var seen = bench.Send(_ => Task.FromResult((Answered: first.IsCompleted, Durable: bench.Kept().Count)));
        hold.Release();
        Assert.That(await seen, Is.EqualTo((false, 0)));
        Assert.That(bench.Kept(), Is.EqualTo((int[])[0, 1]));
    }

    [Test]
    public async Task Refused_InABatch_RollsBackAlone()
    {
        using var bench = new LaneBench();
        using var hold = bench.Stop();
        var before = bench.Keep(1);
        var refused = bench.Send<int>(async db =>
        {
            await LaneBench.Keep(db, 2);
            throw Refusals.RoundClosed();
        });
        var after = bench.Keep(3);
        hold.Release();
        var problem = (await Assert.ThrowsAsync<Refusal>(() => refused))!;
        await Task.WhenAll(before, after);
        Assert.That(problem.Code, Is.EqualTo("round.closed"));
        Assert.That(bench.Kept(), Is.EqualTo((int[])[0, 1, 3]));
        Assert.That(bench.Commits, Is.EqualTo(1));
    }

    [Test]
    public async Task Invalid_InTheLane_KeepsItsTypeForTheCaller()
    {
        using var bench = new LaneBench();
        var invalid = bench.Send<int>(_ => throw new ValidationException("no"));
        await Assert.ThrowsAsync<ValidationException>(() => invalid);
    }

    [Test]
    public async Task DuplicateKey_InTheLane_IsTheCallersOwnProblem()
    {
        using var bench = new LaneBench();
        await bench.Keep(1);
        var twice = bench.Keep(1);
        var problem = (await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => twice))!;
        Assert.That(problem.SqliteErrorCode, Is.EqualTo(19));
    }

    [Test]
    public async Task Handler_AwaitsSomethingElse_FailsAndLeavesNothing()
    {
        using var bench = new LaneBench();
        var outside = new TaskCompletionSource();
        var late = new TaskCompletionSource<Exception?>();
        using var hold = bench.Stop();
        var wrong = bench.Send(async db =>
        {
            await LaneBench.Keep(db, 1);
            await outside.Task;
            try
            {
                await LaneBench.Keep(db, 2);
                late.SetResult(null);
            }
            catch (InvalidOperationException problem)
            {
                late.SetResult(problem);
            }
            return 0;
        });
        var mate = bench.Keep(3);
        hold.Release();
        await Assert.ThrowsAsync<InvalidOperationException>(() => wrong);
        await mate;
        outside.SetResult();
        Assert.That(await late.Task, Is.Not.Null, "its late use of the database is refused");
        Assert.That(bench.Kept(), Is.EqualTo((int[])[0, 3]));
    }

    [Test]
    public async Task Db_AfterItsCommand_IsUnusable()
    {
        using var bench = new LaneBench();
        var kept = new Db();
        await bench.Send(kept, db => LaneBench.Keep(db, 1));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await LaneBench.Keep(kept, 2));
        await Assert.ThrowsAsync<InvalidOperationException>(() => kept.All<int>("select Id from Kept"));
    }

    [Test]
    public async Task Db_AlreadyInUse_FailsAloneAndLeavesBatchMatesStanding()
    {
        using var bench = new LaneBench();
        var shared = new Db();
        using var hold = bench.Stop();
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        shared.Enter(connection, null, Dialect.Sqlite, writing: false);
        var mate = bench.Keep(1);
        var wrong = bench.Send(shared, db => LaneBench.Keep(db, 2));
        hold.Release();
        await Assert.ThrowsAsync<InvalidOperationException>(() => wrong);
        await mate;
        Assert.That(bench.Kept(), Is.EqualTo((int[])[0, 1]));
    }

    [Test]
    public void Queue_Full_IsUnavailable()
    {
        using var bench = new LaneBench(queueLength: 2);
        using var hold = bench.Stop();
        _ = bench.Keep(1);
        _ = bench.Keep(2);
        var full = Assert.Throws<Unavailable>(() => _ = bench.Keep(3))!;
        Assert.That(full.RetryAfterSeconds, Is.GreaterThan(0));
        Assert.That(bench.Lane.Waiting, Is.EqualTo(2));
    }

    [Test]
    public async Task Dispose_AnswersWhatStillWaits()
    {
        using var bench = new LaneBench();
        using var hold = bench.Stop();
        var waiting = bench.Keep(1);
        var stopping = Task.Run(bench.StopLane);
        SpinWait.SpinUntil(() => Closed(bench));
        hold.Release();
        await stopping;
        Assert.That(waiting.IsCompleted, Is.True);
        Assert.That(await waiting, Is.EqualTo(1));
        Assert.Throws<Unavailable>(() => _ = bench.Keep(9), "a stopped lane takes nothing more");
        Assert.That(bench.Kept(), Is.EqualTo((int[])[0, 1]));
    }

    /// <summary>Whether the lane has begun to stop: it takes nothing more, though there is room.</summary>
    private static bool Closed(LaneBench bench)
    {
        try
        {
            bench.Lane.Add(new LaneWork<int>(new Db(), () => Task.FromResult(0)));
            return false;
        }
        catch (Unavailable)
        {
            return true;
        }
    }
}
