using Consultation.Domain.Documents;

namespace Consultation.Tests.Domain.Documents;

/// <summary>Corrections as ministries make them. A paragraph is told by its place before; a dash is a new one.</summary>
public sealed class ParagraphAlignmentTests
{
    private const string Paper = """
        # Innledning

        Stadig flere bor tett på sjøen. I mange småbåthavner går livet på bryggen sammen med nattesøvnen til dem som bor ovenfor.

        Departementet foreslår felles regler, slik at det ikke avhenger av hvilken kommune havnen ligger i.

        # Gjeldende rett

        Forurensningsloven gjelder for støy, men den er skrevet for anlegg og ikke for båter. Kommunene kan gi forskrifter etter havne- og farvannsloven. Få har gjort det, og reglene er ulike fra havn til havn.

        # Forslaget

        Det skal være stille i havnen fra klokken 23 til klokken 7. Motorer skal ikke gå på tomgang lenger enn ti minutter.

        - Havnen skal ha et skilt med de stille timene.
        - Eieren skal varsle naboene før støyende arbeid.
        - Klager sendes til kommunen.

        | Tid | Grense |
        |---|---|
        | Dag | 55 dB |
        | Natt | 45 dB |

        # Økonomiske og administrative konsekvenser

        Kommunene får flere klager å behandle. Departementet regner med at merarbeidet dekkes innenfor gjeldende rammer.
        """;

    private static IEnumerable<ParagraphText> Read(string text) =>
        text.Replace("\r", "", StringComparison.Ordinal)
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(block => block.Trim())
            .Select(block =>
                block.StartsWith('#')
                    ? new ParagraphText(block.TakeWhile(c => c == '#').Count(), block.TrimStart('#').Trim())
                    : new ParagraphText(null, block)
            );

