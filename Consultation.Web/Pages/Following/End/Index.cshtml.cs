using Consultation.Api.Features.Following;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Following.End;

/// <summary>Ends letters about a hearing: by the button, or by the reader's mail program (RFC 8058), which posts here without looking.</summary>
[IgnoreAntiforgeryToken] // the token is known to the letter's reader alone
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    public FollowLink Link { get; private set; } = null!;

    public Task OnGetAsync(string? token) => ReadAsync(token);

    public async Task<IActionResult> OnPostAsync(string? token)
    {
        await mediator.Send(new EndFollowing.Command(token ?? ""));
        await ReadAsync(token);
        return Page();
    }

    private async Task ReadAsync(string? token)
    {
        Link = await FollowLink.Read(mediator, Response, token);
        (Title, NoIndex) = (T(Link.Following.Hearing is null ? "follow.ended" : "follow.end"), true);
    }
}
