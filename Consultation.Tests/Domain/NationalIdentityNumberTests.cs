using System.Globalization;
using Consultation.Domain;
using FsCheck;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain;

public sealed class NationalIdentityNumberTests
{
    /// <summary>A published synthetic number (month +80).</summary>
    private const string Known = "10915596784";

    [TestCase("10915596784", 0, 11)]
    [TestCase("Fødselsnummer: 10915596784.", 15, 11)]
    [TestCase("109155 96784", 0, 12)]
    [TestCase("109155-96784", 0, 12)]
    [TestCase("109155.96784", 0, 12)]
    [TestCase("109155\u00A096784", 0, 12)]
    [TestCase("109155 967 84", 0, 13)]
    [TestCase("10.91.55 96784", 0, 14)]
    [TestCase("10.91.55.96784", 0, 14)]
    [TestCase("10.91.5596784", 0, 13)]
    [TestCase("10 91 55 96784", 0, 14)]
    [TestCase("fnr10915596784fnr", 3, 11)]
    [TestCase("1 10915596784 1", 2, 11)]
    [TestCase("12345678901 og 10915596784", 15, 11)]
    public void FindIn_NumberAsPeopleWriteIt_IsFound(string text, int start, int length) =>
        Assert.That(NationalIdentityNumber.FindIn(text), Is.EqualTo((start, length)));

    [TestCase("")]
    [TestCase("Ingen tall her")]
    [TestCase("10915596783", Description = "second check digit")]
    [TestCase("10915596774", Description = "first check digit")]
    [TestCase("109155967840", Description = "one digit too many behind")]
    [TestCase("110915596784", Description = "one digit too many in front")]
    [TestCase("1091559678", Description = "one too few")]
    [TestCase("109155  96784", Description = "two spaces")]
    [TestCase("10.9155 96784", Description = "half a separated date")]
    [TestCase("1091.55 96784")]
    [TestCase("10915\n596784")]
    [TestCase("1 0 9 1 5 5 9 6 7 8 4")]
    [TestCase("00000000000", Description = "its check digits are right, its date is none")]
    [TestCase("+47 22 33 44 55, org.nr. 974 760 673, sak 2019/12961")]
    public void FindIn_NoNumber_FindsNothing(string text) => Assert.That(NationalIdentityNumber.FindIn(text), Is.Null);

    [TestCase(0, 0, Description = "birth number")]
    [TestCase(40, 0, Description = "D-number")]
    [TestCase(0, 40, Description = "H-number")]
    [TestCase(0, 80, Description = "synthetic")]
    [TestCase(40, 40)]
    [TestCase(40, 80)]
    public void FindIn_EveryKind_IsFound(int moreDays, int moreMonths)
    {
        var found = 0;
        for (var individual = 0; individual < 1000; individual++)
        {
            if (Number(24 + moreDays, 12 + moreMonths, 90, individual) is not { } number)
                continue;
            found++;
            Assert.That(NationalIdentityNumber.FindIn(number), Is.EqualTo((0, 11)), number);
        }
        Assert.That(found, Is.GreaterThan(700));
    }

    [TestCase(31, 4, 90)]
    [TestCase(30, 2, 90)]
    [TestCase(29, 2, 91)]
    [TestCase(32, 1, 90)]
    [TestCase(0, 1, 90)]
    [TestCase(72, 1, 90)]
    [TestCase(1, 0, 90)]
    [TestCase(1, 13, 90)]
    [TestCase(1, 53, 90)]
    [TestCase(1, 93, 90)]
    public void FindIn_DateThatIsNone_FindsNothing(int day, int month, int year)
    {
        for (var individual = 0; individual < 1000; individual++)
        {
            if (Number(day, month, year, individual) is { } number)
                Assert.That(NationalIdentityNumber.FindIn(number), Is.Null, number);
        }
    }

    [Test]
    public void FindIn_LeapDayOf2000_IsADate() =>
        Assert.That(
            Enumerable
                .Range(500, 100)
                .Select(i => Number(29, 2, 0, i))
                .OfType<string>()
                .All(n => NationalIdentityNumber.FindIn(n) is not null)
        );

    [Property]
    public bool FindIn_NumberAnywhereInText_IsFoundThere(string? before, string? after)
    {
        // Digits of the surroundings could belong to the number, or to another one.
        var front = WithoutDigits(before);
        var found = NationalIdentityNumber.FindIn(front + Known + WithoutDigits(after));
        return found == (front.Length, Known.Length);
    }

    [Property]
    public bool FindIn_OneDigitChanged_FindsNothing(PositiveInt place, PositiveInt by)
    {
        var at = place.Get % Known.Length;
        var other = (Known[at] - '0' + 1 + (by.Get % 9)) % 10;
        return NationalIdentityNumber.FindIn(Known[..at] + other + Known[(at + 1)..]) is null;
    }

    [TestCase("1")]
    [TestCase("1 ")]
    [TestCase("010190 ")]
    [TestCase("01.01.90 1234 ")]
    [TestCase("tekst uten tall ")]
    public void FindIn_AMillionCharacters_EndsAndAllocatesNothing(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        Assert.That(NationalIdentityNumber.FindIn(text), Is.Null);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var found = NationalIdentityNumber.FindIn(text);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.That(found, Is.Null);
        // A collection that another test brings about takes the rest of this thread's piece of the heap (8 KiB), which counts as taken.
        Assert.That(allocated, Is.LessThan(16 * 1024));
    }

    private static string WithoutDigits(string? text) => string.Concat((text ?? "").Where(c => !char.IsAsciiDigit(c)));

    /// <summary>The number with these parts, null where no check digits fit. Solved by trying, unlike the product does it.</summary>
    private static string? Number(int day, int month, int year, int individual)
    {
        var start = string.Create(CultureInfo.InvariantCulture, $"{day:00}{month:00}{year:00}{individual:000}");
        return Enumerable
            .Range(0, 100)
            .Select(check => start + check.ToString("00", CultureInfo.InvariantCulture))
            .SingleOrDefault(n => Sum(n, "3761894521") % 11 == 0 && Sum(n, "54327654321") % 11 == 0);
    }

    private static int Sum(string number, string weights) => weights.Select((weight, i) => (weight - '0') * (number[i] - '0')).Sum();
}
