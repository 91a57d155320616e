using System.Globalization;
using Consultation.Domain;
using FsCheck;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain;

public sealed class ExcerptTests
{
    [TestCase("", 10, "")]
    [TestCase(" \n ", 10, "")]
    [TestCase("Kort svar", 10, "Kort svar")]
    [TestCase("  To\n\n  linjer\t her ", 20, "To linjer her")]
    [TestCase("ti tegn nå", 10, "ti tegn nå")]
    [TestCase("ti tegn nå   ", 10, "ti tegn nå")]
    [TestCase("Vi støtter forslaget", 15, "Vi støtter…")]
    [TestCase("Vi støtter forslaget", 11, "Vi støtter…")]
    [TestCase("Menneskerettighetsorganisasjon", 10, "Mennesker…")]
    public void From_Text_IsOneLineCutAtAWord(string text, int length, string expected) =>
        Assert.That(Excerpt.From(text, length), Is.EqualTo(expected));

    [Test]
    public void From_EmojiAtTheCut_IsWholeOrAbsent()
    {
        const string Family = "👨‍👩‍👧‍👦";
        Assert.That(Excerpt.From("a" + Family + "b", 5), Is.EqualTo("a…"));
        Assert.That(Excerpt.From(Family + "bcd", Family.Length + 2), Is.EqualTo(Family + "b…"));
        Assert.That(Excerpt.From("👍🏽👍🏽", 5), Is.EqualTo("👍🏽…"));
        Assert.That(Excerpt.From("👍🏽👍🏽", 4), Is.EqualTo("…"));
    }

    [Test]
    public void From_AMillionMarksOnOneLetter_IsShort() =>
        Assert.That(Excerpt.From("a" + new string('\u0301', 1_000_000)), Has.Length.AtMost(280));

    [Property(MaxTest = 500)]
    public bool From_AnyText_IsAPrefixOfWholeCharacters(NonNull<string> text, PositiveInt size)
    {
        var length = size.Get;
        var line = string.Join(' ', PlainText.Normalise(text.Get).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var excerpt = Excerpt.From(PlainText.Normalise(text.Get), length);
        if (line.Length <= length)
            return string.Equals(excerpt, line, StringComparison.Ordinal);
        var kept = excerpt[..^1];
        return excerpt.Length <= length
            && excerpt[^1] == '…'
            && line.StartsWith(kept, StringComparison.Ordinal)
            && (kept.Length == 0 || StringInfo.ParseCombiningCharacters(line).Contains(kept.Length));
    }
}
