using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.CloseRound;

/// <summary>Ends a round before its deadline, with the reason that everybody reads. It is asked once more whether that is meant.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    private static readonly (string, string)[] Inputs = [("reason", "begrunnelse"), ("sure", "sikker")];

    public RoundView Round { get; private set; } = null!;
    public string? Reason { get; private set; }
    public bool CanBeClosed => !IsDraft && !HasEnded && Round.Status == RoundStatus.Open;

    public async Task OnGetAsync(long id, int round)
    {
        await LoadAsync(id, T("make.close"));
        Round = RoundOf(round);
    }

    public async Task<IActionResult> OnPostAsync(long id, int round, string? begrunnelse, string? sikker)
    {
        await OnGetAsync(id, round);
        Reason = begrunnelse;
        if (sikker is null)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, Unsure(begrunnelse), Inputs);
            return Page();
        }
        var command = new Consultation.Api.Features.Hearings.CloseRound.Command
        {
            HearingId = id,
            Round = round,
            Reason = begrunnelse ?? "",
        };
        return await TryAsync(() => Mediator.Send(command), Inputs) ? SeeOther(Front + "?etter=stengt") : Page();
    }
}
