using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Errors.Show;

/// <summary>What a reader sees instead of a page that failed; the status is already set.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[IgnoreAntiforgeryToken]
internal sealed class IndexModel : SitePage
{
    public string Explanation { get; private set; } = "";

    public void OnGet(int status)
    {
        // Who asks for the error page itself has lost the way too.
        if (Response.StatusCode < 400)
            Response.StatusCode = StatusCodes.Status404NotFound;
        var known = Response.StatusCode switch
        {
            403 => 403,
            404 or 410 => 404,
            429 => 429,
            503 => 503,
            >= 500 => 500,
            _ => 400,
        };
        NoIndex = true;
        HearingsMark = null;
        Title = T($"error.{known}.title");
        Explanation = T($"error.{known}.text");
    }
}
