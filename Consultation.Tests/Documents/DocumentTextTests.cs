using Consultation.Api.Features.Documents;
using Consultation.Domain;
using NUnit.Framework;

namespace Consultation.Tests.Documents;

public sealed class DocumentTextTests
{
    [Test]
    public void FromMarkdown_Blocks_AreOneParagraphEach()
    {
        var drafts = DocumentText.FromMarkdown(
            """
            # Høring – *ny* lov #

            Innledning
            over to linjer.

            Bakgrunn
            ========

            - en
              - to
            - tre

            | År | Kroner |
            | --- | --- |
            | 2024 | 12 |

            > sitat

            ---

                kode
            ```
            # ikke en overskrift
            ```
            """
        );
        Assert.That(
            drafts,
            Is.EqualTo(
                (ParagraphDraft[])
                    [
                        new(1, "Høring – *ny* lov"),
                        new(null, "Innledning\nover to linjer."),
                        new(1, "Bakgrunn"),
                        new(null, "- en\n  - to\n- tre"),
                        new(null, "| År | Kroner |\n| --- | --- |\n| 2024 | 12 |"),
                        new(null, "> sitat"),
                        new(null, "    kode"),
                        new(null, "```\n# ikke en overskrift\n```"),
                    ]
            )
        );
    }

    [Test]
    public void FromMarkdown_LinkDefinedElsewhere_KeepsItsAddressWhenAlone()
    {
        var drafts = DocumentText.FromMarkdown("Se [loven][l].\n\nOg mer.\n\n[l]: https://lovdata.no/lov");
        Assert.That(drafts, Has.Count.EqualTo(2));
        Assert.That(DocumentHtml.Render(drafts[0].Markdown), Does.Contain("href=\"https://lovdata.no/lov\""));
        Assert.That(drafts[1].Markdown, Is.EqualTo("Og mer."));
    }

    [TestCase("", 0)]
    [TestCase(" \n\n ", 0)]
    [TestCase("\0", 0)]
    [TestCase("#", 0)]
    [TestCase("***", 0)]
    [TestCase("a", 1)]
    public void FromMarkdown_LittleOrNothing_IsWhatItIs(string markdown, int paragraphs) =>
        Assert.That(DocumentText.FromMarkdown(markdown), Has.Count.EqualTo(paragraphs));

    [TestCase("<h2>A &amp; <em>B</em></h2>", 2, "A & *B*")]
    [TestCase("<h2>1. Innledning</h2>", 2, "1\\. Innledning")]
    [TestCase("<p>en\n  to\t<b>tre </b>fire", null, "en to **tre** fire")]
    [TestCase("a<i>b</i><b>c</b>d", null, "abcd", Description = "emphasis that Markdown cannot say")]
    [TestCase("<p>&lt;script&gt;x&lt;/script&gt;", null, "\\<script>x\\</script>")]
    [TestCase("<p>&amp;amp;", null, "\\&amp;")]
    [TestCase("<p># nei", null, "\\# nei")]
    [TestCase("<p>12. mai", null, "12\\. mai")]
    [TestCase("<p>- nei", null, "\\- nei")]
    [TestCase("<p>-5 grader", null, "-5 grader")]
    [TestCase("<p>[a](b) [c]", null, "[a\\](b) [c]")]
    [TestCase("<p>snake_case_her _men_ *ikke* `her`", null, "snake_case_her \\_men\\_ \\*ikke\\* \\`her\\`")]
    [TestCase("<p>en<br>- to", null, "en\\\n\\- to")]
    [TestCase("<p>!<a href='https://a.no/'>b</a>", null, "\\![b](https://a.no/)")]
    [TestCase("<a href=\"https://a.no/x?y=1&amp;z=(2)\">b [c]</a>", null, "[b \\[c\\]](https://a.no/x?y=1&z=%282%29)")]
    [TestCase("<a href='mailto:post@a.no'>post@a.no</a>", null, "[post@a.no](mailto:post@a.no)")]
    [TestCase("<a href='https://a.no/'>https://a.no</a>", null, "<https://a.no/>")]
    [TestCase("<a href='javascript:alert(1)'>b</a>", null, "b")]
    [TestCase("<a href='JaVaScript&colon;alert(1)'>b</a>", null, "b")]
    [TestCase("<a href='java\nscript:alert(1)'>b</a>", null, "b")]
    [TestCase("<a href='data:text/html,x'>b</a>", null, "b")]
    [TestCase("<a href='/lokal'>b</a>", null, "b")]
    [TestCase("<code>a`b</code>", null, "``a`b``")]
    [TestCase("ord<sup>12</sup>", null, "ord¹²")]
    [TestCase("<blockquote><p>a<p>b</blockquote>", null, "> a\n>\n> b")]
    [TestCase("<pre>a\n  b</pre>", null, "```\na\n  b\n```")]
    [TestCase("<ul><li>a<ol><li>b<li>c</ol><li>d</ul>", null, "- a\n\n  1. b\n  2. c\n- d")]
    [TestCase("<table><tr><th>A<th>B<tr><td>1|2</table>", null, "| A | B |\n| --- | --- |\n| 1\\|2 |  |")]
    [TestCase("<table><tr><td>bare en celle</table>", null, "bare en celle")]
    [TestCase("<form><p>tekst<input value=a><select><option>b</select><button>c</button></form>", null, "tekst")]
    [TestCase("<script>a</script><style>b</style><iframe>c</iframe><svg><text>d</text></svg>e", null, "e")]
    [TestCase("<!-- a --><!doctype html><?xml?>b", null, "b")]
    [TestCase("<script>a", null, "a", Description = "never ended: the tag goes, nothing runs")]
    [TestCase("a < b", null, "a < b")]
    public void FromHtml_One_IsOneParagraph(string html, int? heading, string markdown) =>
        Assert.That(DocumentText.FromHtml(html), Is.EqualTo((ParagraphDraft[])[new(heading, markdown)]));

    [Test]
    public void FromMarkdown_NestedBeyondReason_IsPlainText()
    {
        var deep = new string('>', 5000) + " a\n\nb";
        var drafts = DocumentText.FromMarkdown(deep);
        Assert.That(drafts, Has.Count.EqualTo(2));
        Assert.That(drafts[1].Markdown, Is.EqualTo("b"));
        Assert.That(() => DocumentHtml.Render(deep), Throws.Nothing);
        Assert.That(() => DocumentHtml.PlainHeading("a\n\n" + deep), Throws.Nothing);
    }

    [Test]
    public void FromHtml_TableForLayout_GivesItsBlocks() =>
        Assert.That(
            DocumentText.FromHtml("<table><tr><td><h3>A</h3><p>b<td><ul><li>c</ul></table>").Select(d => d.Markdown),
            Is.EqualTo(["A", "b", "- c"])
        );

    [Test]
    public void From_TooMuch_IsRefused()
    {
        var long_ = new string('a', DocumentText.MaxLength + 1);
        var many = string.Concat(Enumerable.Repeat("<p>a", DocumentText.MaxParagraphs + 1));
        Assert.Multiple(() =>
        {
            Assert.That(() => DocumentText.FromHtml(long_), Refused);
            Assert.That(() => DocumentText.FromMarkdown(long_), Refused);
            Assert.That(() => DocumentText.FromHtml(many), Refused);
            Assert.That(() => DocumentText.FromMarkdown(many.Replace("<p>a", "a\n\n", StringComparison.Ordinal)), Refused);
        });
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused =>
        Throws.TypeOf<Refusal>().With.Property(nameof(Refusal.Code)).EqualTo("document.too_large");
}
