using Consultation.Domain;
using Consultation.Domain.Search;
using FsCheck;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain.Search;

public sealed class SearchWordsTests
{
    [TestCase("Vi støtter forslaget.", "vi støtter forslaget")]
    [TestCase("Sak 26/1234-5 og § 12-3", "sak 26 1234 5 og 12 3")]
    [TestCase("e-post, på\nto\tlinjer", "e post på to linjer")]
    [TestCase("ČÁHCI Šibmi ŋ đ Ŧ Ž", "cahci sibmi n d t z")]
    [TestCase("Ålesund Aasen Åsen Haakon", "ålesund åsen åsen håkon")]
    [TestCase("Malmö älv idé Straße", "malmø ælv ide strasse")]
    [TestCase("the minister's ministers’ 'quote'", "the ministers ministers quote")]
    [TestCase("opp\u00ADlys\u00ADning", "opplysning")]
    [TestCase("Москва 東京 𐐀𐐁", "москва 東京 𐐨𐐩")]
    [TestCase("— … \"«» *:^()", "")]
    public void In_Text_IsItsWordsFolded(string text, string expected) =>
        Assert.That(string.Join(' ', SearchWords.In(text).Select(word => word.Folded)), Is.EqualTo(expected));

    [Test]
    public void In_CombiningRing_IsTheSameWordOnceNormalised()
    {
        var ring = PlainText.Normalise("ha\u030Andsaming og A\u030As, bla\u0300");
        Assert.That(
            SearchWords.In(ring).Select(word => word.Token),
            Is.EqualTo(SearchWords.In("håndsaming og ås, bla").Select(word => word.Token))
        );
    }

    [Test]
    public void In_TooLongAWord_IsOneWordOfItsFirstLetters()
    {
        var word = SearchWords.In("a" + new string('b', 1000) + " c");
        Assert.That(word.Select(w => (w.Start, w.Length)), Is.EqualTo([(0, 1001), (1002, 1)]));
        Assert.That(word[0].Folded, Has.Length.EqualTo(SearchWords.LongestWord));
    }

    /// <summary>Words follow each other within the text, and what is between them has no letter of a word.</summary>
    [Property(MaxTest = 1000)]
    public bool In_AnyText_IsWordsInOrderWithinIt(NonNull<string> text)
    {
        var at = 0;
        foreach (var word in SearchWords.In(text.Get))
        {
            var between = text.Get[at..word.Start];
            if (word.Length < 1 || word.Start < at || between.Any(c => char.IsLetter(c) || char.IsAsciiDigit(c)))
            {
                return false;
            }
            if (!word.Token.All(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c)) || word.Folded.Length > SearchWords.LongestWord)
            {
                return false;
            }
            at = word.Start + word.Length;
        }
        return at <= text.Get.Length && !text.Get[at..].Any(c => char.IsLetter(c) || char.IsAsciiDigit(c));
    }

    /// <summary>A word by itself is the same word as in its sentence.</summary>
    [Property(MaxTest = 500)]
    public bool In_AWordAlone_IsTheSameWord(NonNull<string> text) =>
        SearchWords
            .In(text.Get)
            .All(word => SearchWords.In(text.Get.Substring(word.Start, word.Length)) is [var alone] && alone.Token == word.Token);
}
