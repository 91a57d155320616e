using System.Text;
using Consultation.Domain;

namespace Consultation.Tests.Domain;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B (SHA-1), the last six of its eight digits.</summary>
    [TestCase(59, "287082")]
    [TestCase(1111111109, "081804")]
    [TestCase(1111111111, "050471")]
    [TestCase(1234567890, "005924")]
    [TestCase(2000000000, "279037")]
    [TestCase(20000000000, "353130")]
    public void Code_OfTheRfc_IsTheRfcs(long second, string code) =>
        Assert.That(Totp.Code(Secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(second))), Is.EqualTo(code));

    [Test]
    public void Match_WithinOneStep_Once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepOf(now);
        foreach (var near in (long[])[step - 1, step, step + 1])
        {
            Assert.That(Totp.Match(Secret, Totp.Code(Secret, near), now, lastStep: 0), Is.EqualTo(near));
        }
        Assert.That(Totp.Match(Secret, Totp.Code(Secret, step - 2), now, lastStep: 0), Is.Null);
        Assert.That(Totp.Match(Secret, Totp.Code(Secret, step + 2), now, lastStep: 0), Is.Null);
        Assert.That(Totp.Match(Secret, Totp.Code(Secret, step), now, lastStep: step), Is.Null, "used");
        Assert.That(Totp.Match(Secret, "005 924", now, lastStep: 0), Is.EqualTo(step), "spaces do not matter");
        Assert.That(Totp.Match(Secret, null, now, lastStep: 0), Is.Null);
    }

    /// <summary>RFC 4648, section 10, without its padding.</summary>
    [TestCase("", "")]
    [TestCase("f", "MY")]
    [TestCase("fo", "MZXQ")]
    [TestCase("foo", "MZXW6")]
    [TestCase("foob", "MZXW6YQ")]
    [TestCase("fooba", "MZXW6YTB")]
    [TestCase("foobar", "MZXW6YTBOI")]
    public void Text_OfTheRfc_IsTheRfcs(string bytes, string text) =>
        Assert.That(Totp.Text(Encoding.ASCII.GetBytes(bytes)), Is.EqualTo(text));

    [Test]
    public void Uri_NamesIssuerAndAccount() =>
        Assert.That(
            Totp.Uri(Secret, "Netthøring", "ragnhild@dep.example"),
            Is.EqualTo(
                "otpauth://totp/Netth%C3%B8ring:ragnhild%40dep.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Netth%C3%B8ring"
            )
        );
}
