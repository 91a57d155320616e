using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Consultation.Api.Features.Accounts;

namespace Consultation.Api.Features.Mail;

/// <summary>
/// Bounds how many letters go to one address in an hour, so that nobody fills somebody's mailbox by giving the address in forms. Kept in
/// memory, because the database forgets whom a letter went to; so each node counts for itself and a restart forgets.
/// </summary>
internal sealed class RecipientLimit(TimeProvider clock, Settings settings)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private const int MostKept = 100_000;
    private readonly ConcurrentDictionary<string, Dictionary<long, DateTimeOffset>> _letters = new(StringComparer.Ordinal);

    /// <summary>Whether the letter may go; one that may is counted, and however often it is tried it counts once.</summary>
    public bool Admits(string recipient, long letter)
    {
        var now = clock.GetUtcNow();
        if (_letters.Count > MostKept)
        {
            Sweep(now);
        }
        var sent = _letters.GetOrAdd(Key(recipient), _ => []);
        lock (sent)
        {
            Forget(sent, now);
            return sent.ContainsKey(letter) || (sent.Count < settings.Mail.MostAnHour && sent.TryAdd(letter, now));
        }
    }

    /// <summary>Case, and what stands behind a plus, reach the same mailbox. Hashed: the address itself is not kept.</summary>
    private static string Key(string recipient)
    {
        var address = Emails.Key(recipient);
        var (plus, at) = (address.IndexOf('+', StringComparison.Ordinal), address.LastIndexOf('@'));
        var mailbox = plus > 0 && plus < at ? address[..plus] + address[at..] : address;
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(mailbox)));
    }

    private static void Forget(Dictionary<long, DateTimeOffset> sent, DateTimeOffset now)
    {
        foreach (var (letter, at) in sent)
        {
            if (at + Window <= now)
            {
                sent.Remove(letter);
            }
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (key, sent) in _letters)
        {
            lock (sent)
            {
                Forget(sent, now);
                if (sent.Count == 0)
                {
                    _letters.TryRemove(key, out _);
                }
            }
        }
    }
}
