using System.Collections.Concurrent;
using System.Net;
using Consultation.Api.Http;

namespace Consultation.Api.Features.Accounts;

/// <summary>
/// Bounds how often passwords and codes may be tried: for one account from one address, for an account from anywhere, and from one address
/// for any account. An attempt is counted before it is made and forgotten when it was right; whether an account exists makes no
/// difference. Kept in memory, so each node counts for itself and a restart forgets.
/// </summary>
public sealed class SignInThrottle(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private const int OfAccountAtAddress = 5;
    private const int OfAccount = 20;
    private const int OfAddress = 60;
    private const int MostKept = 100_000;
    private readonly ConcurrentDictionary<string, Count> _counts = new(StringComparer.Ordinal);

    private sealed record Count(int Attempts, DateTimeOffset Since);

    /// <summary>Counts an attempt; answers how long to wait instead, when there were too many.</summary>
    /// <param name="account">What stands for the account: the address as typed, or the token of a half-made session.</param>
    public TimeSpan? Begin(string account, IPAddress? address)
    {
        var now = clock.GetUtcNow();
        if (_counts.Count > MostKept)
        {
            Sweep(now);
        }
        var keys = Keys(account, address);
        var blocked = keys.Where(key => AttemptsOf(key.Name, now) >= key.Most)
            .Select(key => _counts[key.Name].Since + Window - now)
            .ToArray();
        if (blocked.Length > 0)
        {
            return blocked.Max();
        }
        foreach (var (name, _) in keys)
        {
            _counts.AddOrUpdate(
                name,
                _ => new Count(1, now),
                (_, count) => count.Since + Window <= now ? new Count(1, now) : count with { Attempts = count.Attempts + 1 }
            );
        }
        return null;
    }

    /// <summary>The attempt was right: the account's own counts begin anew, the address is given back this one.</summary>
    public void Succeeded(string account, IPAddress? address)
    {
        var keys = Keys(account, address);
        _counts.TryRemove(keys[0].Name, out _);
        _counts.TryRemove(keys[1].Name, out _);
        if (_counts.TryGetValue(keys[2].Name, out var count))
        {
            _counts.TryUpdate(keys[2].Name, count with { Attempts = Math.Max(0, count.Attempts - 1) }, count);
        }
    }

    private int AttemptsOf(string key, DateTimeOffset now) =>
        _counts.TryGetValue(key, out var count) && count.Since + Window > now ? count.Attempts : 0;

    private static (string Name, int Most)[] Keys(string account, IPAddress? address)
    {
        var (who, from) = (Emails.Key(account), RateLimits.Network(address)?.ToString() ?? "");
        return [($"{who}\n{from}", OfAccountAtAddress), (who, OfAccount), ("\n" + from, OfAddress)];
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (key, count) in _counts)
        {
            if (count.Since + Window <= now)
            {
                _counts.TryRemove(key, out _);
            }
        }
    }
}
