using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Consultation.Api.Features.Mail;

/// <summary>
/// A letter as a page of its own: plain, without pictures, scripts or anything fetched. Everything that is not ours is encoded.
/// </summary>
internal static class LetterHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(Letter letter, LetterTexts texts)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"").Append(texts.Language).Append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
        html.Append(Encoder.Encode(letter.Subject)).Append("</title>\n</head>\n");
        html.Append("<body style=\"margin:0;padding:24px;font-family:Arial,sans-serif;font-size:16px;line-height:1.5\">\n");
        html.Append("<div style=\"max-width:40em\">\n");
        foreach (var part in letter.Parts)
        {
            html.Append(Of(part)).Append('\n');
        }
        html.Append("<p style=\"border-top:1px solid #8a8f98;padding-top:12px;font-size:14px\">").Append(Encoder.Encode(letter.From));
        html.Append("<br>").Append(Encoder.Encode(texts.Get("automatic"))).Append("</p>\n</div>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static string Of(Letter.Part part) =>
        part switch
        {
            Letter.Paragraph paragraph => $"<p>{Encoder.Encode(paragraph.Text)}</p>",
            Letter.Facts facts => $"<table role=\"presentation\">\n{string.Concat(facts.Rows.Select(Row))}</table>",
            Letter.Link link => $"<p><a href=\"{Encoder.Encode(link.Url)}\">{Encoder.Encode(link.Label)}</a></p>",
            _ => throw new InvalidOperationException($"A letter has no part {part.GetType().Name}."),
        };

    private static string Row((string Label, string Value) row) =>
        $"<tr><td style=\"padding:2px 16px 2px 0;vertical-align:top\">{Encoder.Encode(row.Label)}</td>"
        + $"<td style=\"word-break:break-word\"><b>{Encoder.Encode(row.Value)}</b></td></tr>\n";
}
