using System.Text.RegularExpressions;
using Consultation.Api.Features.Documents;
using Microsoft.AspNetCore.Html;

namespace Consultation.Web.Pages;

/// <summary>What a ministry has written in Markdown, within a section of a page.</summary>
internal static partial class Markup
{
    /// <summary>Safe HTML whose highest headings stand below the section's own.</summary>
    public static IHtmlContent Section(string markdown) =>
        // A text's own tags arrive encoded, so these are the renderer's.
        new HtmlString(
            Heading()
                .Replace(
                    DocumentHtml.Render(markdown),
                    tag => $"<{tag.Groups["end"].Value}h{(tag.Groups["level"].Value is "1" or "2" ? 3 : 4)}>"
                )
        );

    /// <summary>Words of the content within a sentence of the site's, marked with their own language so that they are read aloud as written.</summary>
    public static IHtmlContent In(string language, string words) =>
        SitePage.LangOf(language) is { } own
            ? new HtmlContentBuilder().AppendFormat("<span lang=\"{0}\">{1}</span>", own, words)
            : new HtmlContentBuilder().Append(words);

    [GeneratedRegex("<(?<end>/?)h(?<level>[1-6])>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
