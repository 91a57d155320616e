using System.Globalization;
using Consultation.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Errors.Show;

/// <summary>What a reader sees instead of a page that failed; the status is already set.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[IgnoreAntiforgeryToken]
internal sealed class IndexModel : SitePage
{
    public string Explanation { get; private set; } = "";

    /// <summary>The same list without the words that were looked for, while search is closed; null else.</summary>
    public string? WithoutSearch { get; private set; }

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
        var text = ErrorPages.IsClosed(HttpContext) ? "search_closed" : known.ToString(CultureInfo.InvariantCulture);
        Title = T($"error.{text}.title");
        Explanation = T($"error.{text}.text");
        WithoutSearch = ErrorPages.IsClosed(HttpContext) ? $"{Request.PathBase}{ErrorPages.PathOf(HttpContext)}{Narrowed()}" : null;
    }

    /// <summary>The reader's other choices; the order and the place in the list were the search's own.</summary>
    private QueryString Narrowed() =>
        QueryString.Create(Request.Query.Where(choice => !OfSearch.Contains(choice.Key, StringComparer.OrdinalIgnoreCase)));

    private static readonly string[] OfSearch = ["q", "sort", "cursor", "before"];
}
