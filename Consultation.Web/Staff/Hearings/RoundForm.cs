using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Web.Staff.Hearings;

/// <summary>A round as it stands in the form: days, as people set deadlines.</summary>
internal sealed record RoundForm(string? Opens, string? LastDay, bool TakesLate, string? Reason)
{
    public static readonly (string, string)[] Inputs =
    [
        ("opensAt", "apner"),
        ("closesAt", "frist"),
        ("closesOn", "frist"),
        ("shortDeadlineReason", "begrunnelse"),
    ];

    public DateOnly? OpensDay => DateInput.Read(Opens);

    public DateOnly? Last => DateInput.Read(LastDay);

    public static RoundForm Of(RoundView round) =>
        new(
            DateInput.Of(DateInput.DayOf(round.OpensAt, round.TimeZone)),
            DateInput.Of(DateInput.DayOf(round.ClosesAt.AddTicks(-1), round.TimeZone)),
            round.LateReplies == LateReplies.Accept,
            round.ShortDeadlineReason
        );

    public static RoundForm Read(IFormCollection form) => new(form["apner"], form["frist"], form.ContainsKey("sene"), form["begrunnelse"]);

    /// <summary>The instant at which the local day begins.</summary>
    public static DateTimeOffset Begin(DateOnly day, string zone) => Deadline.EndOf(day.AddDays(-1), zone);
}
