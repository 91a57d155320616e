using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.ExtendRound;

/// <summary>A later deadline, with the reason that everybody reads.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    private static readonly (string, string)[] Inputs = [("closesAt", "frist"), ("closesOn", "frist"), ("reason", "begrunnelse")];

    public RoundView Round { get; private set; } = null!;
    public string? LastDay { get; private set; }
    public string? Reason { get; private set; }
    public DeadlineHelp? Help { get; private set; }
    public bool CanBeExtended => !IsDraft && !HasEnded && Hearing.Outcome is null;

    public async Task OnGetAsync(long id, int round)
    {
        await FindAsync(id, round);
        LastDay = RoundForm.Of(Round).LastDay;
    }

    public async Task<IActionResult> OnPostHelpAsync(long id, int round, string? frist, string? begrunnelse)
    {
        await FindAsync(id, round);
        Take(frist, begrunnelse);
        return WantsPart ? Partial("_DeadlineHelp", Help) : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, int round, string? frist, string? begrunnelse)
    {
        await FindAsync(id, round);
        Take(frist, begrunnelse);
        if (DateInput.Read(frist) is not { } last)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new("frist", T("make.error.date"))], Inputs);
            return Page();
        }
        var command = new Consultation.Api.Features.Hearings.ExtendRound.Command
        {
            HearingId = id,
            Round = round,
            ClosesOn = last,
            Reason = begrunnelse ?? "",
        };
        return await TryAsync(() => Mediator.Send(command), Inputs) ? SeeOther(Front + "?etter=utsatt") : Page();
    }

    private void Take(string? lastDay, string? reason)
    {
        (LastDay, Reason) = (lastDay, reason);
        Help = DeadlineHelp.Of(
            Hearing.Kind,
            DateInput.DayOf(Hearing.PublishedAt > Round.OpensAt ? Hearing.PublishedAt.Value : Round.OpensAt, Round.TimeZone),
            DateInput.Read(lastDay),
            Round.TimeZone,
            Own.LeastDays
        );
    }

    private async Task FindAsync(long id, int round)
    {
        await LoadAsync(id, T("make.extend"));
        Round = RoundOf(round);
        Modules = ["live"];
    }
}
