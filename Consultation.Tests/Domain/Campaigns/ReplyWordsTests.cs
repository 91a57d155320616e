using System.Net;
using Consultation.Domain.Campaigns;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain.Campaigns;

public sealed class ReplyWordsTests
{
    [TestCase("", "")]
    [TestCase(" \n–!", "")]
    [TestCase("Hei,  VERDEN!\n\nÆøå – «ja».", "hei verden æøå ja")]
    [TestCase("Don't don’t DONT don&rsquo;t don&#39;t", "dont dont dont dont dont")]
    [TestCase("Pa\u030A Høy\u00ADring\u200B", "på høyring")]
    [TestCase("A &amp; B", "a b")]
    [TestCase("A &amp;amp; B &amp;amp;amp;lt; C &AMP;#38;#x26;gt; D", "a b c d")]
    [TestCase("H&oslash;ring H&amp;oslash;ring H&amp;amp;#248;ring", "høring høring høring")]
    [TestCase("støy&nbsp;om&amp;nbsp;natten", "støy om natten")]
    [TestCase("R&D &unknown; 50&", "r d unknown 50")]
    [TestCase("§ 3-1, 2. ledd: 55 dB(A)", "3 1 2 ledd 55 db a")]
    [TestCase("Čáhci 𐐀𐐁 日本語", "čáhci 𐐨𐐩 日本語")]
    [TestCase("👩‍🚀👍", "")]
    public void Normalise_Text_IsItsWords(string text, string words) => Assert.That(ReplyWords.Normalise(text), Is.EqualTo(words));

    /// <summary>However the text was typed or escaped on its way, its words are the same.</summary>
    [Property(MaxTest = 300)]
    public bool Normalise_CaseSpacesPunctuationAndEscapes_MakeNoDifference(string[] pieces, byte escapes)
    {
        var plain = string.Join(' ', pieces.Select(piece => ReplyWords.Normalise(piece ?? "")).Where(words => words.Length > 0));
        var typed = " «" + plain.Replace(" ", " – &\r\n", StringComparison.Ordinal) + "!»";
        for (var i = 0; i < escapes % 5; i++)
        {
            typed = WebUtility.HtmlEncode(typed);
        }
        return ReplyWords.Normalise(typed) == plain;
    }

    [Property(MaxTest = 300)]
    public bool Normalise_Again_ChangesNothing(string text)
    {
        var once = ReplyWords.Normalise(text ?? "");
        return ReplyWords.Normalise(once) == once;
    }

    [Test]
    public void Normalise_AMillionAmpersands_DoesNotHang()
    {
        var text = "a &" + string.Concat(Enumerable.Repeat("amp;", 250_000)) + "lt; b" + new string('&', 1_000_000);
        Assert.That(ReplyWords.Normalise(text), Is.EqualTo("a b"));
    }
}
