using Microsoft.AspNetCore.Antiforgery;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>
/// Whether a post comes from a form of ours. Browsers that tell where it comes from are believed, so that a form left open for days still
/// works; for the others the token decides.
/// </summary>
internal sealed class FormOrigin(IAntiforgery antiforgery)
{
    public async Task<bool> IsOurs(HttpContext http) =>
        (string?)http.Request.Headers["Sec-Fetch-Site"] switch
        {
            "same-origin" => true,
            null or "" => await antiforgery.IsRequestValidAsync(http),
            _ => false,
        };
}
