using Consultation.Api.Data;

namespace Consultation.Tests.Data;

/// <summary>So many write at a time, so many wait, the rest is told at once.</summary>
public sealed class WriteGateTests
{
    private const int QueueLength = 3;
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WriteGate _gate = new(QueueLength);
    private int _began;

    [OneTimeTearDown]
    public void Dispose() => _gate.Dispose();

    [Test]
    public async Task MoreThanMayWrite_Wait_MoreThanMayWait_AreRefused_AndWhoGaveUpLeavesTheQueue()
    {
        var writing = Writers(WriteGate.MostWriters);
        using var patience = new CancellationTokenSource();
        var impatient = _gate.Run(Work, patience.Token);
        var waiting = Writers(QueueLength - 1);
        Assert.That((_began, _gate.Load.Waiting), Is.EqualTo((WriteGate.MostWriters, QueueLength)));
        Assert.That(() => _gate.Run(Work, CancellationToken.None), Throws.TypeOf<Unavailable>());

        await patience.CancelAsync();
        Assert.That(() => impatient, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_gate.Load.Waiting, Is.EqualTo(QueueLength - 1));

        Assert.That(_gate.Load.Oldest, Is.GreaterThan(TimeSpan.Zero));

        _end.SetResult();
        await Task.WhenAll([.. writing, .. waiting]);
        Assert.That((_began, _gate.Load.Waiting), Is.EqualTo((WriteGate.MostWriters + QueueLength - 1, 0)));
        Assert.That(_gate.Load, Is.EqualTo(WriteLoad.None));
    }

    [Test]
    public async Task WorkThatBreaks_GivesItsPlaceBack()
    {
        using var gate = new WriteGate(0);
        for (var n = 0; n <= WriteGate.MostWriters; n++)
        {
            Assert.That(
                () => gate.Run<int>(() => throw new InvalidOperationException(), CancellationToken.None),
                Throws.InvalidOperationException
            );
        }
        Assert.That(await gate.Run(() => Task.FromResult(1), CancellationToken.None), Is.EqualTo(1));
    }

    private Task<int>[] Writers(int count) => [.. Enumerable.Range(0, count).Select(_ => _gate.Run(Work, CancellationToken.None))];

    private async Task<int> Work()
    {
        var number = Interlocked.Increment(ref _began);
        await _end.Task;
        return number;
    }
}
