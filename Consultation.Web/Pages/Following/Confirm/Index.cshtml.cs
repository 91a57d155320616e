using Consultation.Api;
using Consultation.Api.Features.Following;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Consultation.Web.Pages.Following.Confirm;

/// <summary>Says yes to letters about a hearing.</summary>
[IgnoreAntiforgeryToken] // the token is known to the letter's reader alone
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(IMediator mediator) : FollowLinkPage(mediator)
{
    public Task OnGetAsync(string? token) => LoadAsync(token, "follow.title");

    public async Task<IActionResult> OnPostAsync(string? token)
    {
        await Mediator.Send(new ConfirmFollowing.Command(token ?? ""));
        Response.Headers.Location = Links.ConfirmFollowing(Language, token ?? "");
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
