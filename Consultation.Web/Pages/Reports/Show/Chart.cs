using System.Globalization;
using Consultation.Api.Features.Reports;

namespace Consultation.Web.Pages.Reports.Show;

/// <summary>One bar or row: what it is, how many, and the label's own language where that is not the page's.</summary>
internal sealed record Bar(string Label, int Count, string? Language = null);

/// <summary>Bars with the table beside them.</summary>
/// <param name="Id">Of the figure on its page.</param>
/// <param name="Column">What the rows are, above the table.</param>
internal sealed record Bars(string Id, string Title, string Column, IReadOnlyList<Bar> Rows, string? Language = null)
{
    public int Total => Rows.Sum(row => row.Count);
    private int Most => Math.Max(1, Rows.Max(row => row.Count));

    /// <summary>A length along the x axis as the browser reads it; whatever the width, text keeps its size.</summary>
    public string Length(Bar row) => Days.Percent(100.0 * row.Count / Most);

    public string Share(Bar row) =>
        Total == 0 ? "–" : Math.Round(100.0 * row.Count / Total).ToString("0", CultureInfo.InvariantCulture) + "\u00A0%";
}

/// <summary>Replies by day, with the days between that had none.</summary>
internal sealed record Days(IReadOnlyList<DayCount> Counts)
{
    /// <summary>A table with more rows than this tells of weeks.</summary>
    private const int MostRows = 31;

    public const int Height = 150;
    public DateOnly First => Counts[0].Date;
    public DateOnly Last => Counts[^1].Date;
    public int Most => Counts.Max(day => day.Count);
    public DayCount Highest => Counts.First(day => day.Count == Most);
    private double Step => 100.0 / (Last.DayNumber - First.DayNumber + 1);

    public string X(DayCount day) => Percent((day.Date.DayNumber - First.DayNumber) * Step);

    public string Width => Percent(Math.Min(Step * 0.8, 8));

    public int High(DayCount day) => Math.Max(1, (int)Math.Round((double)day.Count / Most * Height));

    public bool ByWeek => Counts.Count > MostRows;

    /// <summary>Each week that has some, by its first and last day with replies.</summary>
    public IEnumerable<(DateOnly From, DateOnly To, int Count)> Weeks =>
        Counts
            .GroupBy(day => (ISOWeek.GetYear(Noon(day.Date)), ISOWeek.GetWeekOfYear(Noon(day.Date))))
            .Select(week => (week.First().Date, week.Last().Date, week.Sum(day => day.Count)));

    internal static string Percent(double value) => value.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static DateTime Noon(DateOnly day) => day.ToDateTime(new TimeOnly(12, 0));
}
