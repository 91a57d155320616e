using System.Globalization;
using System.Text;
using Consultation.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Consultation.Tests.Domain;

public sealed class RedactionTests
{
    /// <summary>What a careless cut would break: pairs, marks that compose with nothing, joined emoji, flags, Hangul, Indic.</summary>
    private static readonly string[] Pieces =
    [
        "a",
        "B",
        " ",
        "\n",
        "ø",
        "e\u0301",
        "m\u0302\u0323",
        "👩‍🚀",
        "🇳🇴",
        "🇸",
        "𝔞",
        "각",
        "\u1100\u1161",
        "क्षि",
        "\u034F",
        "\u200D",
        Redaction.Mark,
    ];

    private static readonly Arbitrary<(string Text, RedactedRange[] Ranges)> TextsWithRanges = Gen.Elements(Pieces)
        .ListOf()
        .Select(pieces => PlainText.Normalise(string.Concat(pieces)))
        .Where(text => text.Length > 0)
        .SelectMany(text =>
            Gen.Choose(0, text.Length - 1)
                .SelectMany(start => Gen.Choose(1, text.Length - start).Select(length => new RedactedRange("text", start, length)))
                .ListOf()
                .Select(ranges => (text, ranges.ToArray()))
        )
        .ToArbitrary();

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Apply_AnyRanges_TakesWholeVisibleCharactersAndLeavesTheRestAsItWas() =>
        Prop.ForAll(TextsWithRanges, one => Redacted(one.Text, one.Ranges) == Expected(one.Text, one.Ranges));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Apply_OrderAndRepetition_MakeNoDifference() =>
        Prop.ForAll(TextsWithRanges, one => Redacted(one.Text, [.. one.Ranges.Reverse(), .. one.Ranges]) == Redacted(one.Text, one.Ranges));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Apply_EachCharacterADifferentOne_NoRedactedOneSurvives() =>
        Prop.ForAll(
            TextsWithRanges,
            one =>
            {
                var text = string.Concat(one.Text.Select((_, at) => (char)('\uE000' + at)));
                var left = Redacted(text, one.Ranges);
                var hidden = one.Ranges.SelectMany(range => text.Substring(range.Start, range.Length)).ToHashSet();
                return !left.Any(hidden.Contains)
                    && left.Replace(Redaction.Mark, "") == string.Concat(text.Where(c => !hidden.Contains(c)));
            }
        );

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Apply_AnyRanges_StaysInTheStoredForm() =>
        Prop.ForAll(TextsWithRanges, one => PlainText.Normalise(Redacted(one.Text, one.Ranges)) == Redacted(one.Text, one.Ranges));

    [TestCase("Hilsen Åse Ødegård", 7, 3, "Hilsen █████ Ødegård")]
    [TestCase("x", 0, 1, "█████")]
    [TestCase("Kari og e\u0323\u0301n til", 8, 1, "Kari og █████n til")]
    public void Apply_Text_PutsOneMarkOfFixedLength(string text, int start, int length, string expected) =>
        Assert.That(Redacted(text, new RedactedRange("text", start, length)), Is.EqualTo(expected));

    [Test]
    public void Apply_RangesThatTouch_AreOneMark() =>
        Assert.That(Redacted("abcdef", new("text", 1, 2), new("text", 3, 1)), Is.EqualTo("a█████ef"));

    [Test]
    public void Apply_EveryField_IsRedactedAndNothingElse()
    {
        var content = Content();
        var left = Redaction.Apply(
            content,
            [
                new("sender.name", 0, 4),
                new("sender.onBehalfOf", 0, 6),
                new("text", 0, 4),
                new("answer:hvorfor", 0, 6),
                new("answer:valg"),
                new("comment:1", 0, 3),
                new("attachment:0"),
            ]
        );
        Assert.Multiple(() =>
        {
            Assert.That(left.SenderName, Is.EqualTo("█████ Nordmann"));
            Assert.That(left.OnBehalfOf, Is.EqualTo("█████"));
            Assert.That(left.Text, Is.EqualTo("█████ svar"));
            Assert.That(left.Answers.Select(answer => answer.Question), Is.EqualTo((string[])["hvorfor", "enig"]));
            Assert.That(left.Answers[0].Values, Is.EqualTo((string[])["█████ det"]));
            Assert.That(left.Answers[1], Is.SameAs(content.Answers[2]));
            Assert.That(left.Comments[0], Is.SameAs(content.Comments[0]));
            Assert.That(left.Comments[1].Text, Is.EqualTo("█████ kommentar"));
            Assert.That(left.Attachments, Is.EqualTo((AttachedFile[])[content.Attachments[0] with { Hidden = true }]));
            Assert.That(left.Position, Is.EqualTo(content.Position));
        });
        Assert.That(Redaction.Apply(content, []), Is.EqualTo(content));
    }

