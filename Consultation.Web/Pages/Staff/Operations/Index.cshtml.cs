using Consultation.Api;
using Consultation.Api.Features.Evening;
using Consultation.Api.Features.Operations;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Operations;

/// <summary>How the program itself is doing, for whoever runs it.</summary>
[Requires(Permission.Operate)]
internal sealed class IndexModel(IMediator mediator, TimeProvider clock, Settings settings) : StaffPage
{
    public GetOperations.Result Facts { get; private set; } = null!;
    public string Zone => settings.TimeZone;
    public string? Notice { get; private set; }
    public GetEvening.Result Evening { get; private set; } = null!;

    /// <summary>What the mode for the last evening is put back to; null where it has not just been switched.</summary>
    public EveningSwitch? Undo { get; private set; }
    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "etter")] string? after)
    {
        await LoadAsync();
        Notice = after switch
        {
            "igjen" => T("review.operations.retried"),
            "kveld" => T(Evening.Switch == EveningSwitch.On ? "review.evening.turned_on" : "review.evening.turned_off"),
            _ => null,
        };
        Undo =
            after != "kveld" ? null
            : Evening.Switch == EveningSwitch.On ? EveningSwitch.Off
            : EveningSwitch.On;
    }

    /// <summary>«Kveld»: the mode for the last evening.</summary>
    public async Task<IActionResult> OnPostEveningAsync([FromForm(Name = "kveld")] EveningSwitch evening)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        await LoadAsync();
        return await TryAsync(() => mediator.Send(new SetEvening.Command(evening)))
            ? SeeOther(ReplyStaffLinks.Operations(Language) + "?etter=kveld")
            : Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "arbeid")] long work)
    {
        await LoadAsync();
        return await TryAsync(() => mediator.Send(new RetryWork.Command(work)))
            ? SeeOther(ReplyStaffLinks.Operations(Language) + "?etter=igjen")
            : Page();
    }

    /// <summary>«3 minutter», «2 timer», «5 dager»: how long something has waited.</summary>
    public string Age(DateTimeOffset since)
    {
        var age = Now - since;
        return age switch
        {
            { TotalMinutes: < 1 } => T("review.age.now"),
            { TotalHours: < 1 } => Count("review.age.minutes", (long)age.TotalMinutes),
            { TotalDays: < 1 } => Count("review.age.hours", (long)age.TotalHours),
            _ => Count("review.age.days", (long)age.TotalDays),
        };
    }

    /// <summary>«412 MB», «1,7 GB»</summary>
    public static string Size(long bytes)
    {
        var (number, unit) =
            bytes >= 1L << 30 ? (bytes / (double)(1L << 30), "GB")
            : bytes >= 1 << 20 ? (bytes / (double)(1 << 20), "MB")
            : (bytes / 1024d, "kB");
        return $"{number.ToString(number < 10 ? "0.#" : "0", System.Globalization.CultureInfo.CurrentCulture)}\u00A0{unit}";
    }

    private async Task LoadAsync()
    {
        Title = T("staff.menu.Operations");
        Section = StaffSection.Operations;
        Now = clock.GetUtcNow();
        Facts = await mediator.Send(new GetOperations.Query());
        Evening = await mediator.Send(new GetEvening.Query());
        Modules = ["submit-once"];
    }
}
