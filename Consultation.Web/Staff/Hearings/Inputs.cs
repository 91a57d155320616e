using System.Globalization;
using Consultation.Api.Texts;
using Consultation.Web.Pages;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Staff.Hearings;

/// <summary>A labelled text of several lines; its partial is <c>_StaffArea</c>.</summary>
internal sealed record StaffArea(string Id, string Label, string? Value = null, string? Hint = null)
{
    public int Rows { get; init; } = 4;
    public string? Error { get; init; }
    public bool Required { get; init; }

    /// <summary>Language of what is written in it, where that is known and not the page's.</summary>
    public string? Lang { get; init; }

    public string? DescribedBy => Describe.By(Id, Hint, Error);
}

/// <summary>A labelled list to choose one from; its partial is <c>_StaffSelect</c>.</summary>
internal sealed record StaffSelect(
    string Id,
    string Label,
    string? Value,
    IReadOnlyList<(string Value, string Text)> Options,
    string? Hint = null
)
{
    public string? Error { get; init; }

    public string? DescribedBy => Describe.By(Id, Hint, Error);
}

/// <summary>One of several, each with what it means; its partial is <c>_StaffChoices</c>.</summary>
internal sealed record StaffChoices(
    string Id,
    string Label,
    string? Value,
    IReadOnlyList<(string Value, string Text, string? Hint)> Options
)
{
    public string? Error { get; init; }
}

internal static class Describe
{
    public static string? By(string id, string? hint, string? error) =>
        (hint, error) switch
        {
            (null, null) => null,
            (null, _) => id + "-f",
            (_, null) => id + "-d",
            _ => $"{id}-d {id}-f",
        };
}

/// <summary>An input that was left empty, by its own name: «Skriv tittelen» rather than «Må fylles ut».</summary>
internal static class EmptyInput
{
    public static StaffError Say(StaffError error) =>
        error.Input is { } input && error.Message == Messages.Get("field.required") && Find("make.empty." + input) is { } named
            ? error with
            {
                Message = named,
            }
            : error;
}

/// <summary>Days as they stand in date inputs.</summary>
internal static class DateInput
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "d.M.yyyy", "dd.MM.yyyy"];

    /// <summary>As browsers send it, or as people write it where the browser has no calendar; null when it is no day.</summary>
    public static DateOnly? Read(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The local day that holds the instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
}
