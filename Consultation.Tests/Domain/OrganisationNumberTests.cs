using Consultation.Domain;
using NUnit.Framework;

namespace Consultation.Tests.Domain;

public sealed class OrganisationNumberTests
{
    [TestCase("974760673", "974760673")]
    [TestCase("991825827", "991825827")]
    [TestCase("889640782", "889640782")]
    [TestCase("971040238", "971040238")]
    [TestCase("972417831", "972417831")]
    [TestCase("123456785", "123456785", Description = "not assigned, but right")]
    [TestCase("974 760 673", "974760673")]
    [TestCase("974\u00A0760\u202F673", "974760673")]
    [TestCase("NO974760673MVA", "974760673")]
    [TestCase("no 974 760 673 mva", "974760673")]
    [TestCase("  974.760.673 ", "974760673")]
    public void TryParse_RightNumber_GivesItsDigits(string input, string expected)
    {
        Assert.That(OrganisationNumber.TryParse(input, out var digits), Is.True);
        Assert.That(digits, Is.EqualTo(expected));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("NO MVA")]
    [TestCase("974760674", Description = "wrong check digit")]
    [TestCase("97476067")]
    [TestCase("9747606730")]
    [TestCase("974760673x")]
    [TestCase("SE974760673")]
    [TestCase("000000000")]
    [TestCase("123456700", Description = "its check digit would be ten")]
    [TestCase("９７４７６０６７３", Description = "full-width digits")]
    public void TryParse_AnythingElse_Fails(string? input)
    {
        Assert.That(OrganisationNumber.TryParse(input, out var digits), Is.False);
        Assert.That(digits, Is.Empty);
    }

    [Test]
    public void TryParse_OneDigitWrong_NeverPasses()
    {
        const string Right = "974760673";
        for (var at = 0; at < Right.Length; at++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                var other = Right[..at] + digit + Right[(at + 1)..];
                Assert.That(OrganisationNumber.TryParse(other, out _), Is.EqualTo(digit == Right[at]), other);
            }
        }
    }
}
