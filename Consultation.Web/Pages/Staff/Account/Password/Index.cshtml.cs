using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Account.Password;

/// <summary>A new password for oneself.</summary>
[Requires(Permission.ManageOwnAccount)]
internal sealed class IndexModel(IMediator mediator, SignInThrottle throttle) : StaffPage
{
    public string Email { get; private set; } = "";

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(string? passord, string? nyttpassord, string? nyttpassord2)
    {
        await LoadAsync();
        (string, string)[] old = [("password", "passord")];
        (string, string)[] next = [("password", "nyttpassord"), ("", "nyttpassord2")];
        if (nyttpassord != nyttpassord2)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("nyttpassord2", T("staff.error.repeat"))], next);
            return Page();
        }
        var own = Session!.UserId.ToString(CultureInfo.InvariantCulture);
        if (throttle.Begin(own, HttpContext.Connection.RemoteIpAddress) is { } wait)
        {
            Refuse(
                StatusCodes.Status429TooManyRequests,
                [new StaffError(null, Count("staff.error.wait", (long)Math.Ceiling(wait.TotalMinutes)))]
            );
            return Page();
        }
        PasswordProof? proof = null;
        if (
            !await TryAsync(
                async () => proof = await mediator.Send(new CheckPassword.Query { Email = Email, Password = passord ?? "" }),
                old
            )
        )
        {
            if (Errors is [{ Input: null }])
                Errors = [new StaffError("passord", T("account.old_password_wrong"))];
            return Page();
        }
        throttle.Succeeded(own, HttpContext.Connection.RemoteIpAddress);
        var command = new ChangePassword.Command(proof!) { Password = nyttpassord ?? "" };
        if (!await TryAsync(() => mediator.Send(command), next))
            return Page();
        return SeeOther(StaffLinks.Account(Language) + "?etter=passord");
    }

    private async Task LoadAsync()
    {
        Title = T("account.change_password");
        Email = (await mediator.Send(new GetOwnAccount.Query())).Email;
    }
}