    private static string Align(string before, string revised) =>
        string.Join(
            ' ',
            ParagraphAlignment
                .Align([.. Read(before)], [.. Read(revised)])
                .Select(place => place?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-")
        );

    private static string Edit(string was, string becomes)
    {
        Assert.That(Paper.Contains(was, StringComparison.Ordinal), Is.True);
        return Align(Paper, Paper.Replace(was, becomes, StringComparison.Ordinal));
    }

    [Test]
    public void Align_TheSameText_KeepsEveryParagraph() => Assert.That(Align(Paper, Paper), Is.EqualTo("0 1 2 3 4 5 6 7 8 9 10"));

    [TestCase("klokken 23 til klokken 7", "klokken 22 til klokken 7", TestName = "Align_NumberCorrected_IsTheSameParagraph")]
    [TestCase("| Natt | 45 dB |", "| Kveld | 50 dB |\n| Natt | 40 dB |", TestName = "Align_RowAddedToATable_IsTheSameTable")]
    [TestCase(
        "- Klager sendes til kommunen.",
        "- Klager sendes til kommunen innen tre uker.\n- Kommunen svarer.",
        TestName = "Align_ItemAddedToAList_IsTheSameList"
    )]
    [TestCase("Stadig flere bor tett på sjøen. I mange", "Mange", TestName = "Align_SentenceStruck_IsTheSameParagraph")]
    [TestCase(
        "Departementet foreslår felles regler, slik at det ikke avhenger av hvilken kommune havnen ligger i.",
        "Vi foreslår nå felles regler for hele landet, slik at det ikke kommer an på hvilken kommune havnen ligger i.",
        TestName = "Align_Reworded_IsTheSameParagraph"
    )]
    [TestCase("# Gjeldende rett", "## Hva som gjelder i dag", TestName = "Align_HeadingRenamed_IsTheSameHeading_OverTheSameText")]
    [TestCase("# Gjeldende rett", "# Gjeldende rett og bakgrunn", TestName = "Align_HeadingExtended_IsTheSameHeading")]
    public void Align_ChangedInPlace_KeepsEveryParagraph(string was, string becomes) =>
        Assert.That(Edit(was, becomes), Is.EqualTo("0 1 2 3 4 5 6 7 8 9 10"));

    [Test]
    public void Align_Inserted_IsNew() =>
        Assert.That(
            Edit("# Forslaget", "# Andre lands rett\n\nSverige og Danmark har hatt slike regler siden 1998.\n\n# Forslaget"),
            Is.EqualTo("0 1 2 3 4 - - 5 6 7 8 9 10")
        );

    [Test]
    public void Align_Deleted_IsGone() =>
        Assert.That(
            Edit("Departementet foreslår felles regler, slik at det ikke avhenger av hvilken kommune havnen ligger i.\n\n", ""),
            Is.EqualTo("0 1 3 4 5 6 7 8 9 10")
        );

    [Test]
    public void Align_ReplacedByAnotherMatter_IsNew() =>
        Assert.That(
            Edit(
                "Departementet foreslår felles regler, slik at det ikke avhenger av hvilken kommune havnen ligger i.",
                "Fristen for å svare er 1. juni. Svar sendes på nettsiden, og alle svar blir offentlige."
            ),
            Is.EqualTo("0 1 - 3 4 5 6 7 8 9 10")
        );

    [Test]
    public void Align_Split_GoesOnAsThePartThatKeepsMost()
    {
        Assert.That(Edit("Få har gjort det, og", "\n\nFå har gjort det, og"), Is.EqualTo("0 1 2 3 4 - 5 6 7 8 9 10"));
        Assert.That(
            Edit("Kommunene kan gi forskrifter", "\n\nKommunene kan gi forskrifter"),
            Is.EqualTo("0 1 2 3 - 4 5 6 7 8 9 10"),
            "here the second part is the longer"
        );
        // The lesser part keeps all that it is; the greater one has got more words besides.
        Assert.That(
            Edit(
                "Få har gjort det, og",
                "Loven har vært i kraft siden januar 2020 og avløste en eldre lov fra 2009 om det samme.\n\nFå har gjort det, og"
            ),
            Is.EqualTo("0 1 2 3 4 - 5 6 7 8 9 10")
        );
    }

    [Test]
    public void Align_SplitByAHeading_KeepsTheGreaterPart() =>
        Assert.That(Edit("Få har gjort det, og", "\n\n## Praksis\n\nFå har gjort det, og"), Is.EqualTo("0 1 2 3 4 - - 5 6 7 8 9 10"));

    [Test]
    public void Align_Merged_GoesOnAsTheOneThatMostCameFrom()
    {
        Assert.That(Edit("dem som bor ovenfor.\n\n", "dem som bor ovenfor. "), Is.EqualTo("0 1 3 4 5 6 7 8 9 10"));
        // The heading between goes too; the longer text is the second.
        Assert.That(Edit("havnen ligger i.\n\n# Gjeldende rett\n\n", "havnen ligger i. "), Is.EqualTo("0 1 4 5 6 7 8 9 10"));
    }

    [Test]
    public void Align_Moved_IsTheSame_AlsoWhenReworded()
    {
        const string consequences =
            "# Økonomiske og administrative konsekvenser\n\nKommunene får flere klager å behandle. Departementet regner med at merarbeidet dekkes innenfor gjeldende rammer.";
        Assert.That(
            Align(Paper, $"{consequences}\n\n{Paper.Replace(consequences, "", StringComparison.Ordinal)}"),
            Is.EqualTo("9 10 0 1 2 3 4 5 6 7 8")
        );
        var reworded = consequences.Replace("får flere klager å behandle", "må regne med flere klager", StringComparison.Ordinal);
        Assert.That(
            Align(Paper, $"{reworded}\n\n{Paper.Replace(consequences, "", StringComparison.Ordinal)}"),
            Is.EqualTo("9 10 0 1 2 3 4 5 6 7 8")
        );
    }

    [Test]
    public void Align_ItemsOfAListMadeParagraphs_GoesOnAsTheLongest() =>
        Assert.That(
            Edit(
                "- Havnen skal ha et skilt med de stille timene.\n- Eieren skal varsle naboene før støyende arbeid.\n- Klager sendes til kommunen.",
                "Havnen skal ha et skilt med de stille timene, og skiltet skal stå der alle går.\n\nKlager sendes til kommunen."
            ),
            Is.EqualTo("0 1 2 3 4 5 6 7 - 8 9 10")
        );

    [Test]
    public void Align_TextThatStandsSeveralTimes_IsToldApartByItsNeighbours()
    {
        const string before = "# A\n\nJa.\n\nEn\n\n# B\n\nJa.\n\nTo\n\n# C\n\nJa.\n\nTre";
        Assert.That(Align(before, "# A\n\nJa.\n\nEn\n\n# B\n\nTo\n\n# C\n\nJa.\n\nTre"), Is.EqualTo("0 1 2 3 5 6 7 8"));
        Assert.That(Align(before, "# C\n\nJa.\n\nTre\n\n# A\n\nJa.\n\nEn\n\n# B\n\nJa.\n\nTo"), Is.EqualTo("6 7 8 0 1 2 3 4 5"));
    }

    [Test]
    public void Align_SectionsThatAreNearlyTheSame_AreNotMixedUp()
    {
        static string Section(int number, string limit) =>
            $"§ {number}. Den som driver havn nummer {number}, skal sørge for at støyen ikke går over {limit} desibel målt ved nærmeste bolig om natten.";
        var before = string.Join("\n\n", Enumerable.Range(1, 200).Select(i => Section(i, "45")));
        var revised = string.Join("\n\n", Enumerable.Range(1, 200).Where(i => i != 77).Select(i => Section(i, i % 3 == 0 ? "40" : "45")));
        Assert.That(Align(before, revised), Is.EqualTo(string.Join(' ', Enumerable.Range(0, 200).Where(i => i != 76))));
    }

    [Test]
    public void Align_Heading_NeverBecomesText_NorTextAHeading()
    {
        Assert.That(Align("# Om støy i havner", "Om støy i havner"), Is.EqualTo("-"));
        Assert.That(Align("Om støy i havner om natten", "## Om støy i havner om natten"), Is.EqualTo("-"));
        Assert.That(Align("# Om støy\n\n# Om støy i havner", "## Om støy i havner\n\n### Om støy"), Is.EqualTo("1 0"));
    }

    [Test]
    public void Align_WithNothingOnEitherSide_GivesNothing()
    {
        Assert.That(Align("", Paper).Split(' '), Is.All.EqualTo("-"));
        Assert.That(Align(Paper, ""), Is.Empty);
    }

    /// <summary>The greatest document there may be, every paragraph of it reworded: it must end, and find them.</summary>
    [Test]
    public void Align_TwentyThousandParagraphsReworded_FindsThem()
    {
        var chance = new Random(20260302);
        var vocabulary = Enumerable.Range(0, 3000).Select(i => $"ord{i}").ToArray();
        string[] Words() => [.. Enumerable.Range(0, 30).Select(_ => vocabulary[(int)(3000 * Math.Pow(chance.NextDouble(), 2))])];
        var before = Enumerable.Range(0, 20_000).Select(_ => Words()).ToArray();
        var revised = before.Select(words => words.Select(word => chance.Next(6) == 0 ? "rettet" : word).ToArray()).ToArray();
        chance.Shuffle(revised);
        static IReadOnlyList<ParagraphText> Text(string[][] all) =>
            [.. all.Select(words => new ParagraphText(null, string.Join(' ', words)))];
        var found = ParagraphAlignment.Align(Text(before), Text(revised));
        var right = found
            .Select((was, place) => was is { } known && before[known].Intersect(revised[place]).Count() >= 10)
            .Count(one => one);
        Assert.That(right, Is.GreaterThan(19_900));
        Assert.That(found.Where(was => was is not null), Is.Unique);
    }
}
