using System.Text;

namespace Consultation.Api.Features.Documents;

/// <summary>
/// Lets through only the tags that paragraphs are made of, without attributes but a link's address, so that what the HTML parser meets is
/// small and shallow: scripts, styles, frames, form controls and drawings are gone, and neither a million attributes nor a million open
/// elements cost more than reading them.
/// </summary>
internal sealed class HtmlSieve
{
    private const int MaxDepth = 60;

    private readonly string html;
    private readonly StringBuilder sieved;
    private readonly List<string> blocks = [];
    private readonly List<string> inlines = [];
    private readonly HashSet<string> neverClosed = new(StringComparer.OrdinalIgnoreCase);

    private HtmlSieve(string html)
    {
        this.html = html;
        sieved = new(html.Length);
    }

    public static string Sieve(string html) => new HtmlSieve(html).Run();

    private string Run()
    {
        var at = 0;
        while (at < html.Length)
        {
            var tag = html.IndexOf('<', at);
            if (tag < 0)
                tag = html.Length;
            AppendText(html.AsSpan(at, tag - at));
            at = tag < html.Length ? ReadTag(tag) : tag;
        }
        return sieved.ToString();
    }

    /// <summary>Text that stands in a table but in no cell would be moved before the table, one by one: it is left out.</summary>
    private void AppendText(ReadOnlySpan<char> text)
    {
        if (blocks.Count > 0 && blocks[^1] is "table" or "tr")
            return;
        foreach (var c in text)
        {
            if (!Mark.Is(c))
                sieved.Append(c);
        }
    }

    /// <summary>Reads what begins with a less-than sign; gives the place after it.</summary>
    private int ReadTag(int at)
    {
        if (string.CompareOrdinal(html, at, "<!--", 0, 4) == 0)
            return After("-->", at + 4, html.Length);
        var closes = at + 1 < html.Length && html[at + 1] == '/';
        var start = closes ? at + 2 : at + 1;
        if (start >= html.Length || !char.IsAsciiLetter(html[start]))
        {
            if (start < html.Length && html[start] is '!' or '?')
                return After(">", start, html.Length);
            AppendText("&lt;");
            return at + 1;
        }
        var nameEnd = start;
        while (nameEnd < html.Length && (char.IsAsciiLetterOrDigit(html[nameEnd]) || html[nameEnd] is '-' or ':'))
            nameEnd++;
        var end = EndOfTag(nameEnd);
        // No name that means something is longer.
        var name = nameEnd - start <= 10 ? html[start..nameEnd].ToLowerInvariant() : "";
        if (closes)
            Close(name);
        else if (HtmlTags.Dropped.Contains(name))
            return AfterContent(name, end);
        else
            Open(name, html.AsSpan(nameEnd, end - nameEnd));
        return end;
    }

    private void Open(string name, ReadOnlySpan<char> attributes)
    {
        switch (name)
        {
            case "br":
                sieved.Append("<br>");
                break;
            case "hr":
                CloseInlines();
                sieved.Append("<hr>");
                break;
            case "bullet":
                AppendText("•");
                break;
            case "a":
                OpenLink(attributes);
                break;
            default:
                if (HtmlTags.Blocks.TryGetValue(name, out var block))
                    OpenBlock(block);
                else if (HtmlTags.Inlines.TryGetValue(name, out var inline) && !inlines.Contains(inline, StringComparer.Ordinal))
                    OpenInline(inline, "");
                break;
        }
    }

    private void OpenLink(ReadOnlySpan<char> attributes)
    {
        Close("a");
        var href = HtmlAttribute.Value(attributes, "href").Trim();
        if (href.Length is > 0 and <= 4000)
            OpenInline("a", $" href=\"{href.Replace("\"", "%22", StringComparison.Ordinal)}\"");
    }

    private void OpenInline(string name, string attribute)
    {
        inlines.Add(name);
        sieved.Append('<').Append(name).Append(attribute).Append('>');
    }

    /// <summary>What has an implied end is ended here, so that the depth is the true one.</summary>
    private void OpenBlock(string name)
    {
        CloseInlines();
        if (blocks.Count > 0 && blocks[^1] is "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6")
            CloseTop();
        if (name is "li")
            CloseUpTo("li", "ul", "ol", "table");
        else if (name is "td" or "th" or "caption")
            CloseUpTo("td", "table", "tr");
        else if (name is "tr")
            CloseUpTo("tr", "table");
        var inTable = blocks.Count > 0 && blocks[^1] is "table";
        var inRow = blocks.Count > 0 && blocks[^1] is "tr";
        var fits = name switch
        {
            "tr" or "caption" => inTable,
            "td" or "th" => inRow,
            _ => !inTable && !inRow,
        };
        if (!fits || blocks.Count >= MaxDepth)
            return;
        blocks.Add(name);
        sieved.Append('<').Append(name).Append('>');
    }

    private void Close(string name)
    {
        if (name is "a" ? inlines.Contains("a", StringComparer.Ordinal) : HtmlTags.Inlines.TryGetValue(name, out _))
        {
            var inline = name is "a" ? name : HtmlTags.Inlines[name];
            var last = inlines.LastIndexOf(inline);
            while (last >= 0 && inlines.Count > last)
                CloseInline();
        }
        else if (HtmlTags.Blocks.TryGetValue(name, out var block))
        {
            CloseInlines();
            // A cell's content cannot close what lies outside the cell.
            var found = blocks.LastIndexOf(block);
            var wall = block is "table" or "tr" or "td" or "th" or "caption"
                ? -1
                : blocks.FindLastIndex(b => b is "td" or "th" or "caption");
            while (found > wall && blocks.Count > found)
                CloseTop();
        }
    }

    /// <summary>Ends the innermost element of the name unless one of the others stands within it or none is open.</summary>
    private void CloseUpTo(string name, params ReadOnlySpan<string> walls)
    {
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            var isCell = string.Equals(name, "td", StringComparison.Ordinal) && blocks[i] is "th" or "caption";
            if (isCell || string.Equals(blocks[i], name, StringComparison.Ordinal))
            {
                while (blocks.Count > i)
                    CloseTop();
                return;
            }
            if (walls.Contains(blocks[i]))
                return;
        }
    }

    private void CloseTop()
    {
        sieved.Append("</").Append(blocks[^1]).Append('>');
        blocks.RemoveAt(blocks.Count - 1);
    }

    private void CloseInlines()
    {
        while (inlines.Count > 0)
            CloseInline();
    }

    private void CloseInline()
    {
        sieved.Append("</").Append(inlines[^1]).Append('>');
        inlines.RemoveAt(inlines.Count - 1);
    }

    /// <summary>The place after the tag that begins before <paramref name="at"/>; a quoted value may hold a greater-than sign.</summary>
    private int EndOfTag(int at)
    {
        var quote = '\0';
        for (; at < html.Length; at++)
        {
            var c = html[at];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'' && html[at - 1] is '=' or ' ' or '\n' or '\t')
                quote = c;
            else if (c == '>')
                return at + 1;
        }
        return html.Length;
    }

    /// <summary>The place after the end of an element that is dropped whole; where it never ends, only its tag is dropped.</summary>
    private int AfterContent(string name, int at)
    {
        if (neverClosed.Contains(name))
            return at;
        var close = html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
        if (close >= 0)
            return After(">", close, html.Length);
        neverClosed.Add(name);
        return at;
    }

    private int After(string what, int at, int otherwise)
    {
        var found = html.IndexOf(what, at, StringComparison.Ordinal);
        return found < 0 ? otherwise : found + what.Length;
    }
}
