using System.Text.RegularExpressions;
using System.Xml.Linq;
using Consultation.Tests.Architecture;

namespace Consultation.Tests.Support;

/// <summary>The sentences of one resource in the three languages, as the files hold them.</summary>
internal sealed partial class ResourceTexts(string name, string project = "Consultation.Api")
{
    public IReadOnlyDictionary<string, string> Bokmaal { get; } = Read(project, name + ".resx");
    public IReadOnlyDictionary<string, string> Nynorsk { get; } = Read(project, name + ".nn.resx");
    public IReadOnlyDictionary<string, string> English { get; } = Read(project, name + ".en.resx");

    public void HaveTheSameKeysAndPlaces()
    {
        Assert.That(Nynorsk.Keys, Is.EquivalentTo(Bokmaal.Keys));
        Assert.That(English.Keys, Is.EquivalentTo(Bokmaal.Keys));
        foreach (var (key, text) in Bokmaal)
        {
            Assert.That((Places(Nynorsk[key]), Places(English[key])), Is.EqualTo((Places(text), Places(text))), key);
            Assert.That(new[] { text, Nynorsk[key], English[key] }, Has.All.Not.Empty, key);
        }
    }

    /// <summary>Keys of sentences longer than this that are the same in two languages: they were forgotten.</summary>
    public IEnumerable<string> SameInTwoLanguages(int longText) =>
        Bokmaal
            .Where(text =>
                text.Value.Length > longText
                && (Nynorsk[text.Key] == text.Value || English[text.Key] == text.Value || English[text.Key] == Nynorsk[text.Key])
            )
            .Select(text => text.Key);

    private static string Places(string text) =>
        string.Join(' ', Place().Matches(text).Select(place => place.Value).Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Read(string project, string file) =>
        XDocument
            .Parse(Sources.Read($"{project}/Texts/{file}"))
            .Root!.Elements("data")
            .ToDictionary(text => text.Attribute("name")!.Value, text => text.Element("value")!.Value);

    [GeneratedRegex(@"\{\d+\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}
