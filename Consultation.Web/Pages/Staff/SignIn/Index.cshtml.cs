using System.Globalization;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.SignIn;

/// <summary>
/// Address and password, then the code where there is a second step. A form whose session had ended is carried along and offered to be
/// sent on.
/// </summary>
[Public]
internal sealed class IndexModel(IMediator mediator, StaffSessions sessions, SignInThrottle throttle) : StaffPage
{
    private static readonly (string, string)[] Inputs = [("email", "epost"), ("password", "passord"), ("code", "kode")];

    public string Email { get; private set; } = "";

    /// <summary>Where to go on; checked when it is used.</summary>
    public string? Return { get; private set; }
    public KeptForm? Kept { get; private set; }

    /// <summary>The password was right, the code is still to come.</summary>
    public bool AsksForCode { get; private set; }

    /// <summary>Signed in, and the carried form is ready to be sent.</summary>
    public bool IsReadyToSend { get; private set; }
    public string? Notice { get; private set; }

    public IActionResult OnGet(string? til, string? etter)
    {
        Title = T("staff.sign_in");
        Return = til;
        Kept = KeptForm.Of(HttpContext);
        AsksForCode = Session is { AwaitsCode: true };
        if (Session is { AwaitsCode: false } && Kept is null)
            return Redirect(StaffReturn.Or(til, Session.Language));
        Notice = etter switch
        {
            "ut" => T("staff.signed_out"),
            "passord" => T("staff.password_set"),
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Title = T("staff.sign_in");
        var form = await Request.ReadFormAsync();
        Return = form["til"];
        Kept = KeptForm.Carried(form);
        Email = (string?)form["epost"] ?? "";
        return form.ContainsKey("kode")
            ? await CodeAsync((string?)form["kode"] ?? "")
            : await PasswordAsync((string?)form["passord"] ?? "");
    }

    private async Task<IActionResult> PasswordAsync(string password)
    {
        if (string.IsNullOrWhiteSpace(Email) || password.Length == 0)
        {
            var missing = new List<StaffError>();
            if (string.IsNullOrWhiteSpace(Email))
                missing.Add(new("epost", T("staff.error.email")));
            if (password.Length == 0)
                missing.Add(new("passord", T("staff.error.password")));
            Refuse(StatusCodes.Status422UnprocessableEntity, missing, Inputs);
            return Page();
        }
        if (MustWait(Email))
            return Page();
        OpenSession.Result? opened = null;
        var done = await TryAsync(
            async () =>
            {
                var proof = await mediator.Send(new CheckPassword.Query { Email = Email, Password = password });
                opened = await mediator.Send(new OpenSession.Command(proof));
            },
            Inputs
        );
        if (!done)
            return Page();
        throttle.Succeeded(Email, HttpContext.Connection.RemoteIpAddress);
        StaffCookie.Write(HttpContext, opened!.Token);
        if (!opened.AwaitsCode)
            return await GoOnAsync(opened.Token);
        AsksForCode = true;
        return Kept is null ? SeeOther(StaffReturn.SignIn(Language, StaffReturn.Or(Return, Language))) : Page();
    }

    private async Task<IActionResult> CodeAsync(string code)
    {
        if (StaffCookie.Read(Request) is not { } token || Session is not { AwaitsCode: true } session)
        {
            Refuse(StatusCodes.Status409Conflict, [new StaffError(null, Consultation.Api.Texts.Messages.Of(Refusals.SignInExpired()))]);
            return Page();
        }
        AsksForCode = true;
        var account = session.UserId.ToString(CultureInfo.InvariantCulture);
        if (MustWait(account))
            return Page();
        PassSecondStep.Result? passed = null;
        if (!await TryAsync(async () => passed = await mediator.Send(new PassSecondStep.Command { Token = token, Code = code }), Inputs))
            return Page();
        throttle.Succeeded(account, HttpContext.Connection.RemoteIpAddress);
        StaffCookie.Write(HttpContext, passed!.Token);
        return await GoOnAsync(passed.Token);
    }

    private async Task<IActionResult> GoOnAsync(string token)
    {
        if (await sessions.Find(token) is not { } session)
        {
            StaffCookie.Remove(HttpContext);
            Refuse(StatusCodes.Status403Forbidden, [new StaffError(null, T("staff.error.no_role"))]);
            return Page();
        }
        if (Kept is null)
            return SeeOther(StaffReturn.Or(Return, session.Language));
        (AsksForCode, IsReadyToSend) = (false, true);
        Title = T("staff.kept_title");
        return Page();
    }

    private bool MustWait(string account)
    {
        if (throttle.Begin(account, HttpContext.Connection.RemoteIpAddress) is not { } wait)
            return false;
        Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var error = new StaffError(null, Count("staff.error.wait", (long)Math.Ceiling(wait.TotalMinutes)));
        Refuse(StatusCodes.Status429TooManyRequests, [error]);
        return true;
    }
}
