using Consultation.Domain;
using Microsoft.AspNetCore.Html;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages;

/// <summary>Redacted text as a page shows it: the word «sladdet» where something is taken out, which a reader hears as well.</summary>
internal static class Redacted
{
    /// <param name="text">Null: all of it is taken out.</param>
    public static IHtmlContent Html(string? text)
    {
        var html = new HtmlContentBuilder();
        var parts = (text ?? Redaction.Mark).Split(Redaction.Mark);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                html.AppendHtml("<span class=\"redacted\">").Append(T("review.redacted_word")).AppendHtml("</span>");
            html.Append(parts[i]);
        }
        return html;
    }
}
