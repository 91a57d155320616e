using Consultation.Api.Data;

namespace Consultation.Tests.Support;

/// <summary>A queue of writes of length one that is full until it is released: one write stands in the lane, one waits.</summary>
internal sealed class FullQueue : IDisposable
{
    private readonly ManualResetEventSlim _standing = new();
    private readonly ManualResetEventSlim _release = new();
    private readonly Task _held;
    private readonly Task _waiting;

    /// <param name="database">Of a program with the setting <c>WriteQueueLength</c> 1.</param>
    public FullQueue(Database database)
    {
        _held = database.Write(_ =>
        {
            _standing.Set();
            _release.Wait();
            return Task.FromResult(0);
        });
        _standing.Wait();
        _waiting = database.Write(_ => Task.FromResult(0));
    }

    public void Release() => _release.Set();

    public Task Done() => Task.WhenAll(_held, _waiting);

    public void Dispose()
    {
        _release.Set();
        _held.Wait();
        _release.Dispose();
        _standing.Dispose();
    }
}
