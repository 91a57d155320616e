using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Consultation.Api.Features.Documents;

/// <summary>Walks sieved HTML (<see cref="HtmlSieve"/>; at most some sixty deep) and writes its blocks as paragraphs of Markdown.</summary>
internal sealed class HtmlParagraphs
{
    private const int MaxColumns = 50;
    private readonly List<ParagraphDraft> drafts = [];
    private readonly List<string> links;
    private readonly StringBuilder inline = new();

    private HtmlParagraphs(List<string> links) => this.links = links;

    public static IReadOnlyList<ParagraphDraft> From(string sieved)
    {
        using var document = new HtmlParser().ParseDocument(sieved);
        return document.Body is { } body ? Read(body, []) : [];
    }

    private static List<ParagraphDraft> Read(INode node, List<string> links)
    {
        var paragraphs = new HtmlParagraphs(links);
        paragraphs.Walk(node);
        paragraphs.Flush();
        return paragraphs.drafts;
    }

    private void Walk(INode parent)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText text)
                inline.Append(text.Data);
            else if (node is IElement element && !TryBlock(element))
                WriteInline(element);
        }
    }

    private bool TryBlock(IElement element)
    {
        switch (element.LocalName)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Flush();
                Walk(element);
                Flush(element.LocalName[1] - '0');
                return true;
            case "p" or "div" or "li" or "tr" or "td" or "th" or "caption" or "tbody":
                Flush();
                Walk(element);
                Flush();
                return true;
            case "ul" or "ol":
                Flush();
                Add(List(element));
                return true;
            case "table":
                Flush();
                Table(element);
                return true;
            case "blockquote":
                Flush();
                Add(Prefixed(string.Join("\n\n", Read(element, links).Select(draft => draft.Markdown)), "> ", "> "));
                return true;
            case "pre":
                Flush();
                Preformatted(element);
                return true;
            case "hr":
                Flush();
                return true;
            default:
                return false;
        }
    }

    private void WriteInline(IElement element)
    {
        switch (element.LocalName)
        {
            case "br":
                inline.Append(Mark.Break);
                break;
            case "strong":
                Enclose(Mark.StrongOpen, element, Mark.StrongClose);
                break;
            case "em":
                Enclose(Mark.EmphasisOpen, element, Mark.EmphasisClose);
                break;
            case "code":
                Enclose(Mark.CodeOpen, element, Mark.CodeClose);
                break;
            case "sup":
                inline.Append(Superscript.From(element.TextContent));
                break;
            case "a" when Address(element.GetAttribute("href")) is { } url:
                inline.Append(CultureInfo.InvariantCulture, $"{Mark.LinkOpen}{links.Count}{Mark.LinkText}");
                links.Add(url);
                Walk(element);
                inline.Append(Mark.LinkClose);
                break;
            default:
                Walk(element);
                break;
        }
    }

    private void Enclose(char open, IElement element, char close)
    {
        inline.Append(open);
        Walk(element);
        inline.Append(close);
    }

    /// <summary>The address in the form that stands in Markdown without brackets, null if no link may lead there.</summary>
    private static string? Address(string? href)
    {
        if (!DocumentHtml.IsAllowed(href))
            return null;
        var url = new Uri(href!).AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
        return url.AsSpan().ContainsAny("<>\\ ") ? null : url;
    }

    private void Flush(int? heading = null)
    {
        var marked = inline.ToString();
        inline.Clear();
        Add(MarkdownText.Compose(heading is null ? marked : marked.Replace(Mark.Break, ' '), links), heading);
    }

    private void Add(string markdown, int? heading = null)
    {
        if (markdown.Length > 0)
            drafts.Add(new(heading, markdown));
    }

    private string List(IElement list)
    {
        var lines = new StringBuilder();
        var number = 0;
        foreach (var item in list.Children)
        {
            var blocks = Read(item, links);
            if (blocks.Count == 0)
                continue;
            number++;
            var marker = list.LocalName[0] == 'o' ? string.Create(CultureInfo.InvariantCulture, $"{number}. ") : "- ";
            var text = new StringBuilder(blocks[0].Markdown);
            foreach (var (_, markdown) in blocks.Skip(1))
                text.Append(markdown.StartsWith("- ", StringComparison.Ordinal) ? "\n" : "\n\n").Append(markdown);
            lines.Append(lines.Length > 0 ? "\n" : "").Append(Prefixed(text.ToString(), marker, new string(' ', marker.Length)));
        }
        return lines.ToString();
    }

    private static string Prefixed(string text, string first, string others) =>
        text.Length == 0 ? "" : string.Join('\n', text.Split('\n').Select((line, i) => ((i == 0 ? first : others) + line).TrimEnd()));

    private void Table(IElement table)
    {
        var caption = table.Children.FirstOrDefault(child => child.LocalName is "caption");
        if (caption is not null)
        {
            Walk(caption);
            Flush();
        }
        var rows = OwnRows(table).Select(row => row.Children.ToList()).Where(row => row.Count > 0).ToList();
        var columns = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        // One column, or blocks in a cell: the table is there for the layout.
        if (columns is < 2 or > MaxColumns || table.QuerySelector("table, ul, ol, h1, h2, h3, h4, h5, h6, pre, blockquote") is not null)
        {
            foreach (var cell in rows.SelectMany(row => row))
                TryBlock(cell);
            return;
        }
        var lines = rows.Select(row => Row(row.Select(Cell).Concat(Enumerable.Repeat("", columns - row.Count)))).ToList();
        lines.Insert(1, Row(Enumerable.Repeat("---", columns)));
        Add(string.Join('\n', lines));
    }

    /// <summary>Not the rows of tables within its cells.</summary>
    private static IEnumerable<IElement> OwnRows(IElement table) =>
        table.Children.Where(child => child.LocalName is "tbody").SelectMany(body => body.Children).Where(child => child.LocalName is "tr");

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private string Cell(IElement cell)
    {
        var words = Read(cell, links).Select(draft => draft.Markdown.Replace("\\\n", " ", StringComparison.Ordinal));
        return string.Join(' ', words);
    }

    private void Preformatted(IElement element)
    {
        Walk(element);
        var marked = inline.ToString().Replace(Mark.Break, '\n');
        inline.Clear();
        if (HardWrappedText.IsProse(marked))
        {
            drafts.AddRange(HardWrappedText.Read(marked, links));
            return;
        }
        var code = Mark.Without(marked).Trim('\n').TrimEnd();
        var fence = new string('`', Math.Max(3, MarkdownText.LongestRun(code, '`') + 1));
        Add(code.Length > 0 ? $"{fence}\n{code}\n{fence}" : "");
    }
}
