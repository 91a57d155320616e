using Consultation.Domain.Documents;
using FsCheck;
using FsCheck.Fluent;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain.Documents;

/// <summary>What holds of any two documents.</summary>
public sealed class ParagraphAlignmentPropertyTests
{
    /// <summary>Few words, so that paragraphs repeat, resemble and contain each other.</summary>
    private static readonly Gen<ParagraphText> Paragraph =
        from heading in Gen.Frequency((4, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 3).Select(level => (int?)level)))
        from words in Gen.Elements("støy", "havn", "natt", "skal", "ikke", "…", "båt", "1", "2").ListOf()
        select new ParagraphText(heading, string.Join(' ', words));

    private static Arbitrary<ParagraphText[]> Documents => Gen.ArrayOf(Paragraph).ToArbitrary();

    [Property]
    public Property Align_TheSameText_KeepsEveryPlace() =>
        Prop.ForAll(
            Documents,
            document => Places(ParagraphAlignment.Align(document, document)).SequenceEqual(Enumerable.Range(0, document.Length))
        );

    [Property]
    public Property Align_AnyOrder_KeepsEveryParagraph() =>
        Prop.ForAll(
            Documents,
            document =>
            {
                var moved = (ParagraphText[])document.Clone();
                new Random(document.Length).Shuffle(moved);
                var found = Places(ParagraphAlignment.Align(document, moved)).ToArray();
                return found.Select(was => was < 0 ? default : document[was]).SequenceEqual(moved)
                    && found.Distinct().Count() == document.Length;
            }
        );

    [Property]
    public Property Align_AnyTwo_GivesNoPlaceTwice_AndHeadingsToHeadings() =>
        Prop.ForAll(
            Documents,
            Documents,
            (before, revised) =>
            {
                var found = ParagraphAlignment.Align(before, revised);
                var known = found.Where(was => was is not null).ToArray();
                return found.Count == revised.Length
                    && known.Distinct().Count() == known.Length
                    && found
                        .Zip(revised)
                        .All(pair => pair.First is not { } was || before[was].Heading is null == pair.Second.Heading is null);
            }
        );

    [Property]
    public Property Align_AnyTwo_GivesTheSameAnswerAgain() =>
        Prop.ForAll(
            Documents,
            Documents,
            (before, revised) =>
                ParagraphAlignment.Align(before, revised).SequenceEqual(ParagraphAlignment.Align([.. before], [.. revised]))
        );

    /// <summary>Whatever else changed: as many as stand with the same words on both sides are found again.</summary>
    [Property]
    public Property Align_AnyTwo_KeepsWhatHasTheSameWords() =>
        Prop.ForAll(
            Documents,
            Documents,
            (before, revised) =>
            {
                var found = ParagraphAlignment.Align(before, revised);
                var same = found.Where((was, place) => was is { } known && before[known] == revised[place]).Count();
                var possible = before
                    .CountBy(text => text)
                    .Join(revised.CountBy(text => text), a => a.Key, b => b.Key, (a, b) => Math.Min(a.Value, b.Value));
                return same == possible.Sum();
            }
        );

    private static IEnumerable<int> Places(IReadOnlyList<int?> found) => found.Select(was => was ?? -1);
}
