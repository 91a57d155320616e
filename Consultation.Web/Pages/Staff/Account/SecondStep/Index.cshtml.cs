using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Web.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Account.SecondStep;

/// <summary>Setting up one's second step, seeing the recovery codes this once, and turning it off.</summary>
[Requires(Permission.ManageOwnAccount)]
[BeforeSecondStep]
internal sealed class IndexModel(IMediator mediator, SignInThrottle throttle) : StaffPage
{
    private static readonly (string, string)[] Inputs = [("code", "kode"), ("password", "passord")];

    /// <summary>What the app is to learn; null when it is set up.</summary>
    public BeginTotp.Result? Secret { get; private set; }
    public GetOwnAccount.Result Account { get; private set; } = null!;

    /// <summary>Shown this once, right after the second step was turned on.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(string? kode)
    {
        Title = T("account.second_step");
        if (!MustWait() && await TryAsync(async () => Codes = await mediator.Send(new ConfirmTotp.Command { Code = kode ?? "" }), Inputs))
            Succeeded();
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostOffAsync(string? passord)
    {
        await LoadAsync();
        var done =
            !MustWait()
            && await TryAsync(
                async () =>
                {
                    var proof = await mediator.Send(new CheckPassword.Query { Email = Account.Email, Password = passord ?? "" });
                    await mediator.Send(new RemoveTotp.Command(proof));
                },
                Inputs
            );
        if (!done)
            return Page();
        Succeeded();
        return SeeOther(StaffLinks.AccountSecondStep(Language));
    }

    private async Task LoadAsync()
    {
        if (Title.Length == 0)
            Title = T("account.second_step");
        Account = await mediator.Send(new GetOwnAccount.Query());
        if (Account.TotpSince is null)
            Secret = await mediator.Send(new BeginTotp.Command());
    }

    private string Key => Session!.UserId.ToString(CultureInfo.InvariantCulture);

    private void Succeeded() => throttle.Succeeded(Key, HttpContext.Connection.RemoteIpAddress);

    private bool MustWait()
    {
        if (throttle.Begin(Key, HttpContext.Connection.RemoteIpAddress) is not { } wait)
            return false;
        var error = new StaffError(null, Count("staff.error.wait", (long)Math.Ceiling(wait.TotalMinutes)));
        Refuse(StatusCodes.Status429TooManyRequests, [error]);
        return true;
    }
}
