using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Consultation.Web.Pages.Staff.Account.SecondStep;

/// <summary>A QR code as SVG in one path, black on white in light and dark alike: cameras read nothing else well.</summary>
internal static class QrCode
{
    public static IHtmlContent Svg(string text, string label)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }
        var svg = new HtmlContentBuilder();
        svg.AppendHtml("<svg class=\"qr\" role=\"img\" viewBox=\"0 0 ").AppendHtml(rows.Count.ToString(CultureInfo.InvariantCulture));
        svg.AppendHtml(" ").AppendHtml(rows.Count.ToString(CultureInfo.InvariantCulture)).AppendHtml("\" aria-label=\"").Append(label);
        return svg.AppendHtml("\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path fill=\"#000\" d=\"")
            .AppendHtml(path.ToString())
            .AppendHtml("\"/></svg>");
    }
}
