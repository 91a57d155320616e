using Consultation.Domain;
using FsCheck;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain;

public sealed class SenderOrderTests
{
    [Test]
    public void Names_InOrder_StandAsInANorwegianList()
    {
        string?[] names =
        [
            "3 dager",
            "Abel",
            "Bø, Kari",
            "Bø Kåre",
            "Edøy",
            "Édøy kommune",
            "Zander",
            "Ängla",
            "Ærlig",
            "Ødegård",
            "Öland",
            "Aakre",
            "åkrene",
            "Aasen",
            "Åsen, Ola",
            "ΑΒΓ",
            "",
            null,
        ];
        Assert.That(names.OrderBy(SenderOrder.KeyOf, StringComparer.Ordinal), Is.EqualTo(names), "what is in order stays in order");
        Assert.That(names.Reverse().OrderBy(SenderOrder.KeyOf, StringComparer.Ordinal).Take(15), Is.EqualTo(names.Take(15)));
    }

    [Test]
    public void Name_ThatWasTakenOut_StandsLastAndTellsNothing() =>
        Assert.That(SenderOrder.KeyOf($"Aa{Redaction.Mark}"), Is.EqualTo(SenderOrder.KeyOf(null)));

    [Property]
    public bool Key_OfAnyName_IsShortAndTheSameInEveryForm(NonNull<string> name)
    {
        var key = SenderOrder.KeyOf(name.Get);
        return key.Length is > 0 and <= SenderOrder.MostCharacters
            && key == SenderOrder.KeyOf($" {PlainText.Normalise(name.Get).Normalize(System.Text.NormalizationForm.FormD)} ")
            && !key.Contains("  ", StringComparison.Ordinal);
    }

    [Property]
    public bool Key_OfALongerName_NeverStandsBeforeItsBeginning(NonNull<string> name)
    {
        var key = SenderOrder.KeyOf(name.Get);
        return key == SenderOrder.KeyOf(null) || string.CompareOrdinal(key, SenderOrder.KeyOf(name.Get + " og flere")) <= 0;
    }
}
