using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.Withdraw;

/// <summary>Takes a published hearing back, for good, with the reason that everybody reads.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    private static readonly (string, string)[] Inputs = [("reason", "begrunnelse"), ("sure", "sikker")];

    public string? Reason { get; private set; }

    public Task OnGetAsync(long id) => LoadAsync(id, T("make.withdraw"));

    public async Task<IActionResult> OnPostAsync(long id, string? begrunnelse, string? sikker)
    {
        await OnGetAsync(id);
        Reason = begrunnelse;
        if (sikker is null)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, Unsure(begrunnelse), Inputs);
            return Page();
        }
        var command = new WithdrawHearing.Command { HearingId = id, Reason = begrunnelse ?? "" };
        return await TryAsync(() => Mediator.Send(command), Inputs) ? SeeOther(Front + "?etter=trukket") : Page();
    }
}
