using System.Text;
using Consultation.Domain;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain;

public sealed class PlainTextTests
{
    [TestCase(null, "")]
    [TestCase("", "")]
    [TestCase(" \r\n\t ", "")]
    [TestCase("Pa\u030A høring", "På høring")]
    [TestCase("a\r\nb\rc\n\rd", "a\nb\nc\n\nd")]
    [TestCase("  innrykk\tog mer  \n\n", "  innrykk\tog mer")]
    [TestCase("a\0b\u0007c\u001Bd\u007Fe\u0085f", "abcdef")]
    [TestCase("\uFFFE\uFFFF", "\uFFFD\uFFFD")]
    [TestCase("👩‍🚀 – «ja» … čáhci", "👩‍🚀 – «ja» … čáhci")]
    public void Normalise_Text_IsTheStoredForm(string? text, string expected) =>
        Assert.That(PlainText.Normalise(text), Is.EqualTo(expected));

    /// <summary>Not as test cases: an attribute cannot hold half a surrogate.</summary>
    [Test]
    public void Normalise_HalfSurrogates_AreReplaced()
    {
        Assert.That(PlainText.Normalise("a\uD800b"), Is.EqualTo("a\uFFFDb"));
        Assert.That(PlainText.Normalise("\uDC00\uD800"), Is.EqualTo("\uFFFD\uFFFD"));
        Assert.That(PlainText.Normalise("slutt\uD83D"), Is.EqualTo("slutt\uFFFD"));
    }

    [Property(MaxTest = 500)]
    public bool Normalise_AnyText_IsWellFormedAndStaysAsItIs(char[] characters)
    {
        // Whole ranges that random text seldom meets are folded in: marks, surrogates, controls.
        var odd = characters.Select(c =>
            (c % 5) switch
            {
                0 => (char)(0x300 + (c % 0x70)),
                1 => (char)(0xD800 + (c % 0x800)),
                2 => (char)(c % 0xA0),
                _ => c,
            }
        );
        var once = PlainText.Normalise(string.Concat(odd));
        return once.IsNormalized(NormalizationForm.FormC)
            && string.Equals(PlainText.Normalise(once), once, StringComparison.Ordinal)
            && !once.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))
            && new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(once) >= once.Length;
    }

    [Test]
    public void Normalise_ManyMarksOnOneLetter_AreKeptInRunsOfThirty()
    {
        var text = PlainText.Normalise("x" + new string('\u0334', 95));
        Assert.That(text.Count(c => c == '\u0334'), Is.EqualTo(95));
        Assert.That(text.Count(c => c == '\u034F'), Is.EqualTo(3));
    }

    [Test]
    public void Normalise_AMillionMarksOutOfOrder_DoesNotHang()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("\u0301\u0316", 500_000));
        Assert.That(PlainText.Normalise(text)[0], Is.EqualTo('x'));
    }

    [Test]
    public void Normalise_CleanText_IsTheSameObject()
    {
        const string Text = "Vi støtter forslaget – i det store og hele.\n\nMed hilsen";
        Assert.That(PlainText.Normalise(Text), Is.SameAs(Text));
    }
}
