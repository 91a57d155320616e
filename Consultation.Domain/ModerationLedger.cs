using System.Runtime.InteropServices;

namespace Consultation.Domain;

/// <summary>
/// How many replies are hidden on which ground, told so that no number under five can be found out. Grounds with fewer are put together;
/// should even these be fewer than five together, the smallest of the others joins them, so that the total (which is public) less
/// what is told leaves at least five on at least two grounds. A ground that is not told has none or is among the others.
/// </summary>
public static class ModerationLedger
{
    public const int Least = 5;

    /// <param name="Ground">Null: those put together.</param>
    /// <param name="Count">Null: one to four altogether.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Line(Ground? Ground, int? Count);

    /// <summary>Lines in the order of the grounds, those put together last; empty when nothing is hidden.</summary>
    public static IReadOnlyList<Line> Fold(IReadOnlyDictionary<Ground, int> counts)
    {
        var told = counts.Where(one => one.Value >= Least).OrderBy(one => one.Value).ThenBy(one => one.Key).ToList();
        var folded = counts.Where(one => one.Value is > 0 and < Least).Sum(one => one.Value);
        if (folded is > 0 and < Least && told.Count > 0)
        {
            folded += told[0].Value;
            told.RemoveAt(0);
        }
        var lines = told.OrderBy(one => one.Key).Select(one => new Line(one.Key, one.Value)).ToList();
        if (folded > 0)
            lines.Add(new(null, folded < Least ? null : folded));
        return lines;
    }
}
