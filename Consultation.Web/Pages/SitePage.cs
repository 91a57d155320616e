using System.Globalization;
using System.Reflection;
using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Http;
using Consultation.Web.Startup;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Consultation.Web.Pages;

/// <summary>What the layout needs of every page.</summary>
internal abstract class SitePage : PageModel
{
    /// <summary>Of the browser's tab, without the site's name.</summary>
    public string Title { get; protected set; } = "";

    public string? Description { get; protected set; }

    /// <summary>Kept out of search engines.</summary>
    public bool NoIndex { get; protected set; }

    /// <summary>The small modules that the page gets better with, named as under wwwroot/js.</summary>
    public IReadOnlyList<string> Modules { get; protected set; } = [];

    /// <summary>What can be followed with a feed reader from this page, beside the site's own feeds: address and name.</summary>
    public (string Address, string Name)? Feed { get; protected set; }

    /// <summary>How the masthead marks «Høringer»: the page itself, a page within (the default), or null for elsewhere.</summary>
    public string? HearingsMark { get; protected set; } = "true";

    /// <summary>The reader's language: nb, nn or en.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>This same page in another language.</summary>
    public string In(string language) =>
        Links.Prefix(language) + ErrorPages.PathOf(HttpContext).ToUriComponent() + (HttpMethods.IsGet(Request.Method) ? Query() : "");

    /// <summary>A page that is kept repeats nothing of its address but what it follows from.</summary>
    private QueryString Query()
    {
        if (GetType().GetCustomAttribute<KeptAttribute>()?.VariesBy is not { } keys)
            return Request.QueryString;
        return QueryString.Create(
            keys.Where(key => Request.Query[key].Any(value => !string.IsNullOrEmpty(value)))
                .Select(key => KeyValuePair.Create(key, Request.Query[key]))
        );
    }

    /// <summary>The <c>lang</c> attribute of content, null where it is the page's own language.</summary>
    public static string? LangOf(string content) => string.Equals(content, Language, StringComparison.Ordinal) ? null : content;

    /// <summary>Title and summary as the reader reads them: translated where the hearing is.</summary>
    public static (string Title, string Summary, string? Lang) TextOf(HearingView hearing) =>
        hearing.Translations.GetValueOrDefault(Language) is { } translated
            ? (translated.Title, translated.Summary, null)
            : (hearing.Title, hearing.Summary, LangOf(hearing.Language));
}
