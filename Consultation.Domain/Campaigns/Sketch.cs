using System.Numerics;

namespace Consultation.Domain.Campaigns;

/// <summary>
/// MinHash: of each of 64 hash functions the least value over a text's shingles, 16 bits of it kept. Two texts of Jaccard similarity
/// J agree in each place with probability J. The places form 32 bands of two; texts that agree in a whole band meet in a bucket.
/// <para>
/// A pair at exactly J = 0.6 misses one band with probability 1 - 0.6² = 0.64, and all 32 with 0.64³² = 6.3e-7. Before the exact
/// comparison a pair must agree in at least 20 of the 64 places; at J = 0.6 that fails with P(Bin(64, 0.6) ≤ 19) = 1.1e-6. Together
/// the chance to find a pair is above 0.999998, and higher for nearer ones. Unrelated texts (J = 0.01) meet with a chance of
/// 32 · 0.0001 = 0.3 % and are parted again by the 20 places.
/// </para>
/// </summary>
public static class Sketch
{
    public const int Places = 64;
    public const int Bands = Places / 2;

    /// <summary>Fewer places in common, and an exact comparison is not worth the while.</summary>
    public const int LeastAlike = 20;

    private static readonly uint[] Factors = Constants(0x243F6A8885A308D3, 1);
    private static readonly uint[] Turns = Constants(0x13198A2E03707344, 0);

    /// <summary>Writes the 64 places of a set that is not empty.</summary>
    public static void Write(ReadOnlySpan<ulong> shingles, Span<ushort> into)
    {
        Span<uint> least = stackalloc uint[Places];
        for (var at = 0; at < Places; at += Vector<uint>.Count)
        {
            var (turn, factor) = (new Vector<uint>(Turns, at), new Vector<uint>(Factors, at));
            var lanes = new Vector<uint>(uint.MaxValue);
            foreach (var shingle in shingles)
            {
                lanes = Vector.Min(lanes, (new Vector<uint>((uint)(shingle >> 16)) ^ turn) * factor);
            }
            lanes.CopyTo(least[at..]);
        }
        for (var at = 0; at < Places; at++)
        {
            into[at] = (ushort)((least[at] * 0x9E3779B1) >> 16);
        }
    }

    /// <summary>The bucket's key of a band.</summary>
    public static uint Key(ReadOnlySpan<ushort> sketch, int band) => sketch[2 * band] | ((uint)sketch[(2 * band) + 1] << 16);

    /// <summary>In how many places the two agree: 64 times the similarity, give or take.</summary>
    public static int Alike(ReadOnlySpan<ushort> one, ReadOnlySpan<ushort> other)
    {
        var alike = Vector<ushort>.Zero;
        for (var at = 0; at < Places; at += Vector<ushort>.Count)
        {
            // Each place that agrees is all ones, which is minus one.
            alike -= Vector.Equals(new Vector<ushort>(one[at..]), new Vector<ushort>(other[at..]));
        }
        return Vector.Sum(alike);
    }

    /// <summary>The same on every machine and in every run; odd where <paramref name="lowest"/> is 1, as factors must be.</summary>
    private static uint[] Constants(ulong seed, uint lowest)
    {
        var all = new uint[Places];
        for (var i = 0; i < Places; i++)
        {
            seed = (seed * 6364136223846793005) + 1442695040888963407;
            all[i] = (uint)(seed >> 32) | lowest;
        }
        return all;
    }
}
