using System.Collections.Concurrent;
using Consultation.Domain;
using NUnit.Framework;

namespace Consultation.Tests.Domain;

public sealed class IdGeneratorTests
{
    private static readonly DateTimeOffset Epoch = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Next_Id_BeginsWithTheMillisecondAndTheLowerHalf()
    {
        var id = new IdGenerator(new Clock(Epoch.AddMilliseconds(12_345))).Next();
        Assert.That(id >> 20, Is.EqualTo(12_345));
        Assert.That(id & 0xFFFFF, Is.LessThan(1 << 19));
    }

    [Test]
    public void Next_ClockStandsStill_CountsOnAndIntoTheNextMillisecond()
    {
        var ids = new IdGenerator(new Clock(Epoch.AddDays(700)));
        var last = ids.Next();
        var first = last;
        for (var i = 0; i < 3 << 20; i++)
        {
            var id = ids.Next();
            if (id <= last)
                Assert.Fail($"{id} after {last}");
            last = id;
        }
        Assert.That((last >> 20) - (first >> 20), Is.InRange(3, 6));
    }

    [Test]
    public void Next_ClockStepsBack_StillGrows()
    {
        var clock = new Clock(Epoch.AddDays(700));
        var ids = new IdGenerator(clock);
        var before = ids.Next();
        clock.Now = clock.Now.AddHours(-1);
        Assert.That(ids.Next(), Is.EqualTo(before + 1));
    }

    [Test]
    public void Next_ClockBeforeTheEpochOrFarAhead_StaysPositive()
    {
        Assert.That(new IdGenerator(new Clock(DateTimeOffset.UnixEpoch)).Next(), Is.GreaterThanOrEqualTo(0));
        Assert.That(new IdGenerator(new Clock(new(2300, 1, 1, 0, 0, 0, TimeSpan.Zero))).Next(), Is.Positive);
    }

    [Test]
    public void Next_ManyThreads_NeverGiveTheSameTwice()
    {
        var ids = new IdGenerator(TimeProvider.System);
        var seen = new ConcurrentBag<long[]>();
        Parallel.For(0, 8, _ => seen.Add([.. Enumerable.Range(0, 20_000).Select(_ => ids.Next())]));
        Assert.That(seen.SelectMany(some => some).Distinct().Count(), Is.EqualTo(160_000));
        Assert.That(seen, Has.All.Ordered);
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
