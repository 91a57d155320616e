using Consultation.Api.Features.Following;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Consultation.Web.Pages.Following.End;

/// <summary>Ends letters about a hearing: by the button, or by the reader's mail program (RFC 8058), which posts here without looking.</summary>
[IgnoreAntiforgeryToken] // the token is known to the letter's reader alone
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(IMediator mediator) : FollowLinkPage(mediator)
{
    public Task OnGetAsync(string? token) => LoadAsync(token, "follow.end");

    public async Task<IActionResult> OnPostAsync(string? token)
    {
        await Mediator.Send(new EndFollowing.Command(token ?? ""));
        await LoadAsync(token, "follow.ended");
        return Page();
    }
}
