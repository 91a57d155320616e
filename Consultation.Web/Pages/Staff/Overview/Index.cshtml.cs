using Consultation.Api;
using Consultation.Api.Features.Overview;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Overview;

/// <summary>What waits for whoever has signed in.</summary>
[Requires(Permission.ReadUnpublished)]
internal sealed class IndexModel(IMediator mediator, TimeProvider clock, Settings settings) : StaffPage
{
    public GetOverview.Result Overview { get; private set; } = null!;
    public string Greeting { get; private set; } = "";
    public string Today { get; private set; } = "";
    public int OpenHearings => Overview.Hearings.Count(hearing => hearing.Status == HearingStatus.Open);

    /// <summary>Working days that the oldest reply in review has waited.</summary>
    public int Waited { get; private set; }
    public bool IsOverdue => Waited > settings.ReviewDays;
    public string WaitedText =>
        Waited == 0
            ? T("staff.waited_new")
            : T(IsOverdue ? "staff.waited_long" : "staff.waited", Count("staff.workdays", Waited), settings.ReviewDays);

    /// <summary>«17 av 38»</summary>
    public static string InvitedText(GetOverview.Hearing hearing) =>
        T("staff.of_invited", Wording.Number(hearing.Replied), Wording.Number(hearing.Invited));

    public async Task OnGetAsync()
    {
        Title = T("staff.menu.Overview");
        Section = StaffSection.Overview;
        Overview = await mediator.Send(new GetOverview.Query());
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
        if (Overview.Oldest is { } oldest)
            Waited = ReviewRules.WorkdaysWaited(oldest.ReceivedAt, now, zone);
        Today = Wording.Day(now, settings.TimeZone);
        Greeting = T(
            now.Hour switch
            {
                >= 5 and < 10 => "staff.morning",
                >= 10 and < 18 => "staff.day",
                _ => "staff.evening",
            },
            Session!.Name.Split(' ')[0]
        );
    }
}
