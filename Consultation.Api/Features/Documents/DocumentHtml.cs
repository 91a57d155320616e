using System.Text;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Consultation.Api.Features.Documents;

/// <summary>Shows a paragraph's Markdown. HTML in it is text, links lead to http, https and mailto only, pictures become their text.</summary>
public static class DocumentHtml
{
    internal static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UsePreciseSourceLocation()
        .Build();

    /// <summary>Safe HTML of one paragraph. Not for headings, which the page sets itself from <see cref="PlainHeading"/>.</summary>
    public static string Render(string markdown)
    {
        // Nested beyond reason: shown as it stands.
        if (TryParse(markdown) is not { } document)
            return $"<p>{System.Net.WebUtility.HtmlEncode(markdown)}</p>\n";
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Restrain(link);
        foreach (var link in document.Descendants<AutolinkInline>().ToList())
            Restrain(link);
        return document.ToHtml(Pipeline);
    }

    /// <summary>The plain text of a heading, on one line.</summary>
    public static string PlainHeading(string markdown)
    {
        // As a heading, so that "1. Innledning" is no list.
        var parts = markdown.Split("\n\n", 2);
        var heading = "# " + parts[0].ReplaceLineEndings(" ");
        if (TryParse(parts.Length > 1 ? $"{heading}\n\n{parts[1]}" : heading) is not { } document)
            return parts[0].ReplaceLineEndings(" ").Trim();
        var text = new StringBuilder();
        Write(text, document.Descendants<Inline>());
        return text.ToString().Trim();
    }

    /// <summary>The plain text of a whole text, its blocks parted by spaces.</summary>
    public static string Plain(string markdown)
    {
        if (TryParse(markdown) is not { } document)
            return markdown;
        var text = new StringBuilder();
        foreach (var block in document.Descendants<LeafBlock>())
        {
            if (block.Inline is { } inlines)
                Write(text, inlines.Descendants<Inline>());
            else
                text.Append(block.Lines.ToString());
            text.Append(' ');
        }
        return text.ToString().Trim();
    }

    private static void Write(StringBuilder text, IEnumerable<Inline> inlines)
    {
        foreach (var inline in inlines)
        {
            text.Append(
                inline switch
                {
                    LiteralInline literal => literal.Content.ToString(),
                    CodeInline code => code.Content,
                    AutolinkInline link => link.Url,
                    HtmlEntityInline entity => entity.Transcoded.ToString(),
                    DelimiterInline unmatched => unmatched.ToLiteral(),
                    LineBreakInline => " ",
                    _ => "",
                }
            );
        }
    }

    /// <summary>Null where the parser gives up, which it does on absurd nesting only.</summary>
    internal static MarkdownDocument? TryParse(string markdown)
    {
        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a link may lead there.</summary>
    internal static bool IsAllowed(string? url) =>
        url is { Length: > 0 and <= 2000 }
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" or "mailto";

    private static void Restrain(LinkInline link)
    {
        if (!link.IsImage && IsAllowed(link.Url))
            MarkForeign(link);
        else
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
    }

    private static void Restrain(AutolinkInline link)
    {
        if (link.IsEmail || IsAllowed(link.Url))
            MarkForeign(link);
        else
            link.ReplaceBy(new LiteralInline(link.Url));
    }

    private static void MarkForeign(Inline link) => link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow noopener");
}
