using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Consultation.Bench.Results;

/// <summary>The figures as a plain text table and as JSON.</summary>
internal sealed record Report(Machine Machine, IReadOnlyList<string> Method, IReadOnlyList<Figure> Figures)
{
    private const int Width = 210;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public string ToText()
    {
        var table = new Table { Border = TableBorder.Ascii2 };
        foreach (
            var heading in new[]
            {
                "what",
                "replies",
                "product",
                "bare",
                "unit",
                "ratio",
                "asked",
                "",
                "p50/p95/p99 ms",
                "bare ms",
                "server us",
                "bare us",
                "note",
            }
        )
            table.AddColumn(new TableColumn(heading) { NoWrap = !heading.Equals("note", StringComparison.Ordinal) });
        foreach (var column in new[] { 1, 2, 3, 5, 10, 11 })
            table.Columns[column].RightAligned();
        foreach (var figure in Figures)
            table.AddRow(Cells(figure).Select(Markup.Escape).ToArray());

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = Width;
        console.Write(table);
        return string.Join('\n', [.. Machine.Lines(), .. Method, "", text.ToString()]);
    }

    private static IEnumerable<string> Cells(Figure figure) =>
        [
            figure.What,
            figure.Replies.ToString("N0", CultureInfo.InvariantCulture),
            Number(figure.Product),
            Number(figure.Bare),
            figure.Unit,
            figure.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
            figure.Asked?.ToString() ?? "",
            figure.Verdict,
            Times(figure.ProductMilliseconds),
            Times(figure.BareMilliseconds),
            Number(figure.ProductProcessor),
            Number(figure.BareProcessor),
            figure.Note,
        ];

    private static string Number(double? value) =>
        value?.ToString(Math.Abs(value.Value) < 100 ? "0.##" : "N0", CultureInfo.InvariantCulture) ?? "";

    private static string Times(Load.Percentiles? times) =>
        times is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{times.P50:0.0}/{times.P95:0.0}/{times.P99:0.0}");
}
