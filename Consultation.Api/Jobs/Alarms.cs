using System.Collections.Concurrent;

namespace Consultation.Api.Jobs;

/// <summary>
/// Which queues are about to be looked at anyway, so that a thousand letters that come to wait in a second do not set a thousand alarms. What
/// is forgotten here costs one alarm too many; what is never rung is made good by the engine's regular look.
/// </summary>
internal sealed class Alarms
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _set = new(StringComparer.Ordinal);

    /// <summary>Whether the engine has to be told: no alarm as early as this is set.</summary>
    public bool Set(string queue, DateTimeOffset at)
    {
        while (true)
        {
            if (!_set.TryGetValue(queue, out var earlier))
            {
                if (_set.TryAdd(queue, at))
                {
                    return true;
                }
            }
            else if (earlier <= at)
            {
                return false;
            }
            else if (_set.TryUpdate(queue, at, earlier))
            {
                return true;
            }
        }
    }

    /// <summary>Somebody is about to look: what is added from now on needs an alarm of its own.</summary>
    public void Rang(string queue) => _set.TryRemove(queue, out _);
}
