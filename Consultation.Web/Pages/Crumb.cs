using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages;

/// <summary>A step of the way to a page.</summary>
/// <param name="Language">Of the text, null where it is the page's.</param>
internal sealed record Crumb(string Address, string Text, string? Language = null)
{
    /// <summary>The front page and the hearing, which the way to every page below it begins with.</summary>
    public static Crumb[] To(HearingView hearing, params Crumb[] below)
    {
        var (title, _, language) = SitePage.TextOf(hearing);
        return
        [
            new(Links.Front(SitePage.Language), T("nav.hearings")),
            new(Links.Hearing(SitePage.Language, hearing.Id, hearing.Slug), Excerpt.From(title, 60), language),
            .. below,
        ];
    }
}
