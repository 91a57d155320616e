using System.Globalization;
using Consultation.Domain;

namespace Consultation.Web.Pages.Staff.Replies.Review;

/// <summary>
/// What a form takes out of a reply: stretches that were marked, and words that go wherever they stand. Both are kept as they were
/// given, so that a form that comes back has all of it.
/// </summary>
internal sealed class Chosen
{
    private const int MostWords = 200;

    public IReadOnlyList<RedactedRange> Marked { get; init; } = [];

    /// <summary>As typed, one a line.</summary>
    public string Words { get; init; } = "";

    /// <param name="marks">Each <c>field:start:length</c>; what is none is passed over.</param>
    /// <param name="words">As typed.</param>
    public static Chosen Read(IEnumerable<string> marks, string? words) =>
        new() { Marked = [.. marks.Select(Parse).OfType<RedactedRange>()], Words = words ?? "" };

    public static string Format(RedactedRange range) =>
        string.Create(CultureInfo.InvariantCulture, $"{range.Field}:{range.Start}:{range.Length}");

    /// <summary>Every stretch that goes: those marked, and wherever a word stands in one of the parts.</summary>
    public IReadOnlyList<RedactedRange> In(IReadOnlyList<ProofPart> parts) =>
        [.. Marked, .. parts.Where(part => !part.IsWhole).SelectMany(part => Lines().SelectMany(word => Places(part, word))).Distinct()];

    /// <summary>Words that stand nowhere in the reply: perhaps a slip of the pen.</summary>
    public IReadOnlyList<string> NotFound(IReadOnlyList<ProofPart> parts) =>
        [.. Lines().Where(word => !parts.Any(part => !part.IsWhole && Places(part, word).Any()))];

    private IEnumerable<string> Lines() =>
        PlainText
            .Normalise(Words)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MostWords);

    private static IEnumerable<RedactedRange> Places(ProofPart part, string word)
    {
        for (
            var at = part.Text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = part.Text.IndexOf(word, at + word.Length, StringComparison.OrdinalIgnoreCase)
        )
            yield return new RedactedRange(part.Field, at, word.Length);
    }

    private static RedactedRange? Parse(string mark)
    {
        var last = mark.LastIndexOf(':');
        var before = last > 0 ? mark.LastIndexOf(':', last - 1) : -1;
        return
            before > 0
            && int.TryParse(mark.AsSpan(before + 1, last - before - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && int.TryParse(mark.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? new(mark[..before], start, length)
            : null;
    }
}
