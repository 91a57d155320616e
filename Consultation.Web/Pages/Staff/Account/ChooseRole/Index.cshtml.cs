using Consultation.Api;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Account.ChooseRole;

/// <summary>Who works for several bodies says for which now.</summary>
[Requires(Permission.ManageOwnAccount)]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    public void OnGet() => Title = T("account.choose_role");

    public async Task<IActionResult> OnPostAsync(long rolle)
    {
        Title = T("account.choose_role");
        await mediator.Send(new Consultation.Api.Features.Accounts.ChooseRole.Command(rolle));
        return SeeOther(StaffLinks.Front(Language));
    }
}
