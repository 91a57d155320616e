using Consultation.Domain;

namespace Consultation.Tests.Domain;

public sealed class LongTextTests
{
    [TestCase("Kort.", ExpectedResult = "Kort.")]
    [TestCase("", ExpectedResult = "")]
    [TestCase("Første avsnitt.\n\nAndre avsnitt.", ExpectedResult = "Første avsnitt.|Andre avsnitt.")]
    [TestCase("Dette er en lang linje uten noe avsnitt", ExpectedResult = "Dette er en lang|linje uten noe|avsnitt")]
    [TestCase("😀😀😀😀😀😀😀😀😀😀😀", ExpectedResult = "😀😀😀😀😀😀😀😀😀|😀😀")]
    public string Pages_OfNineteen_BreakWhereAReaderWould(string text) => string.Join('|', LongText.Pages(text, 19));

    [FsCheck.NUnit.Property]
    public bool Pages_AnyText_HoldAllOfItInOrder(string? text, byte most)
    {
        static string Solid(string text) => text.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var pages = LongText.Pages(text ?? "", most + 4);
        return Solid(string.Concat(pages)) == Solid(text ?? "") && pages.All(page => page.Length <= most + 4);
    }
}
