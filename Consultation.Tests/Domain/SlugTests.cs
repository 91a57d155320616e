using Consultation.Domain;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain;

public sealed class SlugTests
{
    [TestCase(
        "Høring – endring av forskrift om forvaltningsområdet for samisk språk",
        "horing-endring-av-forskrift-om-forvaltningsomradet-for-samisk-sprak"
    )]
    [TestCase("Ærlig talt, Åse!", "aerlig-talt-ase")]
    [TestCase("A\u030Apen høring", "apen-horing")]
    [TestCase("Čáhci ja eŧŋ Đ", "cahci-ja-etn-d")]
    [TestCase("Straße, cœur, naïve, Łódź", "strasse-coeur-naive-lodz")]
    [TestCase("Norway's plan", "norways-plan")]
    [TestCase("  --  NOU 2024: 7 (del 1/2) -- ", "nou-2024-7-del-1-2")]
    [TestCase("", "horing")]
    [TestCase("???", "horing")]
    [TestCase("日本語", "horing")]
    public void From_Title_IsReadable(string title, string expected) => Assert.That(Slug.From(title), Is.EqualTo(expected));

    [Test]
    public void From_LongTitle_IsCutAtAWord()
    {
        var slug = Slug.From(string.Concat(Enumerable.Repeat("forskrift ", 20)));
        Assert.That(slug, Is.EqualTo("forskrift-forskrift-forskrift-forskrift-forskrift-forskrift-forskrift-forskrift"));
    }

    [Test]
    public void From_TitleOfExactlyEightyLetters_IsKept() =>
        Assert.That(Slug.From(new string('a', 76) + " bcd ef"), Is.EqualTo(new string('a', 76) + "-bcd"));

    [Test]
    public void From_OneEndlessWord_IsCutAtEighty() => Assert.That(Slug.From(new string('å', 300)), Is.EqualTo(new string('a', 80)));

    [Property]
    public bool From_AnyTitle_IsAShortPlainSlugAndItsOwn(string? title)
    {
        var slug = Slug.From(title ?? "");
        return slug.Length is > 0 and <= 80
            && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && !slug.Contains("--", StringComparison.Ordinal)
            && slug[0] != '-'
            && slug[^1] != '-'
            && string.Equals(Slug.From(slug), slug, StringComparison.Ordinal);
    }
}