    [TestCase("text", -1, 1)]
    [TestCase("text", 0, 0)]
    [TestCase("text", 0, -1)]
    [TestCase("text", 0, 10)]
    [TestCase("text", 9, 1)]
    [TestCase("text", 1, int.MaxValue)]
    [TestCase("Text", 0, 1)]
    [TestCase("", 0, 1)]
    [TestCase("answer:ukjent", 0, 1)]
    [TestCase("comment:0", 0, 2)]
    [TestCase("comment:2", 0, 1)]
    [TestCase("comment:x", 0, 1)]
    [TestCase("comment:-1", 0, 1)]
    [TestCase("comment:99999999999", 0, 1)]
    [TestCase("attachment:1", 0, 1)]
    [TestCase("sender.email", 0, 1)]
    public void Apply_OutsideTheReply_IsRefused(string field, int start, int length)
    {
        var refused = Assert.Throws<Refusal>(() => Redaction.Apply(Content(), [new(field, start, length)]))!;
        Assert.That(refused.Code, Is.EqualTo("redaction.out_of_range"));
    }

    [Test]
    public void IdentityNumbers_InEveryField_AreFoundWhereTheyStand()
    {
        const string number = "10915596784";
        var content = Content();
        content = content with
        {
            SenderName = "Ola " + number,
            OnBehalfOf = number,
            Text = $"{number}, 12345678901 og 109155 96784.",
            Answers = [content.Answers[0] with { Values = ["er " + number] }, content.Answers[1]],
            Comments = [content.Comments[0], content.Comments[1] with { Text = number }],
            Attachments = [content.Attachments[0] with { FileName = number + ".pdf" }],
        };
        var found = Redaction.IdentityNumbers(content);
        Assert.That(
            found,
            Is.EquivalentTo(
                (RedactedRange[])
                    [
                        new("sender.name", 4, 11),
                        new("sender.onBehalfOf", 0, 11),
                        new("text", 0, 11),
                        new("text", 28, 12),
                        new("answer:hvorfor", 3, 11),
                        new("comment:1", 0, 11),
                        new("attachment:0"),
                    ]
            )
        );
        Assert.That(Redaction.IdentityNumbers(Redaction.Apply(content, found)), Is.Empty);
        Assert.That(Redaction.IdentityNumbers(Content()), Is.Empty);
    }

    private static ReplyContent Content() =>
        new()
        {
            SenderName = "Kari Nordmann",
            OnBehalfOf = "Støyen",
            Position = Position.WithRemarks,
            Text = "Mitt svar",
            Answers =
            [
                new("hvorfor", QuestionKind.Text, ["Fordi. det"]),
                new("valg", QuestionKind.Multiple, ["a", "b"]),
                new("enig", QuestionKind.YesNo, ["true"]),
            ],
            Comments =
            [
                new Comment
                {
                    Target = CommentTarget.Paragraph,
                    DocumentId = 1,
                    DocumentVersion = 1,
                    ParagraphId = 7,
                    Stance = Stance.Against,
                },
                new Comment
                {
                    Target = CommentTarget.Document,
                    DocumentId = 1,
                    DocumentVersion = 1,
                    Text = "Min kommentar",
                },
            ],
            Attachments = [new(5, "Kari.pdf", "application/pdf", 10, new string('a', 64))],
        };

    private static string Redacted(string text, params RedactedRange[] ranges) =>
        Redaction.Apply(new ReplyContent { Position = Position.WithRemarks, Text = text }, ranges).Text;

    /// <summary>The same in the slow and plain way: one visible character after the other.</summary>
    private static string Expected(string text, RedactedRange[] ranges)
    {
        var left = new StringBuilder();
        var starts = StringInfo.ParseCombiningCharacters(text);
        var hiding = false;
        for (var i = 0; i < starts.Length; i++)
        {
            var (start, end) = (starts[i], i + 1 < starts.Length ? starts[i + 1] : text.Length);
            var hidden = ranges.Any(range => range.Start < end && start < range.Start + range.Length);
            if (!hidden)
                left.Append(text, start, end - start);
            else if (!hiding)
                left.Append(Redaction.Mark);
            hiding = hidden;
        }
        return left.ToString();
    }
}
