using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Consultation.Api.Texts;
using Consultation.Domain;

namespace Consultation.Tests.Architecture;

/// <summary>Every sentence that the API may answer with stands in all three languages.</summary>
public sealed partial class TextTests
{
    private static readonly Dictionary<string, string> Bokmaal = Read("Messages.resx");
    private static readonly Dictionary<string, string> Nynorsk = Read("Messages.nn.resx");
    private static readonly Dictionary<string, string> English = Read("Messages.en.resx");

    /// <summary>Called with sample values, because some carry a field's name.</summary>
    public static IEnumerable<string> Codes =>
        typeof(Refusals)
            .GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Where(method => method.ReturnType == typeof(Refusal))
            .Select(method => (Refusal)method.Invoke(null, [.. method.GetParameters().Select(_ => (object)"field")])!)
            .Select(refusal => refusal.Code);

    [Test]
    public void Codes_AreFound_AndEachStandsForOneRefusal()
    {
        Assert.That(Codes.Count(), Is.GreaterThan(20));
        Assert.That(Codes, Is.Unique);
        Assert.That(Codes, Has.All.Match("^[a-z]+(_[a-z]+)*(\\.[a-z]+(_[a-z]+)*)?$"));
    }

    [TestCaseSource(nameof(Codes))]
    public void Refusal_HasASentence_InEachLanguage(string code)
    {
        var key = "refusal." + code;
        Assert.That((Bokmaal.ContainsKey(key), Nynorsk.ContainsKey(key), English.ContainsKey(key)), Is.EqualTo((true, true, true)));
    }

    [Test]
    public void Texts_OfTheThreeLanguages_HaveTheSameKeysAndPlaces()
    {
        Assert.That(Nynorsk.Keys, Is.EquivalentTo(Bokmaal.Keys));
        Assert.That(English.Keys, Is.EquivalentTo(Bokmaal.Keys));
        foreach (var (key, text) in Bokmaal)
        {
            Assert.That((Places(Nynorsk[key]), Places(English[key])), Is.EqualTo((Places(text), Places(text))), key);
            Assert.That(new[] { text, Nynorsk[key], English[key] }, Has.All.Not.Empty, key);
        }
    }

    /// <summary>A long sentence that is the same in two languages was forgotten.</summary>
    [Test]
    public void LongText_IsNotTheSame_InTwoLanguages()
    {
        const int longText = 25;
        var same = Bokmaal.Where(text =>
            text.Value.Length > longText
            && (Nynorsk[text.Key] == text.Value || English[text.Key] == text.Value || English[text.Key] == Nynorsk[text.Key])
        );
        Assert.That(same.Select(text => text.Key), Is.Empty);
    }

    /// <summary>A key that is asked for in the source and stands nowhere would be shown as it is.</summary>
    [Test]
    public void Keys_AskedForInTheSource_Exist()
    {
        var asked =
            from file in Sources.Of("Consultation.Api", "*.cs")
            from Match key in AskedFor().Matches(file.Text)
            select key.Groups[1].Value;
        var all = asked.ToHashSet();
        Assert.That(all, Has.Count.GreaterThan(8));
        Assert.That(all.Where(key => !Bokmaal.ContainsKey(key)), Is.Empty);
    }

    [TestCase("nb-NO")]
    [TestCase("nn-NO")]
    [TestCase("en-GB")]
    public void Sentence_IsTheOneOfTheReadersLanguage(string culture)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            var texts = culture[..2] switch
            {
                "nn" => Nynorsk,
                "en" => English,
                _ => Bokmaal,
            };
            Assert.That(Messages.Of(Refusals.NotFound()), Is.EqualTo(texts["refusal.not_found"]));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static string Places(string text) =>
        string.Join(' ', Place().Matches(text).Select(place => place.Value).Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Read(string file) =>
        XDocument
            .Parse(Sources.Read("Consultation.Api/Texts/" + file))
            .Root!.Elements("data")
            .ToDictionary(text => text.Attribute("name")!.Value, text => text.Element("value")!.Value);

    [GeneratedRegex(@"\{\d+\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"(?:Messages\.Get|WithText)\(\s*""([^""]+)""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AskedFor();
}
