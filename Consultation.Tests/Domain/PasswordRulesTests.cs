using Consultation.Domain;

namespace Consultation.Tests.Domain;

public sealed class PasswordRulesTests
{
    [TestCase("elleve tegn", "password.too_short")]
    [TestCase("", "password.too_short")]
    [TestCase(null, "password.too_short")]
    [TestCase("aa\u030aaa\u030aaa\u030aaa\u030a", "password.too_short")]
    [TestCase("PassordPassord", "password.too_common")]
    [TestCase("qwertyuiop123", "password.too_common")]
    [TestCase("123456789012", "password.too_common")]
    [TestCase("987654321098", "password.too_common")]
    [TestCase("abcdefghijklmn", "password.too_common")]
    [TestCase("aaaaaaaaaaaaaa", "password.too_common")]
    [TestCase("abcabcabcabcabc", "password.too_common")]
    [TestCase("kjære Ragnhild!", "password.holds_email")]
    [TestCase("RAGNHILD@dep.example", "password.holds_email")]
    public void Fault_IsTold(string? password, string code) =>
        Assert.That(PasswordRules.Fault(password, "ragnhild@dep.example")?.Code, Is.EqualTo(code));

    [TestCase("en hare krysset")]
    [TestCase("blåbærsyltetøy")]
    [TestCase("tolv tegn nå")]
    [TestCase("🐇🐇🦔🦔🐝🐝🐌🐌🦊🦊🐻🐻")]
    [TestCase("lower case only")]
    public void Password_LongEnoughAndUncommon_IsTaken_WhateverSignsItHolds(string password) =>
        Assert.That(PasswordRules.Fault(password, "ragnhild@dep.example"), Is.Null);

    [Test]
    public void Password_LongerThanTheMost_IsRefused()
    {
        var sentence = string.Concat(Enumerable.Repeat("en hare krysset tunet ", 12))[..PasswordRules.MostCharacters];
        Assert.That(PasswordRules.Fault(sentence[..^1] + "x", null), Is.Null);
        Assert.That(PasswordRules.Fault(sentence + "xy", null)?.Code, Is.EqualTo("password.too_long"));
    }

    [Test]
    public void Password_ComposedOtherwise_IsTheSame() =>
        Assert.That(PasswordRules.Normalise("bla\u030aba\u030ar"), Is.EqualTo(PasswordRules.Normalise("blåbår")));

    [Test]
    public void ShortAddress_ForbidsNothing() => Assert.That(PasswordRules.Fault("en hare krysset", "en@dep.example"), Is.Null);
}
