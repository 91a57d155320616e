using System.Text.RegularExpressions;
using System.Xml.Linq;
using Consultation.Api.Features.Mail;
using Consultation.Domain;
using Consultation.Tests.Architecture;

namespace Consultation.Tests.Features.Mail;

/// <summary>Every sentence of a letter stands in all three languages.</summary>
public sealed partial class LetterTextsTests
{
    private static readonly Dictionary<string, string> Bokmaal = Read("Letters.resx");
    private static readonly Dictionary<string, string> Nynorsk = Read("Letters.nn.resx");
    private static readonly Dictionary<string, string> English = Read("Letters.en.resx");

    [Test]
    public void Texts_OfTheThreeLanguages_HaveTheSameKeysAndPlaces()
    {
        Assert.That(Nynorsk.Keys, Is.EquivalentTo(Bokmaal.Keys));
        Assert.That(English.Keys, Is.EquivalentTo(Bokmaal.Keys));
        foreach (var (key, text) in Bokmaal)
        {
            Assert.That((Places(Nynorsk[key]), Places(English[key])), Is.EqualTo((Places(text), Places(text))), key);
        }
    }

    /// <summary>A long sentence that is the same in two languages was forgotten.</summary>
    [Test]
    public void LongText_IsNotTheSame_InTwoLanguages()
    {
        const int longText = 45;
        var same = Bokmaal.Where(text =>
            text.Value.Length > longText
            && (Nynorsk[text.Key] == text.Value || English[text.Key] == text.Value || English[text.Key] == Nynorsk[text.Key])
        );
        Assert.That(same.Select(text => text.Key), Is.Empty);
    }

    [Test]
    public void Keys_AskedForInLetters_Exist()
    {
        var asked = Sources
            .Of("Consultation.Api/Features/Mail", "*.cs")
            .SelectMany(file => AskedFor().Matches(file.Text).Select(key => key.Groups[1].Value))
            .ToHashSet();
        Assert.That(asked, Has.Count.GreaterThan(20));
        Assert.That(asked.Where(key => !Bokmaal.ContainsKey(key)), Is.Empty);
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

    private static string Places(string text) =>
        string.Join(' ', Place().Matches(text).Select(place => place.Value).Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Read(string file) =>
        XDocument
            .Parse(Sources.Read("Consultation.Api/Texts/" + file))
            .Root!.Elements("data")
            .ToDictionary(text => text.Attribute("name")!.Value, text => text.Element("value")!.Value);

    [GeneratedRegex(@"\{\d+\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"exts\.Get\(\s*""([^""]+)""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AskedFor();
}
