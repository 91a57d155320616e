using Consultation.Api.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Consultation.Tests.Data;

/// <summary>A disk that is full, a commit that fails, a database that another holds.</summary>
public sealed class WriteLaneTroubleTests
{
    [Test]
    public async Task DiskFull_FailsTheWholeBatch_KeepsNothing_AndGoesOnWhenThereIsRoom()
    {
        using var bench = new LaneBench();
        await bench.Send(db => db.Run("pragma max_page_count = 12"));
        using var hold = bench.Stop();
        var before = bench.Keep(1);
        var large = bench.Send(db => LaneBench.Keep(db, 2, new string('x', 200_000)));
        hold.Release();
        await Assert.MultipleAsync(async () =>
        {
            await Assert.ThrowsAsync<Unavailable>(() => hold.Done);
            await Assert.ThrowsAsync<Unavailable>(() => before);
            await Assert.ThrowsAsync<Unavailable>(() => large);
            Assert.That(bench.Kept(), Is.Empty);
        });
        await bench.Keep(3);
        await bench.Send(db => db.Run("pragma max_page_count = 1000000"));
        await bench.Send(db => LaneBench.Keep(db, 4, new string('x', 200_000)));
        Assert.That(bench.Kept(), Is.EqualTo((int[])[3, 4]));
    }

    [Test]
    public async Task DiskFull_HandlerSwallowsIt_StillFailsTheWholeBatch()
    {
        using var bench = new LaneBench();
        await bench.Send(db => db.Run("pragma max_page_count = 12"));
        using var hold = bench.Stop();
        var before = bench.Keep(1);
        var swallows = bench.Send(async db =>
        {
            try
            {
                return await LaneBench.Keep(db, 2, new string('x', 200_000));
            }
            catch (SqliteException)
            {
                return await LaneBench.Keep(db, 3);
            }
        });
        hold.Release();
        await Assert.ThrowsAsync<Unavailable>(() => before);
        await Assert.ThrowsAsync<Unavailable>(() => swallows);
        await bench.Keep(5);
        Assert.That(bench.Kept(), Is.EqualTo((int[])[5]), "what the handler wrote after the roll-back is not kept either");
    }

    [Test]
    public async Task Commit_Fails_FailsTheWholeBatch_AndTheLaneGoesOn()
    {
        using var bench = new LaneBench { RefuseCommits = true };
        using var hold = bench.Stop();
        var mate = bench.Keep(1);
        hold.Release();
        await Assert.ThrowsAsync<Unavailable>(() => hold.Done);
        await Assert.ThrowsAsync<Unavailable>(() => mate);
        bench.RefuseCommits = false;
        await bench.Keep(2);
        Assert.That(bench.Kept(), Is.EqualTo((int[])[2]));
    }

    [Test]
    public async Task Sql_IsWrong_IsUnavailableForItsCallerAlone()
    {
        using var bench = new LaneBench();
        using var hold = bench.Stop();
        var wrong = bench.Send(db => db.Run("insert into Nowhere values (1)"));
        var mate = bench.Keep(1);
        hold.Release();
        await Assert.ThrowsAsync<Unavailable>(() => wrong);
        await mate;
        Assert.That(bench.Kept(), Is.EqualTo((int[])[0, 1]));
    }
}
