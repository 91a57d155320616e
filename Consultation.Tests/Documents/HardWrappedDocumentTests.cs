using System.Text.RegularExpressions;
using Consultation.Api.Features.Documents;
using NUnit.Framework;

namespace Consultation.Tests.Documents;

/// <summary>A real consultation text of 97 kB, set in one <c>pre</c> with lines wrapped by hand.</summary>
public sealed class HardWrappedDocumentTests
{
    private static readonly Lazy<IReadOnlyList<ParagraphDraft>> Read = new(() =>
        DocumentText.FromHtml(File.ReadAllText(RealData.Path("us-cms-2022", "CMS-2022-0163-0001_content.htm")))
    );

    [Test]
    public void FromHtml_RealText_HasItsHeadings() =>
        Assert.That(
            Read.Value.Where(draft => draft.Heading is not null).Select(draft => $"{draft.Heading} {draft.Markdown}"),
            Is.EqualTo([
                "2 I. Introduction",
                "2 II. Background",
                "2 III. National Directory of Healthcare Providers & Services Concept and Perceived Benefits",
                "3 A. National Directory of Healthcare Providers & Services Concept and Perceived Benefits",
                "3 B. Interactions With Current CMS Data Systems and Impacts to Business Processes",
                "3 C. Comment Solicitation",
                "2 IV. Technical Framework for an NDH",
                "3 A. Overview",
                "3 B. Comment Solicitation",
                "2 V. Phased Approach to Implementation",
                "3 A. Overview",
                "3 B. Comment Solicitation",
                "2 VI. Prerequisites and CMS Actions To Address Challenges and Risks",
                "3 A. Overview",
                "3 B. Comment Solicitation",
                "2 VII. Information Collection Requirements",
            ])
        );

    [Test]
    public void FromHtml_RealText_HasWholeParagraphs()
    {
        Assert.That(Read.Value, Has.Count.InRange(240, 290));
        var body = Read.Value.Skip(8).SkipLast(1).Where(draft => draft.Heading is null).Select(draft => draft.Markdown).ToList();
        Assert.Multiple(() =>
        {
            // No fragments of wrapped lines: what begins like a sentence ends like one.
            Assert.That(body.Where(text => char.IsLower(text[0])), Is.Empty);
            Assert.That(body.Where(text => !".?:;”)>⁰¹²³⁴⁵⁶⁷⁸⁹".Contains(text[^1], StringComparison.Ordinal)), Is.Empty);
            Assert.That(body.Any(text => text.Contains("information across directories.", StringComparison.Ordinal)), "over a turned page");
            Assert.That(body.Any(text => text.Contains("in a machine-readable file", StringComparison.Ordinal)), "over a hyphen");
            Assert.That(body.Count(text => text.StartsWith("- ", StringComparison.Ordinal)), Is.GreaterThan(40), "questions one by one");
            Assert.That(
                body.Count(text => Regex.IsMatch(text, "^[⁰¹²³⁴-⁹]+ ", RegexOptions.None, TimeSpan.FromSeconds(1))),
                Is.GreaterThan(70),
                "notes"
            );
        });
    }

    [Test]
    public void FromHtml_RealText_HasNoRemainsOfTheTypewriter()
    {
        var all = string.Join('\n', Read.Value.Select(draft => draft.Markdown));
        foreach (var remains in (string[])["&amp;", "[[Page", "=====", "-----", "``", "''", "<bullet>", "<SUP>", "  "])
            Assert.That(all, Does.Not.Contain(remains));
    }

    [Test]
    public void Render_RealText_LeadsWhereItsLinksLead()
    {
        var html = string.Concat(Read.Value.Select(draft => DocumentHtml.Render(draft.Markdown)));
        Assert.That(html, Does.Contain("href=\"http://www.regulations.gov/\" rel=\"nofollow noopener\""));
        Assert.That(Regex.Count(html, "<a ", RegexOptions.None, TimeSpan.FromSeconds(1)), Is.GreaterThan(60));
    }
}
