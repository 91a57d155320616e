using System.Numerics;

namespace Consultation.Domain.Campaigns;

/// <summary>
/// Word 5-shingles: every five words that stand beside each other, as 64-bit hashes, each once and in order of size. Of a hundred
/// million different shingles two have the same hash with a chance below 0.0003, so counts of them are taken as exact.
/// </summary>
public static class Shingles
{
    /// <summary>Words in a shingle.</summary>
    public const int Length = 5;

    /// <summary>Of more the stack has no room.</summary>
    private const int MostSortedByBits = 4096;

    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>The shingles of words with one space between (<see cref="ReplyWords.Normalise"/>); none of fewer than five words.</summary>
    public static ulong[] Of(ReadOnlySpan<char> words, int count)
    {
        if (count < Length)
        {
            return [];
        }
        var all = new ulong[count - Length + 1];
        var (a, b, c, d) = (0UL, 0UL, 0UL, 0UL);
        var (word, hash) = (0, Odd);
        for (var at = 0; at <= words.Length; at++)
        {
            if (at < words.Length && words[at] != ' ')
            {
                hash = (hash ^ words[at]) * Odd;
                hash ^= hash >> 29;
                continue;
            }
            var last = Mixed(hash);
            hash = Odd;
            if (++word >= Length)
            {
                all[word - Length] = Mixed((((((((a * Odd) + b) * Odd) + c) * Odd) + d) * Odd) + last);
            }
            (a, b, c, d) = (b, c, d, last);
        }
        Sort(all);
        var distinct = 1;
        for (var i = 1; i < all.Length; i++)
        {
            if (all[i] != all[distinct - 1])
            {
                all[distinct++] = all[i];
            }
        }
        return distinct == all.Length ? all : all[..distinct];
    }

    /// <summary>Hashes are spread evenly: put by their first bits they are nearly in order, and the rest is a step or two for each.</summary>
    private static void Sort(ulong[] all)
    {
        if (all.Length is < 32 or > MostSortedByBits)
        {
            Array.Sort(all);
            return;
        }
        var bits = BitOperations.Log2((uint)all.Length);
        Span<ulong> from = stackalloc ulong[all.Length];
        Span<int> ends = stackalloc int[1 << bits];
        ends.Clear();
        all.CopyTo(from);
        foreach (var hash in from)
        {
            ends[(int)(hash >> (64 - bits))]++;
        }
        for (var i = 1; i < ends.Length; i++)
        {
            ends[i] += ends[i - 1];
        }
        foreach (var hash in from)
        {
            all[--ends[(int)(hash >> (64 - bits))]] = hash;
        }
        for (var i = 1; i < all.Length; i++)
        {
            var (hash, at) = (all[i], i);
            for (; at > 0 && all[at - 1] > hash; at--)
            {
                all[at] = all[at - 1];
            }
            all[at] = hash;
        }
    }

    /// <summary>How many the two have in common.</summary>
    public static int Shared(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        var (shared, i, k) = (0, 0, 0);
        while (i < one.Length && k < other.Length)
        {
            var (a, b) = (one[i], other[k]);
            shared += a == b ? 1 : 0;
            i += a <= b ? 1 : 0;
            k += b <= a ? 1 : 0;
        }
        return shared;
    }

    /// <summary>Jaccard similarity (what both have over what either has) of at least 0.6, in whole numbers.</summary>
    public static bool AreNear(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        if (!MayBeNear(one.Length, other.Length))
        {
            return false;
        }
        var shared = Shared(one, other);
        return shared > 0 && 5 * shared >= 3 * (one.Length + other.Length - shared);
    }

    /// <summary>Sets of too different sizes cannot be near, whatever is in them.</summary>
    public static bool MayBeNear(int one, int other) => 5L * Math.Min(one, other) >= 3L * Math.Max(one, other);

    /// <summary>Whether so many shared of a text's shingles are at least 0.8 of them.</summary>
    public static bool AreMost(int shared, int ofAll) => 5L * shared >= 4L * ofAll;

    /// <summary>The finish of SplitMix64: every bit of the input moves every bit of the output.</summary>
    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
