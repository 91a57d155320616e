using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Hearings;
using FsCheck;
using FsCheck.Fluent;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Documents;

public sealed class DocumentSourceTests
{
    private static readonly string[] Pieces =
    [
        "# Innledning",
        "## 1.2 Bakgrunn ##",
        "Støy plager mange.",
        "Støy **plager** mange.\nOgså om natten.",
        "- ett\n- to",
        "* tre\n* fire",
        "1. først\n2. så",
        "2) annen",
        "> sitert",
        "    kode med innrykk",
        "```\nkode\n\nmer kode\n```",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "Se [loven][l].\n\n[l]: https://lovdata.no/x",
        "***",
        "Overskrift\n==========",
        "   ",
        "[ikke en lenke",
        "\\# ikke en overskrift",
    ];

    /// <summary>What a document is made of stands there again when its source is saved unchanged, paragraph by paragraph.</summary>
    [Property(MaxTest = 500)]
    public Property Source_IsReadAsTheSameParagraphs()
    {
        var texts = Gen.Elements(Pieces).ListOf().Select(pieces => string.Join("\n\n", pieces));
        return Prop.ForAll(texts.ToArbitrary(), IsReadAgain);
    }

    [Test]
    public void TwoLists_ThatStoodApart_AreNotMadeOne()
    {
        ParagraphView[] lists = [Paragraph("- ett"), Paragraph("- to"), Paragraph("Tekst."), Paragraph("1. a"), Paragraph("1. b")];
        Assert.That(Texts(DocumentSource.Read(DocumentSource.Of(lists))), Is.EqualTo(Texts(lists)));
    }

    private static bool IsReadAgain(string text)
    {
        var read = DocumentSource.Read(text);
        return Texts(DocumentSource.Read(DocumentSource.Of(read))).SequenceEqual(Texts(read));
    }

    private static IEnumerable<(int?, string)> Texts(IEnumerable<ParagraphView> paragraphs) =>
        paragraphs.Select(paragraph => (paragraph.Heading, paragraph.Markdown));

    private static ParagraphView Paragraph(string markdown) => new() { Id = 0, Markdown = markdown };
}
