namespace Consultation.Bench.Replies;

/// <summary>Draws ranks as words fall in real text: the r-th commonest about 1/r as often as the first.</summary>
internal sealed class Zipf
{
    private const double Shift = 2.7;
    private const double Exponent = 1.05;

    private readonly double[] cumulative;

    public Zipf(int ranks)
    {
        cumulative = new double[ranks];
        var sum = 0.0;
        for (var rank = 0; rank < ranks; rank++)
        {
            sum += 1 / Math.Pow(rank + Shift, Exponent);
            cumulative[rank] = sum;
        }
    }

    public int Next(Random random)
    {
        var found = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        return Math.Min(found < 0 ? ~found : found, cumulative.Length - 1);
    }
}
