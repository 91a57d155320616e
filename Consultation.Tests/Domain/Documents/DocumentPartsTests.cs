using Consultation.Domain.Documents;
using FsCheck;
using FsCheck.Fluent;
using static Consultation.Domain.Documents.DocumentParts;

namespace Consultation.Tests.Domain.Documents;

public sealed class DocumentPartsTests
{
    private static readonly Arbitrary<Piece[]> AnyPieces = Gen.Choose(0, 6)
        .SelectMany(_ => Gen.Choose(1, 80), (kind, length) => kind < 2 ? new Piece(kind + 1, 5) : new Piece(null, length))
        .ArrayOf()
        .ToArbitrary();

    [Test]
    public void Split_ThatFits_IsOnePart() => Assert.That(Split([new(1, 3), new(null, 60)], 100), Is.EqualTo((Part[])[new(0, 2)]));

    [Test]
    public void Split_LongChapters_GivesEachItsOwnPart()
    {
        Piece[] pieces = [new(1, 5), new(null, 60), new(1, 5), new(null, 30), new(2, 5), new(null, 40)];
        Assert.That(Split(pieces, 100), Is.EqualTo((Part[])[new(0, 2), new(2, 6)]));
    }

    [Test]
    public void Split_ChapterLongerThanAPart_BreaksAtItsSections()
    {
        Piece[] pieces = [new(1, 5), new(null, 60), new(2, 5), new(null, 60), new(null, 30)];
        Assert.That(Split(pieces, 100), Is.EqualTo((Part[])[new(0, 2), new(2, 5)]));
    }

    [Test]
    public void Split_WithoutHeadings_BreaksBetweenParagraphs() =>
        Assert.That(Split([new(null, 60), new(null, 60), new(null, 60)], 100), Is.EqualTo((Part[])[new(0, 1), new(1, 2), new(2, 3)]));

    [FsCheck.NUnit.Property]
    public Property Split_AnyPieces_KeepsAllInOrderAndHeadingsWithWhatFollows() =>
        Prop.ForAll(
            AnyPieces,
            pieces =>
            {
                var parts = Split(pieces, 100);
                var whole = parts.SelectMany(part => Enumerable.Range(part.Start, part.End - part.Start));
                var headed = parts.SkipLast(1).All(part => pieces[part.End - 1].Heading is null);
                var fits = parts.All(part =>
                    pieces.Take(part.Start..part.End).Sum(piece => piece.Length) <= 100
                    || pieces.Take(part.Start..part.End).Count(piece => piece.Heading is null) <= 1
                );
                return whole.SequenceEqual(Enumerable.Range(0, pieces.Length))
                    && headed
                    && fits
                    && parts.All(part => part.End > part.Start || pieces.Length == 0);
            }
        );
}
