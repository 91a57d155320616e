using System.Text.RegularExpressions;
using Consultation.Api.Features.Mail;
using Consultation.Domain;
using Consultation.Tests.Architecture;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Mail;

/// <summary>Every sentence of a letter stands in all three languages.</summary>
public sealed partial class LetterTextsTests
{
    private static readonly ResourceTexts Texts = new("Letters");

    [Test]
    public void Texts_OfTheThreeLanguages_HaveTheSameKeysAndPlaces() => Texts.HaveTheSameKeysAndPlaces();

    /// <summary>A long sentence that is the same in two languages was forgotten.</summary>
    [Test]
    public void LongText_IsNotTheSame_InTwoLanguages() => Assert.That(Texts.SameInTwoLanguages(45), Is.Empty);

    [Test]
    public void Keys_AskedForInLetters_Exist()
    {
        var asked = Sources
            .Of("Consultation.Api/Features/Mail", "*.cs")
            .SelectMany(file => AskedFor().Matches(file.Text).Select(key => key.Groups[1].Value))
            .ToHashSet();
        Assert.That(asked, Has.Count.GreaterThan(20));
        Assert.That(asked.Where(key => !Texts.Bokmaal.ContainsKey(key)), Is.Empty);
    }

    [Test]
    public void Ground_HasWords_InEachLanguage([Values] Ground ground, [Values("nb", "nn", "en")] string language) =>
        Assert.That(new LetterTexts(language).Of(ground), Is.Not.Empty);

    [TestCase("nb", "nb")]
    [TestCase("nn", "nn")]
    [TestCase("en", "en")]
    [TestCase("se", "nb")]
    [TestCase("", "nb")]
    public void Language_ThatLettersAreNotWrittenIn_IsBokmaal(string asked, string language) =>
        Assert.That(new LetterTexts(asked).Language, Is.EqualTo(language));

    [GeneratedRegex(@"exts\.Get\(\s*""([^""]+)""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AskedFor();
}
