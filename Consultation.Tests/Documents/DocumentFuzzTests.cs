using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Consultation.Api.Features.Documents;
using FsCheck;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Documents;

/// <summary>Whatever comes in, the conversion ends, keeps the words, and gives nothing that runs.</summary>
public sealed class DocumentFuzzTests
{
    [Property(MaxTest = 1500)]
    public void FromHtml_AnyPieces_GiveSafeParagraphs(int[] picks)
    {
        var html = string.Concat(picks.Select(pick => FuzzPieces.Html[(pick & int.MaxValue) % FuzzPieces.Html.Length]));
        var drafts = DocumentText.FromHtml(html);
        AssertSafe(drafts);
    }

    [Property(MaxTest = 1500)]
    public void FromMarkdown_AnyPieces_GiveSafeParagraphs(int[] picks)
    {
        var markdown = string.Concat(picks.Select(pick => FuzzPieces.Markdown[(pick & int.MaxValue) % FuzzPieces.Markdown.Length]));
        AssertSafe(DocumentText.FromMarkdown(markdown));
    }

    [Property(MaxTest = 500)]
    public void From_AnyText_GivesSafeParagraphs(string? text)
    {
        AssertSafe(DocumentText.FromHtml(text ?? ""));
        AssertSafe(DocumentText.FromMarkdown(text ?? ""));
    }

    /// <summary>Text that came from a paragraph of HTML shows the same words after its way through Markdown.</summary>
    [Property(MaxTest = 1500)]
    public void FromHtml_PlainWords_AreTheSameWordsWhenRendered(int[] picks)
    {
        string[] pieces =
        [
            "ord",
            " ",
            "*",
            "_",
            "`",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "&",
            "amp;",
            "#",
            "-",
            "+",
            "1",
            ".",
            "!",
            "|",
            "\\",
            "~",
            "=",
            ":",
            "å",
            "https://a.no",
        ];
        var words = string.Concat(picks.Select(pick => pieces[(pick & int.MaxValue) % pieces.Length]));
        var html = "<p>" + System.Net.WebUtility.HtmlEncode(words);
        var shown = string.Concat(DocumentText.FromHtml(html).Select(draft => Parse(DocumentHtml.Render(draft.Markdown)).TextContent));
        Assert.That(shown.Trim(), Is.EqualTo(string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [TestCase("<div>")]
    [TestCase("<b>")]
    [TestCase("<p><b><font color=1>")]
    [TestCase("<a href='https://a.no/'>x<p>")]
    [TestCase("<table>x<tr>")]
    [TestCase("<table><tr><td>")]
    [TestCase("<ul><li>")]
    [TestCase("<blockquote>x")]
    [TestCase("<select>")]
    [TestCase("<!--")]
    [TestCase("<")]
    [TestCase("<p ")]
    [TestCase("<p a='")]
    [TestCase("<i>x</b>")]
    [TestCase("<pre>x\n\n")]
    [TestCase("&amp;")]
    public void FromHtml_MonotonousMegabytes_DoesNotHang(string piece) => AssertEnds(piece, DocumentText.FromHtml);

    [TestCase("[")]
    [TestCase("![")]
    [TestCase("*a_ ")]
    [TestCase("`a``")]
    [TestCase("> ")]
    [TestCase("- ")]
    [TestCase("|\n")]
    [TestCase("a|b\n")]
    [TestCase("<a")]
    [TestCase("[a](")]
    [TestCase("[a]: b\n")]
    [TestCase("\\")]
    [TestCase("&")]
    [TestCase("a **")]
    public void FromMarkdown_MonotonousMegabytes_DoesNotHang(string piece) => AssertEnds(piece, DocumentText.FromMarkdown);

    /// <summary>Quadratic work would take the run far beyond its limit; the time itself is not asserted.</summary>
    private static void AssertEnds(string piece, Func<string, IReadOnlyList<ParagraphDraft>> convert)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        try
        {
            Assert.That(convert(text), Is.Not.Null);
        }
        catch (Consultation.Domain.Refusal)
        {
            // Too many paragraphs: a refusal is an end as well.
        }
    }

    private static void AssertSafe(IReadOnlyList<ParagraphDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            Assert.That(draft.Markdown, Is.Not.Empty);
            Assert.That(DocumentHtml.PlainHeading(draft.Markdown), Is.Not.Null);
            var shown = Parse(DocumentHtml.Render(draft.Markdown));
            foreach (var element in shown.QuerySelectorAll("*"))
            {
                Assert.That(
                    element.LocalName,
                    Is.Not.AnyOf("script", "img", "iframe", "svg", "style", "object", "form", "input"),
                    draft.Markdown
                );
                foreach (var attribute in element.Attributes)
                {
                    Assert.That(attribute.Name, Is.AnyOf("href", "rel", "class", "start", "style", "type", "title"), draft.Markdown);
                    if (attribute.Name is "href")
                        Assert.That(attribute.Value, Does.StartWith("http").Or.StartWith("mailto:"), draft.Markdown);
                }
            }
        }
    }

    private static IElement Parse(string html) => new HtmlParser().ParseDocument(html).Body!;
}
