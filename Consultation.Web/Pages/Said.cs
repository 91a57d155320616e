using Consultation.Domain;
using Consultation.Domain.Search;
using Microsoft.AspNetCore.Html;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages;

/// <summary>
/// What people have written, as a page shows it: encoded, with the reader's words marked, and with what was taken out as a word that is
/// read aloud too.
/// </summary>
internal static class Said
{
    /// <param name="marks">Where the reader's words stand, in order and apart from each other.</param>
    public static IHtmlContent Html(string text, IReadOnlyList<SearchMark>? marks = null)
    {
        var html = new HtmlContentBuilder();
        var done = 0;
        foreach (var mark in marks ?? [])
        {
            Write(html, text[done..mark.Start]);
            html.AppendHtml("<mark>");
            Write(html, text.Substring(mark.Start, mark.Length));
            html.AppendHtml("</mark>");
            done = mark.Start + mark.Length;
        }
        Write(html, text[done..]);
        return html;
    }

    /// <summary>A text with what the reader looked for marked: what is shown of it, or the stretch that holds the words where that holds none.</summary>
    /// <param name="search">Null: nothing was looked for.</param>
    public static IHtmlContent Found(string text, string shown, SearchQuery? search)
    {
        if (search is null)
            return Html(shown);
        var marks = SearchHits.Marks(shown, search);
        return marks.Count == 0 && SearchHits.Best([("", text)], search) is { } hit ? Html(hit.Snippet, hit.Marks) : Html(shown, marks);
    }

    /// <summary>For titles and attributes, where there is no markup.</summary>
    public static string Plain(string text) => text.Replace(Redaction.Mark, $"[{T("redacted.word")}]", StringComparison.Ordinal);

    /// <summary>The sender's name, or that there is none.</summary>
    public static IHtmlContent Name(string? name) => Html(name ?? T("sender.anonymous"));

    private static void Write(HtmlContentBuilder html, string text)
    {
        var parts = text.Split(Redaction.Mark);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                html.AppendHtml("<span class=\"redacted\">").Append(T("redacted.word")).AppendHtml("</span>");
            html.Append(parts[i]);
        }
    }
}
