using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Http;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Hearings.Show;

/// <summary>A hearing: deadline, where the case is, its documents, what has changed, the latest replies.</summary>
[Kept(KeptWith.Hearing)]
internal sealed class IndexModel(IMediator mediator, Settings settings) : SitePage
{
    public HearingSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, string? slug)
    {
        var shown = await mediator.Send(new ShowHearing.Query(id));
        if (!string.Equals(slug, shown.Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Hearing(Language, id, shown.Hearing.Slug));

        Sheet = new HearingSheet(shown, settings.PublicUrl);
        Title = Sheet.Title;
        Description = Sheet.Round is { } round
            ? T("hearing.description", Excerpt.From(Sheet.Summary, 200), Wording.DeadlineDate(round.ClosesAt, round.TimeZone))
            : Sheet.Summary;
        Modules = shown.Hearing.TakesReplies() ? ["deadline", "share", "paragraph-comments"] : ["deadline", "share"];
        Feed = (FormattableString.Invariant($"/hearings/{id}/feed.atom"), T("feeds.replies"));
        return Page();
    }
}
