using Consultation.Api;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.First;

/// <summary>The first administrator lets herself in by the link that was printed at start.</summary>
[Public]
internal sealed class IndexModel(IMediator mediator) : StaffPage
{
    private static readonly (string, string)[] Inputs = [("name", "navn"), ("email", "epost"), ("password", "passord"), ("", "passord2")];

    public string? Name { get; private set; }
    public string? Email { get; private set; }

    /// <summary>The link is used, too old, or none of ours.</summary>
    public bool IsGone { get; private set; }

    public async Task OnGetAsync(string token)
    {
        Title = T("staff.first_title");
        await LookAsync(token);
    }

    public async Task<IActionResult> OnPostAsync(string token, string? navn, string? epost, string? passord, string? passord2)
    {
        Title = T("staff.first_title");
        (Name, Email) = (navn, epost);
        if (passord != passord2)
        {
            await LookAsync(token);
            if (!IsGone)
                Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("passord2", T("staff.error.repeat"))], Inputs);
            return Page();
        }
        var command = new CreateFirstAdministrator.Command
        {
            Token = token,
            Name = navn ?? "",
            Email = epost ?? "",
            Password = passord ?? "",
            Language = Language,
        };
        CreateFirstAdministrator.Result? made = null;
        if (!await TryAsync(async () => made = await mediator.Send(command), Inputs))
        {
            await LookAsync(token);
            return Page();
        }
        StaffCookie.Write(HttpContext, made!.SessionToken);
        return SeeOther(StaffLinks.Front(Language));
    }

    private async Task LookAsync(string token)
    {
        try
        {
            IsGone = (await mediator.Send(new GetLink.Query(token))).Purpose != LinkPurpose.FirstAdministrator;
        }
        catch (Refusal)
        {
            IsGone = true;
        }
        if (IsGone)
        {
            (Title, Errors) = (T("staff.link_gone_title"), []);
            Response.StatusCode = StatusCodes.Status410Gone;
        }
    }
}
