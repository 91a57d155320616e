using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Consultation.Api.Texts;
using Consultation.Domain;
using Consultation.Tests.Support;

namespace Consultation.Tests.Architecture;

/// <summary>Every sentence that the API may answer with stands in all three languages.</summary>
public sealed partial class TextTests
{
    private static readonly ResourceTexts Texts = new("Messages");

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
        Assert.That(
            (Texts.Bokmaal.ContainsKey(key), Texts.Nynorsk.ContainsKey(key), Texts.English.ContainsKey(key)),
            Is.EqualTo((true, true, true))
        );
    }

    [Test]
    public void Texts_OfTheThreeLanguages_HaveTheSameKeysAndPlaces() => Texts.HaveTheSameKeysAndPlaces();

    /// <summary>A long sentence that is the same in two languages was forgotten.</summary>
    [Test]
    public void LongText_IsNotTheSame_InTwoLanguages() => Assert.That(Texts.SameInTwoLanguages(25), Is.Empty);

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
        Assert.That(all.Where(key => !Texts.Bokmaal.ContainsKey(key)), Is.Empty);
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
                "nn" => Texts.Nynorsk,
                "en" => Texts.English,
                _ => Texts.Bokmaal,
            };
            Assert.That(Messages.Of(Refusals.NotFound()), Is.EqualTo(texts["refusal.not_found"]));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"(?:Messages\.Get|WithText)\(\s*""([^""]+)""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AskedFor();
}
