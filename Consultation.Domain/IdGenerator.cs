using System.Security.Cryptography;

namespace Consultation.Domain;

/// <summary>
/// Makes ids that grow with time: the milliseconds since 2025-01-01 UTC in the upper 43 bits (until the year 2303), a counter in the lower
/// 20. Each millisecond the counter begins at a random value in its lower half, so that several nodes seldom meet and nobody
/// counts what happens between two ids. Below 2^63. Thread-safe.
/// </summary>
public sealed class IdGenerator(TimeProvider clock)
{
    private const int CounterBits = 20;
    private const int CounterEnd = 1 << CounterBits;
    private static readonly DateTimeOffset Epoch = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Lock gate = new();
    private long millisecond = -1;
    private int counter;

    /// <summary>Greater than every id that this generator has given before, also when the clock steps back or too many are asked for.</summary>
    public long Next()
    {
        var now = Math.Max(0, (long)(clock.GetUtcNow() - Epoch).TotalMilliseconds);
        lock (gate)
        {
            if (now > millisecond)
                Begin(now);
            else if (++counter == CounterEnd)
                Begin(millisecond + 1);
            return (millisecond << CounterBits) | (uint)counter;
        }
    }

    private void Begin(long at)
    {
        millisecond = at;
        counter = RandomNumberGenerator.GetInt32(CounterEnd / 2);
    }
}
