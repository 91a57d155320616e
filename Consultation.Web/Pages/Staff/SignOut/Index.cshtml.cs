using Consultation.Api;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Web.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Consultation.Web.Pages.Staff.SignOut;

/// <summary>Signs out when it is posted to; a link to it does nothing.</summary>
[Public]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    public IActionResult OnGet() => Redirect(StaffLinks.Front(Language));

    public async Task<IActionResult> OnPostAsync()
    {
        if (StaffCookie.Read(Request) is { } token)
            await mediator.Send(new CloseSession.Command(token));
        StaffCookie.Remove(HttpContext);
        return SeeOther(StaffLinks.SignIn(Language) + "?etter=ut");
    }
}
