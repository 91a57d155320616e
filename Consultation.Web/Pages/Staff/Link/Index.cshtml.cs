using Consultation.Api;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Link;

/// <summary>Where an invitation and a link for a forgotten password lead: choosing a password.</summary>
[Public]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    private static readonly (string, string)[] Inputs = [("password", "passord"), ("", "passord2")];

    /// <summary>Null when the link is used, too old, or none of ours.</summary>
    public GetLink.Result? Found { get; private set; }
    public bool IsInvitation => Found?.Purpose == LinkPurpose.Invitation;

    public Task OnGetAsync(string token) => LookAsync(token);

    public async Task<IActionResult> OnPostAsync(string token, string? passord, string? passord2)
    {
        await LookAsync(token);
        if (Found is null)
            return Page();
        if (passord != passord2)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("passord2", T("staff.error.repeat"))], Inputs);
            return Page();
        }
        var command = new SetPassword.Command { Token = token, Password = passord ?? "" };
        if (!await TryAsync(() => mediator.Send(command), Inputs))
            return Page();
        // Whoever was signed in here, it was not with this password.
        StaffCookie.Remove(HttpContext);
        return SeeOther(StaffLinks.SignIn(Language) + "?etter=passord");
    }

    private async Task LookAsync(string token)
    {
        try
        {
            Found = await mediator.Send(new GetLink.Query(token));
            if (Found.Purpose == LinkPurpose.FirstAdministrator)
                Found = null;
        }
        catch (Refusal)
        {
            Found = null;
        }
        Title = Found is null ? T("staff.link_gone_title") : T("account.choose_password");
        if (Found is null)
            Response.StatusCode = StatusCodes.Status410Gone;
    }
}
