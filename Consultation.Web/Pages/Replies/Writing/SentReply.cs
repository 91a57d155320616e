using Consultation.Api;
using Microsoft.AspNetCore.Mvc;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>
/// Leads whoever has just sent or corrected a reply to its receipt. The receipt's address is its reference, which staff know too; what
/// lets the sender alone change the reply goes beside it, in a cookie for that one page, until the browser is closed.
/// </summary>
internal static class SentReply
{
    public const string Cookie = "kvittering";

    public static IActionResult Show(HttpResponse response, string reference, string editToken)
    {
        foreach (var language in Links.Languages)
        {
            response.Cookies.Append(
                Cookie,
                editToken,
                new CookieOptions
                {
                    Path = Links.Receipt(language, reference),
                    HttpOnly = true,
                    SameSite = SameSiteMode.Strict,
                    Secure = response.HttpContext.Request.IsHttps,
                    IsEssential = true,
                }
            );
        }
        response.Headers.Location = Links.Receipt(SitePage.Language, reference);
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
