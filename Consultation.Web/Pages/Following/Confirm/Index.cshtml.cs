using Consultation.Api;
using Consultation.Api.Features.Following;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Following.Confirm;

/// <summary>Says yes to letters about a hearing.</summary>
[IgnoreAntiforgeryToken] // the token is known to the letter's reader alone
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    public FollowLink Link { get; private set; } = null!;

    public async Task OnGetAsync(string? token)
    {
        Link = await FollowLink.Read(mediator, Response, token);
        (Title, NoIndex) = (T("follow.title"), true);
    }

    public async Task<IActionResult> OnPostAsync(string? token)
    {
        await mediator.Send(new ConfirmFollowing.Command(token ?? ""));
        Response.Headers.Location = Links.ConfirmFollowing(Language, token ?? "");
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
