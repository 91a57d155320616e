using System.Globalization;
using Consultation.Api;

namespace Consultation.Web.Startup;

/// <summary>
/// The language of a page stands first in its address: <c>/nn/…</c> and <c>/en/…</c>; no prefix is bokmål. The prefix moves to the
/// path base, so pages are routed the same in every language, and the culture follows it. Runs before routing.
/// </summary>
internal sealed class LanguagePrefix(RequestDelegate next)
{
    private static readonly Dictionary<string, CultureInfo> Cultures = new(StringComparer.Ordinal)
    {
        ["nb"] = CultureInfo.GetCultureInfo("nb-NO"),
        ["nn"] = CultureInfo.GetCultureInfo("nn-NO"),
        ["en"] = CultureInfo.GetCultureInfo("en-GB"),
    };

    public Task InvokeAsync(HttpContext context)
    {
        if (!SiteArea.IsPages(context.Request.Path))
            return next(context);

        var language = "nb";
        foreach (var candidate in Links.Languages)
        {
            var prefix = Links.Prefix(candidate);
            if (prefix.Length > 0 && context.Request.Path.StartsWithSegments(prefix, StringComparison.Ordinal, out var rest))
            {
                language = candidate;
                context.Request.PathBase = context.Request.PathBase.Add(prefix);
                context.Request.Path = rest.HasValue ? rest : "/";
                break;
            }
        }

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Cultures[language];
        return next(context);
    }
}
