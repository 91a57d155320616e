using System.Globalization;
using Consultation.Api.Features.Audit;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Audit.List;

/// <summary>What the log is searched for, as it stands in the address.</summary>
internal sealed class AuditSearch
{
    private const int FirstYear = 2000;
    private const int LastYear = 9000;

    public static (string Field, string Input)[] Inputs { get; } =
    [("who", "hvem"), ("action", "hva"), ("hearing", "sak"), ("from", "fra"), ("until", "til")];

    [FromQuery(Name = "hvem")]
    public string? Who { get; set; }

    [FromQuery(Name = "hva")]
    public string? Action { get; set; }

    /// <summary>Part of a title or of a case number.</summary>
    [FromQuery(Name = "sak")]
    public string? Hearing { get; set; }

    [FromQuery(Name = "fra")]
    public string? From { get; set; }

    /// <summary>The last day, which is shown too.</summary>
    [FromQuery(Name = "til")]
    public string? Until { get; set; }

    /// <summary>One hearing, from its own page.</summary>
    [FromQuery(Name = "horing")]
    public long? HearingId { get; set; }

    [FromQuery(Name = "eldre")]
    public string? Cursor { get; set; }

    public bool IsEmpty => new[] { Who, Action, Hearing, From, Until }.All(string.IsNullOrWhiteSpace);

    public Choices Choices(string? cursor = null) =>
        new(
            ("horing", HearingId?.ToString(CultureInfo.InvariantCulture)),
            ("hvem", Who),
            ("hva", Action),
            ("sak", Hearing),
            ("fra", From),
            ("til", Until),
            ("eldre", cursor)
        );

    /// <summary>As a date input has it; what is no day stays as it was typed.</summary>
    public static string? Shown(string? typed) => Day(typed) is { } day ? DateInput.Of(day) : typed;

    public IReadOnlyList<StaffError> Mistakes()
    {
        var mistakes = new List<StaffError>();
        if (!string.IsNullOrWhiteSpace(From) && Day(From) is null)
            mistakes.Add(new("fra", T("account.audit_no_day")));
        if (!string.IsNullOrWhiteSpace(Until) && Day(Until) is null)
            mistakes.Add(new("til", T("account.audit_no_day")));
        else if (Day(From) > Day(Until))
            mistakes.Add(new("til", T("account.audit_days_crossed")));
        return mistakes;
    }

    /// <param name="zone">Whose days are meant.</param>
    public ListAudit.Query Query(string zone) =>
        new()
        {
            HearingId = HearingId,
            Who = Who,
            Action = Action,
            Hearing = Hearing,
            From = Day(From) is { } first ? Deadline.EndOf(first.AddDays(-1), zone) : null,
            Until = Day(Until) is { } last ? Deadline.EndOf(last, zone) : null,
            Cursor = Cursor,
        };

    private static DateOnly? Day(string? typed) => DateInput.Read(typed) is { Year: >= FirstYear and <= LastYear } day ? day : null;
}
