using System.Text.RegularExpressions;
using Consultation.Tests.Support;

namespace Consultation.Tests.Architecture;

/// <summary>Every sentence of the pages stands in all three languages, and was not forgotten in one.</summary>
public sealed partial class PageTextTests
{
    private static readonly string[] Sets =
    [
        "FormTexts",
        "HearingStaffTexts",
        "InfoTexts",
        "InvitedTexts",
        "PageTexts",
        "ReplyStaffTexts",
        "StaffTexts",
    ];

    /// <summary>Long, and rightly the same in bokmål and nynorsk.</summary>
    private static readonly string[] Alike = ["send.who_public_hint", "invited.check.none_why"];

    [Test]
    public void Sets_AreAllThatThereAre() =>
        Assert.That(
            Sources.Of("Consultation.Web", "*.nn.resx").Select(file => Path.GetFileName(file.Path)),
            Is.EquivalentTo(Sets.Select(set => set + ".nn.resx"))
        );

    [TestCaseSource(nameof(Sets))]
    public void Texts_OfTheThreeLanguages_HaveTheSameKeysAndPlaces(string set) => Of(set).HaveTheSameKeysAndPlaces();

    /// <summary>Bokmål and nynorsk agree more often than either does with English.</summary>
    [TestCaseSource(nameof(Sets))]
    public void LongText_IsNotTheSame_InTwoLanguages(string set)
    {
        var texts = Of(set);
        Assert.That(texts.SameInTwoLanguages(45).Except(Alike), Is.Empty);
        Assert.That(
            texts
                .Bokmaal.Where(text => text.Value.Count(char.IsLetter) > 18 && texts.English[text.Key] == text.Value)
                .Select(text => text.Key),
            Is.Empty
        );
    }

    /// <summary>A key that a page asks for and that stands nowhere would be shown as it is.</summary>
    [Test]
    public void Keys_ThatPagesAskFor_Exist()
    {
        var known = Sets.SelectMany(set => Of(set).Bokmaal.Keys).ToHashSet(StringComparer.Ordinal);
        var asked =
            from pattern in (string[])["*.cs", "*.cshtml"]
            from file in Sources.Of("Consultation.Web", pattern)
            from Match key in AskedFor().Matches(file.Text)
            select (Name: key.Groups["name"].Value, Counts: key.Groups["how"].Value == "Count");
        var all = asked.ToHashSet();
        Assert.That(all, Has.Count.GreaterThan(500));
        Assert.That(
            all.SelectMany(key => key.Counts ? [key.Name + ".one", key.Name + ".other"] : (string[])[key.Name])
                .Where(key => !known.Contains(key)),
            Is.Empty
        );
    }

    private static ResourceTexts Of(string set) => new(set, "Consultation.Web");

    [GeneratedRegex(@"\b(?<how>T|Rich|Count)\(""(?<name>[a-z0-9_]+[.][A-Za-z0-9_.]+)""[,)]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AskedFor();
}
