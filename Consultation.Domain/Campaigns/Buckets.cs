namespace Consultation.Domain.Campaigns;

/// <summary>
/// Texts by the bands of their sketches: who meets in a band's bucket may be near. Per text 128 bytes of sketch and about 200 of
/// entries, and 128 more when it is not alone in its buckets.
/// </summary>
internal sealed class Buckets
{
    /// <summary>
    /// Texts looked at in one bucket, the latest first. Fuller buckets come of campaigns, where any few members lead to all, and of set
    /// phrases, where nothing is to be found; the bound keeps both linear.
    /// </summary>
    public const int MostInBucket = 32;

    private const int PerPiece = 4096;

    /// <summary>Bits of an entry that are of the key, so that another key's bucket is seldom taken for this one's.</summary>
    private const int TagBits = 6;

    private readonly List<Piece> pieces = [];
    private readonly List<int[]> chains = [];
    private int count;
    private int chained;
    private int expected;

    /// <summary>
    /// By band and place the bucket's latest text, plus one, before the tag; 0 where there is none. A bucket lies at the first place from
    /// its key's own on that was free.
    /// </summary>
    private uint[] entries = [];
    private int places;
    private int[] seen = [];
    private int looks;

    /// <summary>A run of texts; pieces are added as texts come, never copied.</summary>
    private sealed class Piece
    {
        public readonly ushort[] Sketches = new ushort[PerPiece * Sketch.Places];

        /// <summary>Where its chains are, plus one; 0 of a text that met nobody when it came.</summary>
        public readonly int[] Chains = new int[PerPiece];
        public readonly bool[] Used = new bool[PerPiece];
    }

    /// <summary>So many texts are to come: there will be room for them, and no more, without growing step by step.</summary>
    public void Expect(int texts) => expected = texts;

    /// <summary>Puts a text in; answers its number here: 0, 1, 2 and so on.</summary>
    public int Add(ReadOnlySpan<ulong> shingles)
    {
        var text = count++;
        if (text == pieces.Count * PerPiece)
        {
            pieces.Add(new Piece());
        }
        if (text >= places / 4 * 3)
        {
            Grow(text);
        }
        Sketch.Write(shingles, SketchOf(text));
        pieces[text / PerPiece].Used[text % PerPiece] = true;
        Chain(text);
        return text;
    }

    /// <summary>It stays in its buckets, unseen, until somebody passes.</summary>
    public void Remove(int text) => pieces[text / PerPiece].Used[text % PerPiece] = false;

    /// <summary>
    /// The texts that meet this one in a bucket and agree with it in enough places, with the number of those; each once, the text itself
    /// left out.
    /// </summary>
    public void Near(int text, List<(int Text, int Alike)> found)
    {
        looks++;
        seen[text] = looks;
        var sketch = SketchOf(text);
        for (var band = 0; band < Sketch.Bands; band++)
        {
            ref var entry = ref Bucket(band, Sketch.Key(sketch, band));
            var other = (int)(entry >> TagBits) - 1;
            var before = -1;
            for (var met = 0; other >= 0 && met < MostInBucket; )
            {
                var next = Next(other, band);
                if (IsUsed(other))
                {
                    met++;
                    before = other;
                    Meet(other, sketch, found);
                }
                else if (before >= 0)
                {
                    NextOf(before, band) = next + 1;
                }
                else if (next >= 0)
                {
                    entry = Entry(next, entry);
                }
                other = next;
            }
        }
    }

    private void Meet(int other, ReadOnlySpan<ushort> sketch, List<(int Text, int Alike)> found)
    {
        if (seen[other] == looks)
        {
            return;
        }
        seen[other] = looks;
        if (Sketch.Alike(sketch, SketchOf(other)) is var alike and >= Sketch.LeastAlike)
        {
            found.Add((other, alike));
        }
    }

    private Span<ushort> SketchOf(int text) => pieces[text / PerPiece].Sketches.AsSpan(text % PerPiece * Sketch.Places, Sketch.Places);

    private bool IsUsed(int text) => pieces[text / PerPiece].Used[text % PerPiece];

    /// <summary>The text before this one in the same bucket, or -1.</summary>
    private int Next(int text, int band) => pieces[text / PerPiece].Chains[text % PerPiece] == 0 ? -1 : NextOf(text, band) - 1;

    private ref int NextOf(int text, int band)
    {
        ref var chain = ref pieces[text / PerPiece].Chains[text % PerPiece];
        if (chain == 0)
        {
            if (chained == chains.Count * PerPiece)
            {
                chains.Add(new int[PerPiece * Sketch.Bands]);
            }
            chain = ++chained;
        }
        return ref chains[(chain - 1) / PerPiece][((chain - 1) % PerPiece * Sketch.Bands) + band];
    }

    private static uint Entry(int text, uint tag) => ((uint)(text + 1) << TagBits) | (tag & ((1 << TagBits) - 1));

    private int Place(int band, uint key) => (band * places) + (int)((ulong)(key * 0x9E3779B1) * (ulong)places >> 32);

    /// <summary>The bucket's entry, or the free one where it would lie.</summary>
    private ref uint Bucket(int band, uint key)
    {
        var end = (band + 1) * places;
        for (var at = Place(band, key); ; at = at + 1 == end ? end - places : at + 1)
        {
            ref var entry = ref entries[at];
            if (entry == 0 || (Entry(-1, entry) == Entry(-1, Tag(key)) && Sketch.Key(SketchOf((int)(entry >> TagBits) - 1), band) == key))
            {
                return ref entry;
            }
        }
    }

    private static uint Tag(uint key) => (key * 0x85EBCA6B) >> (32 - TagBits);

    /// <summary>Each band's entry is far from the others in memory: read in a row, they come together.</summary>
    private void Chain(int text)
    {
        var sketch = SketchOf(text);
        Span<bool> isFree = stackalloc bool[Sketch.Bands];
        for (var band = 0; band < Sketch.Bands; band++)
        {
            isFree[band] = entries[Place(band, Sketch.Key(sketch, band))] == 0;
        }
        for (var band = 0; band < Sketch.Bands; band++)
        {
            var key = Sketch.Key(sketch, band);
            ref var entry = ref isFree[band] ? ref entries[Place(band, key)] : ref Bucket(band, key);
            if (entry != 0)
            {
                NextOf(text, band) = (int)(entry >> TagBits);
            }
            entry = Entry(text, Tag(key));
        }
    }

    private void Grow(int text)
    {
        places = Math.Max(Math.Max(256, expected / 3 * 4 + 256), places / 2 * 3);
        entries = [];
        entries = new uint[Sketch.Bands * places];
        chains.Clear();
        chained = 0;
        Array.Resize(ref seen, places);
        for (var earlier = 0; earlier < text; earlier++)
        {
            pieces[earlier / PerPiece].Chains[earlier % PerPiece] = 0;
            if (IsUsed(earlier))
            {
                Chain(earlier);
            }
        }
    }
}
