using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Tests.Data;

/// <summary>What commands put off until those that commit together have run.</summary>
public sealed class LastStatementTests
{
    private const string Insert = "insert into Kept (Id, Text) select max(Id) + 1, @Text from Kept";

    [Test]
    public async Task RunLast_OfABatch_RunsInOrderAfterItsCommands_AndNotOfTheRefused()
    {
        using var bench = new LaneBench();
        using var hold = bench.Stop();
        var later = bench.Send(db => Last(db, 20, "later"));
        var refused = bench.Send<int>(async db =>
        {
            await Last(db, 15, "refused");
            throw Refusals.RoundClosed();
        });
        var sooner = bench.Send(db => Last(db, 10, "sooner"));
        var between = bench.Keep(5);
        var again = bench.Send(db => Last(db, 20, "again"));
        hold.Release();
        await Task.WhenAll(later, sooner, between, again);
        await Assert.ThrowsAsync<Refusal>(() => refused);
        var texts = await bench.Send(db => db.All<string>("select Text from Kept where Id > 5 order by Id"));
        Assert.That(texts, Is.EqualTo((string[])["sooner", "later", "again"]));
        Assert.That(bench.Commits, Is.EqualTo(2), "one of them the reading's own");
    }

    [Test]
    public async Task RunLast_Fails_FailsTheBatch_AndTheLaneGoesOn()
    {
        using var bench = new LaneBench();
        using var hold = bench.Stop();
        var before = bench.Keep(1);
        var fails = bench.Send(async db =>
        {
            await db.RunLast("insert into Nowhere (Id) values (@Id)", 1, new { Id = 1 });
            return 0;
        });
        hold.Release();
        await Assert.ThrowsAsync<Unavailable>(() => before);
        await Assert.ThrowsAsync<Unavailable>(() => fails);
        await bench.Keep(3);
        Assert.That(bench.Kept(), Is.EqualTo((int[])[3]));
    }

    private static async Task<int> Last(Db db, long order, string text)
    {
        await db.RunLast(Insert, order, new { Text = text });
        return 0;
    }
}
