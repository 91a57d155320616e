namespace Consultation.Domain.Campaigns;

/// <summary>
/// Texts by the bands of their sketches: who meets in a band's bucket may be near. Per text 128 bytes of sketch, 128 of chains and up
/// to 256 of heads.
/// </summary>
internal sealed class Buckets
{
    /// <summary>
    /// Texts looked at in one bucket, the latest first. Fuller buckets come of campaigns, where any few members lead to all, and of set
    /// phrases, where nothing is to be found; the bound keeps both linear.
    /// </summary>
    public const int MostInBucket = 32;

    private const int PerPiece = 4096;
    private readonly List<Piece> pieces = [];
    private int count;
    private int[] heads = [];
    private int slots;
    private int[] seen = [];
    private int looks;

    /// <summary>A run of texts; pieces are added as texts come, never copied.</summary>
    private sealed class Piece
    {
        public readonly ushort[] Sketches = new ushort[PerPiece * Sketch.Places];

        /// <summary>The next text in the same slot of the same band, plus one; 0 at the end.</summary>
        public readonly int[] Next = new int[PerPiece * Sketch.Bands];
        public readonly bool[] Used = new bool[PerPiece];
    }

    /// <summary>Puts a text in; answers its number here: 0, 1, 2 and so on.</summary>
    public int Add(ReadOnlySpan<ulong> shingles)
    {
        var text = count++;
        if (text == pieces.Count * PerPiece)
        {
            pieces.Add(new Piece());
        }
        if (text >= slots)
        {
            Grow(text);
        }
        Sketch.Write(shingles, SketchOf(text));
        pieces[text / PerPiece].Used[text % PerPiece] = true;
        Chain(text);
        return text;
    }

    public void Remove(int text)
    {
        pieces[text / PerPiece].Used[text % PerPiece] = false;
        var sketch = SketchOf(text);
        for (var band = 0; band < Sketch.Bands; band++)
        {
            ref var link = ref heads[Slot(band, Sketch.Key(sketch, band))];
            while (link != text + 1)
            {
                link = ref Next(link - 1, band);
            }
            link = Next(text, band);
        }
    }

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
            var key = Sketch.Key(sketch, band);
            var met = 0;
            for (var link = heads[Slot(band, key)]; link != 0 && met < MostInBucket; link = Next(link - 1, band))
            {
                var other = link - 1;
                if (seen[other] == looks)
                {
                    met++;
                    continue;
                }
                var places = SketchOf(other);
                if (Sketch.Key(places, band) != key)
                {
                    continue;
                }
                met++;
                seen[other] = looks;
                if (Sketch.Alike(sketch, places) is var alike and >= Sketch.LeastAlike)
                {
                    found.Add((other, alike));
                }
            }
        }
    }

    private Span<ushort> SketchOf(int text) => pieces[text / PerPiece].Sketches.AsSpan(text % PerPiece * Sketch.Places, Sketch.Places);

    private ref int Next(int text, int band) => ref pieces[text / PerPiece].Next[(text % PerPiece * Sketch.Bands) + band];

    private int Slot(int band, uint key) => (band * slots) + (int)((ulong)(key * 0x9E3779B1) * (ulong)slots >> 32);

    private void Chain(int text)
    {
        var sketch = SketchOf(text);
        for (var band = 0; band < Sketch.Bands; band++)
        {
            ref var head = ref heads[Slot(band, Sketch.Key(sketch, band))];
            Next(text, band) = head;
            head = text + 1;
        }
    }

    private void Grow(int text)
    {
        slots = Math.Max(256, slots / 2 * 3);
        heads = new int[Sketch.Bands * slots];
        Array.Resize(ref seen, slots);
        for (var earlier = 0; earlier < text; earlier++)
        {
            if (pieces[earlier / PerPiece].Used[earlier % PerPiece])
            {
                Chain(earlier);
            }
        }
    }
}
