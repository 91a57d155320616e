namespace Consultation.Domain.Documents;

/// <summary>Which paragraphs have been found to be the same so far, each at most once on either side.</summary>
internal sealed class ParagraphPairs
{
    private const int None = -1;
    private readonly int[] _before;
    private readonly int[] _after;

    public ParagraphPairs(int before, int revised)
    {
        (_after, _before) = (new int[before], new int[revised]);
        Array.Fill(_after, None);
        Array.Fill(_before, None);
    }

    public int Before => _after.Length;
    public int Revised => _before.Length;

    /// <summary>The place before, of the paragraph that is now at this place.</summary>
    public int? BeforeOf(int revised) => _before[revised] == None ? null : _before[revised];

    /// <summary>Whether the paragraph at this place before has been found again.</summary>
    public bool IsTaken(int before) => _after[before] != None;

    public bool AreFree(int before, int revised) =>
        before >= 0 && before < Before && revised >= 0 && revised < Revised && _after[before] == None && _before[revised] == None;

    public void Pair(int before, int revised) => (_after[before], _before[revised]) = (revised, before);

    /// <summary>Where each paragraph would have stood before, counted on from the last one above it that is settled.</summary>
    public int[] ExpectedFromAbove()
    {
        var expected = new int[Revised];
        for (int place = 0, next = 0; place < Revised; place++)
        {
            expected[place] = _before[place] == None ? next : _before[place];
            next = expected[place] + 1;
        }
        return expected;
    }

    /// <summary>The same, counted back from the next one below it that is settled.</summary>
    public int[] ExpectedFromBelow()
    {
        var expected = new int[Revised];
        for (int place = Revised - 1, next = Before - 1; place >= 0; place--)
        {
            expected[place] = _before[place] == None ? next : _before[place];
            next = expected[place] - 1;
        }
        return expected;
    }
}
