using Consultation.Api.Features.Following;
using MediatR;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Following;

/// <summary>
/// Where a link in a letter to a follower leads. What opens mail on its own opens links too, so that nothing happens before a button is
/// pressed; and the address is the secret, so nobody else is told of it.
/// </summary>
internal abstract class FollowLinkPage(IMediator mediator) : SitePage
{
    protected IMediator Mediator { get; } = mediator;

    public GetFollowing.Result Following { get; private set; } = null!;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }

    protected async Task LoadAsync(string? token, string title)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex";
        NoIndex = true;
        Title = T(title);
        Following = await Mediator.Send(new GetFollowing.Query(token ?? ""));
        if (Following.Hearing is { } hearing)
            (HearingTitle, _, ContentLang) = TextOf(hearing);
    }
}
