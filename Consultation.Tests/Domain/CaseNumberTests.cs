using Consultation.Domain;
using NUnit.Framework;

namespace Consultation.Tests.Domain;

public sealed class CaseNumberTests
{
    [TestCase("15/4490", 2015, 4490, null)]
    [TestCase("21/4634", 2021, 4634, null)]
    [TestCase(" 22/47329 ", 2022, 47329, null)]
    [TestCase("2019/12961", 2019, 12961, null)]
    [TestCase("07/01326-2", 2007, 1326, 2)]
    [TestCase("98/123-45678", 1998, 123, 45678)]
    public void TryParse_FormOfNoark_GivesItsParts(string input, int year, int sequence, int? document)
    {
        Assert.That(CaseNumber.TryParse(input, out var number), Is.True);
        Assert.That((number!.Year, number.Sequence, number.Document), Is.EqualTo(((int?)year, (int?)sequence, document)));
        Assert.That(number.Text, Is.EqualTo(input.Trim()));
    }

    [TestCase("201000148")]
    [TestCase("200/123")]
    [TestCase("15/1234567")]
    [TestCase("15/4490-123456")]
    [TestCase("15/4490-")]
    [TestCase("Sak 15/4490")]
    [TestCase("١٥/٤٤٩٠")]
    public void TryParse_OtherSystemsNumbers_StayText(string input)
    {
        Assert.That(CaseNumber.TryParse(input, out var number), Is.True);
        Assert.That(number, Is.EqualTo(new CaseNumber { Text = input }));
    }

    [TestCase(null)]
    [TestCase("  ")]
    [TestCase("15/4490\n16/1")]
    [TestCase("012345678901234567890123456789012345678901234567890")]
    public void TryParse_NoNumberAtAll_Fails(string? input) => Assert.That(CaseNumber.TryParse(input, out _), Is.False);
}
