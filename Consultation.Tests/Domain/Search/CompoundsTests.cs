using Consultation.Domain.Search;

namespace Consultation.Tests.Domain.Search;

public sealed class CompoundsTests
{
    private static readonly HashSet<string> Vocabulary =
    [
        .. "barnehage plass høring svar kommune styre skole vei støy natt grense arbeid".Split(' ').Select(Stems.Of),
    ];

    [TestCase("barnehage", "barnehageplass", true)]
    [TestCase("plass", "barnehageplassene", true)]
    [TestCase("svar", "høringssvaret", true)]
    [TestCase("høring", "høyringssvar", true)]
    [TestCase("kommune", "kommunestyret", true)]
    [TestCase("styre", "kommunestyret", true)]
    [TestCase("støy", "støygrensen", true)]
    [TestCase("plass", "palass", false)]
    [TestCase("natt", "natterør", false)]
    [TestCase("vei", "veier", false)]
    public void Rests_OfACompound_AreWords(string word, string compound, bool expected)
    {
        var (certain, rests) = Compounds.Rests(Stems.Of(word), Stems.Of(compound));
        Assert.That(certain || rests.Any(Vocabulary.Contains), Is.EqualTo(expected), string.Join(", ", rests));
    }

    [TestCase("lov", false)]
    [TestCase("plan", true)]
    [TestCase("2026", false)]
    public void MayHold_ShortWordsAndNumbers_DoNot(string word, bool expected) =>
        Assert.That(Compounds.MayHold(SearchWords.In(word)[0]), Is.EqualTo(expected));
}
