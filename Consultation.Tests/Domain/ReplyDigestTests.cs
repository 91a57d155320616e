using System.Security.Cryptography;
using System.Text;
using Consultation.Domain;
using FsCheck;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain;

public sealed class ReplyDigestTests
{
    // The expected digests were made by another program (Python's hashlib) from the documented form.
    [TestCase(
        "c2FsdA",
        Position.WithRemarks,
        "Vi støtter forslaget.\n\nMed hilsen Åse",
        "95f805cdcdba15a810327f3cab76eada62880248faeb687559e39608e2bfa39d"
    )]
    [TestCase("", Position.WithoutRemarks, "", "5211252ade334f68ff3b26c30a411a50b7c7e9f153ea9ed9a7740112bdf723d0")]
    public void Sha256_Reply_IsTheDocumentedForm(string salt, Position position, string text, string expected) =>
        Assert.That(Digest(salt, position, text), Is.EqualTo(expected));

    [Test]
    public void Sha256_LongText_IsTheDocumentedFormAcrossPieces()
    {
        // Every place of a piece's border meets every part of a character.
        for (var shift = 0; shift < 4; shift++)
        {
            var text = new string('x', shift) + string.Concat(Enumerable.Repeat("æ😀", 9_000));
            Assert.That(Digest("s", Position.WithRemarks, text), Is.EqualTo(Expected("s", text)));
        }
        Assert.That(
            Digest("s", Position.WithRemarks, string.Concat(Enumerable.Repeat("æ😀", 9_000))),
            Is.EqualTo("a18f30cdff50c00966aaff7580667bfaf41e00b8f79c12c3ab3388c9c96ad9e0")
        );
    }

    [Property]
    public bool Sha256_AnyText_IsTheDocumentedForm(NonNull<string> salt, NonNull<string> text)
    {
        var stored = PlainText.Normalise(text.Get);
        var plainSalt = PlainText.Normalise(salt.Get);
        var digest = Digest(plainSalt, Position.WithRemarks, stored);
        return string.Equals(digest, Expected(plainSalt, stored), StringComparison.Ordinal);
    }

    [Test]
    public void Sha256_BordersBetweenTheParts_CannotBeMoved() =>
        Assert.That(Digest("ab", Position.WithRemarks, "c"), Is.Not.EqualTo(Digest("a", Position.WithRemarks, "bc")));

    private static string Digest(string salt, Position position, string text) =>
        ReplyDigest.Sha256(salt, new ReplyContent { Position = position, Text = text });

    private static string Expected(string salt, string text)
    {
        string[] parts = ["consultation-reply-1", salt, "withRemarks", text];
        var form = string.Concat(parts.Select(part => $"{Encoding.UTF8.GetByteCount(part)}:{part},"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form)));
    }
}
