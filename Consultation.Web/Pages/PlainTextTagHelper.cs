using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Consultation.Web.Pages;

/// <summary>
/// <c>&lt;plain-text value="…"/&gt;</c>: what a person wrote, as plain text. A blank line begins a paragraph, other line breaks are
/// kept, nothing becomes a link or markup, and what was taken out is marked.
/// </summary>
[HtmlTargetElement("plain-text", TagStructure = TagStructure.WithoutEndTag)]
public sealed partial class PlainTextTagHelper : TagHelper
{
    public string? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        foreach (var paragraph in BlankLines().Split((Value ?? "").ReplaceLineEndings("\n").Trim('\n')).Where(p => p.Length > 0))
        {
            output.Content.AppendHtml("<p>");
            var first = true;
            foreach (var line in paragraph.Split('\n'))
            {
                if (!first)
                    output.Content.AppendHtml("<br>");
                output.Content.AppendHtml(Said.Html(line));
                first = false;
            }
            output.Content.AppendHtml("</p>");
        }
    }

    [GeneratedRegex(@"\n(?:[ \t]*\n)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex BlankLines();
}
