using Consultation.Api.Http;

namespace Consultation.Tests.Http;

/// <summary>Each of those who send gets a turn, and one that stands still holds up nobody.</summary>
public sealed class TurnsTests
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Everybody_GetsATurn_HoweverManyComeAtOnce()
    {
        var turns = new Turns();
        var done = 0;
        await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(_ =>
                        Task.Run(async () =>
                        {
                            for (var i = 0; i < 2000; i++)
                            {
                                await turns.Next();
                                Interlocked.Increment(ref done);
                            }
                        })
                    )
            )
            .WaitAsync(Most);
        Assert.That(done, Is.EqualTo(16_000));
    }

    [Test]
    public async Task OneThatStandsStill_HoldsUpNobody()
    {
        var turns = new Turns();
        using var release = new ManualResetEventSlim();
        var standing = Task.Run(async () =>
        {
            await turns.Next();
            release.Wait();
        });
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => turns.Next())).WaitAsync(Most);
        Assert.That(standing.IsCompleted, Is.False);
        release.Set();
        await standing.WaitAsync(Most);
    }
}
