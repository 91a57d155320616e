using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Forgotten;

/// <summary>Asks for a link to choose a new password. What is answered does not tell whether there is such an account.</summary>
[Public]
internal sealed class IndexModel(IMediator mediator, SignInThrottle throttle) : StaffPage
{
    public string? Email { get; private set; }
    public bool IsSent { get; private set; }

    public void OnGet() => Title = T("account.forgotten");

    public async Task<IActionResult> OnPostAsync(string? epost)
    {
        Title = T("account.forgotten");
        Email = epost;
        // Apart from sign-in's own counts, so that who has tried too often can still ask.
        if (throttle.Begin("reset " + epost, HttpContext.Connection.RemoteIpAddress) is { } wait)
        {
            Refuse(
                StatusCodes.Status429TooManyRequests,
                [new StaffError(null, Count("staff.error.wait", (long)Math.Ceiling(wait.TotalMinutes)))]
            );
            return Page();
        }
        IsSent = await TryAsync(() => mediator.Send(new RequestReset.Command(epost ?? "")), ("email", "epost"));
        return Page();
    }
}
