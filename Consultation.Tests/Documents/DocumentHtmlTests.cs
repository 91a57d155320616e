using Consultation.Api.Features.Documents;
using NUnit.Framework;

namespace Consultation.Tests.Documents;

public sealed class DocumentHtmlTests
{
    [TestCase("Vi **foreslår**", "<p>Vi <strong>foreslår</strong></p>")]
    [TestCase("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>")]
    [TestCase("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [TestCase("[a](https://a.no/)", "<p><a href=\"https://a.no/\" rel=\"nofollow noopener\">a</a></p>")]
    [TestCase("<https://a.no/>", "<p><a href=\"https://a.no/\" rel=\"nofollow noopener\">https://a.no/</a></p>")]
    [TestCase("[*a*](javascript:alert(1))", "<p><em>a</em></p>")]
    [TestCase("[a](/lokal)", "<p>a</p>")]
    [TestCase("<javascript:alert(1)>", "<p>javascript:alert(1)</p>")]
    [TestCase("![bilde](https://a.no/x.png)", "<p>bilde</p>")]
    [TestCase("[![bilde](https://a.no/x.png)](https://a.no/)", "<p><a href=\"https://a.no/\" rel=\"nofollow noopener\">bilde</a></p>")]
    [TestCase("[a](https://a.no/\"onmouseover=\"x)", "<p><a href=\"https://a.no/%22onmouseover=%22x\" rel=\"nofollow noopener\">a</a></p>")]
    [TestCase("", "")]
    public void Render_Paragraph_IsSafeHtml(string markdown, string html) =>
        Assert.That(DocumentHtml.Render(markdown).Trim(), Is.EqualTo(html));

    [Test]
    public void Render_Table_IsATable() =>
        Assert.That(DocumentHtml.Render("| A | B |\n| --- | --- |\n| 1\\|2 |  |"), Does.Contain("<td>1|2</td>"));

    [TestCase("Høring – *ny* lov", "Høring – ny lov")]
    [TestCase("1\\. Innledning", "1. Innledning")]
    [TestCase("1. Innledning", "1. Innledning")]
    [TestCase("A & B &amp; `c` <https://a.no/>", "A & B & c https://a.no/")]
    [TestCase("[a\nb](https://a.no/) \\# C#", "a b # C#")]
    [TestCase("<b>x</b>", "<b>x</b>")]
    [TestCase("se [l][l]\n\n[l]: <https://a.no/>", "se l")]
    [TestCase("et [løst *tegn", "et [løst *tegn")]
    [TestCase("", "")]
    public void PlainHeading_Markdown_IsItsWords(string markdown, string text) =>
        Assert.That(DocumentHtml.PlainHeading(markdown), Is.EqualTo(text));
}
