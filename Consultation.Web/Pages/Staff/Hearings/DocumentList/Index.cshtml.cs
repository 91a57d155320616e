using Consultation.Api;
using Consultation.Api.Features.Documents;
using Consultation.Api.Pipeline;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.DocumentList;

/// <summary>The hearing's documents, in the order in which they are read.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    public Task OnGetAsync(long id) => LoadAsync(id, T("make.part.documents"));

    public async Task<IActionResult> OnPostMoveAsync(long id, long dokument, bool opp)
    {
        await OnGetAsync(id);
        return await TryAsync(() => Mediator.Send(new MoveDocument.Command(id, dokument, opp)))
            ? SeeOther(StaffLinks.Hearing(Language, id, "documents") + "?etter=flyttet")
            : Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(long id, long dokument)
    {
        await OnGetAsync(id);
        return await TryAsync(() => Mediator.Send(new RemoveDocument.Command(id, dokument)))
            ? SeeOther(StaffLinks.Hearing(Language, id, "documents") + "?etter=fjernet")
            : Page();
    }
}
