using System.Globalization;
using Consultation.Api.Texts;
using Consultation.Domain;

namespace Consultation.Api.Features.Reports;

/// <summary>
/// Bar charts as SVG, made of attributes alone so that no inline style is needed. A chart is one image to a screen reader, with a name
/// and a sentence that leads to the table beside it.
/// </summary>
internal static class ReportChart
{
    private const int Width = 400;
    private const int Row = 42;
    private const int Bar = 16;

    /// <summary>Room at the end of the longest bar for its number.</summary>
    private const int Room = 64;
    private const int LabelLength = 52;

    /// <summary>One bar below its label for each row.</summary>
    public static void Bars(HtmlDocument html, string id, string title, IReadOnlyList<(string Label, int Count)> rows)
    {
        var most = Math.Max(1, rows.Max(row => row.Count));
        Open(html, id, title, rows.Count * Row);
        for (var i = 0; i < rows.Count; i++)
        {
            var (top, length) = (i * Row, (double)rows[i].Count / most * (Width - Room));
            Label(html, 0, top + 13, Excerpt.From(rows[i].Label, LabelLength));
            Rectangle(html, "rail", "#eef3f8", 0, top + 19, Width - Room, Bar);
            Rectangle(html, "bar", "#0062ba", 0, top + 19, length, Bar);
            Label(html, length + 6, top + 32, Number(rows[i].Count));
        }
        html.Close().Close();
    }

    /// <summary>A column for each day from the first to the last, also those without replies.</summary>
    public static void Columns(HtmlDocument html, string id, string title, IReadOnlyList<DayCount> days, Func<DateOnly, string> shown)
    {
        const int height = 120;
        var (first, last) = (days[0].Date, days[^1].Date);
        var most = days.Max(day => day.Count);
        var step = (double)Width / (last.DayNumber - first.DayNumber + 1);
        Open(html, id, title, height + 40);
        Label(html, 0, 12, Number(most));
        Rectangle(html, "rail", "#eef3f8", 0, 18, Width, height);
        foreach (var day in days)
        {
            var high = (double)day.Count / most * height;
            Rectangle(
                html,
                "bar",
                "#0062ba",
                (day.Date.DayNumber - first.DayNumber) * step,
                18 + height - high,
                Math.Min(step * 0.8, 40),
                high
            );
        }
        Label(html, 0, height + 34, shown(first));
        if (last != first)
        {
            Label(html, Width, height + 34, shown(last), "end");
        }
        html.Close().Close();
    }

    private static void Open(HtmlDocument html, string id, string title, int height)
    {
        html.Open("figure")
            .Open(
                "svg",
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("role", "img"),
                ("aria-labelledby", $"{id}-name {id}-text"),
                ("viewBox", $"0 0 {Number(Width)} {height.ToString(CultureInfo.InvariantCulture)}"),
                ("font-size", "12"),
                ("fill", "currentColor")
            )
            .Element("title", title, ("id", id + "-name"))
            .Element("desc", Messages.Get("report.chart", title), ("id", id + "-text"));
    }

    private static void Label(HtmlDocument html, double x, double y, string text, string? anchor = null) =>
        html.Element("text", text, ("x", Place(x)), ("y", Place(y)), ("text-anchor", anchor));

    private static void Rectangle(HtmlDocument html, string kind, string fill, double x, double y, double width, double height) =>
        html.Open(
                "rect",
                ("class", kind),
                ("fill", fill),
                ("x", Place(x)),
                ("y", Place(y)),
                ("width", Place(width)),
                ("height", Place(height))
            )
            .Close();

    private static string Number(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    private static string Place(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
