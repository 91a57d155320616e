using Consultation.Api.Features.Following;
using MediatR;

namespace Consultation.Web.Pages.Following;

/// <summary>
/// What a link in a letter to a follower is about. What opens mail on its own opens links too, so that nothing happens before a button is
/// pressed; and the address is the secret, so nobody else is told of it.
/// </summary>
internal sealed record FollowLink(GetFollowing.Result Following, string HearingTitle, string? ContentLang)
{
    public static async Task<FollowLink> Read(IMediator mediator, HttpResponse response, string? token)
    {
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex";
        var following = await mediator.Send(new GetFollowing.Query(token ?? ""));
        var (title, _, lang) = following.Hearing is { } hearing ? SitePage.TextOf(hearing) : ("", "", null);
        return new(following, title, lang);
    }
}
