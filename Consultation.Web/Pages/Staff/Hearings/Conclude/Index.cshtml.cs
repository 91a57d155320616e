using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.Conclude;

/// <summary>Ends a hearing for good, once those who replied have been told what became of it.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    public bool CanBeConcluded => !IsDraft && !HasEnded && Hearing.Outcome is not null;

    public Task OnGetAsync(long id) => LoadAsync(id, T("make.conclude"));

    public async Task<IActionResult> OnPostAsync(long id)
    {
        await OnGetAsync(id);
        return await TryAsync(() => Mediator.Send(new ConcludeHearing.Command(id))) ? SeeOther(Front + "?etter=avsluttet") : Page();
    }
}
