using Consultation.Api;
using Consultation.Api.Features.Annexes;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using Consultation.Web.Pages.Hearings.Show;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Previews.Show;

/// <summary>
/// A draft as the public will see it, for whoever holds the link. It is kept nowhere, told to no search engine and leaks by no link that
/// is followed from it; once the hearing is published it leads there.
/// </summary>
internal sealed class IndexModel(IMediator mediator, TimeProvider clock) : SitePage
{
    public HearingSheet Sheet { get; private set; } = null!;
    public DateTimeOffset EndsAt { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token)
    {
        Hide();
        NoIndex = true;
        HearingsMark = null;
        (var shown, EndsAt) = await mediator.Send(new OpenPreview.Query(token));
        if (shown.Hearing.PublishedAt <= clock.GetUtcNow())
            return Redirect(Links.Hearing(Language, shown.Hearing.Id, shown.Hearing.Slug));
        Sheet = new HearingSheet(shown, publicUrl: null, token);
        Title = T("make.preview_of", Excerpt.From(Sheet.Title, 80));
        Modules = ["deadline"];
        return Page();
    }

    /// <summary>A file of the draft.</summary>
    public async Task<IActionResult> OnGetFileAsync(string token, [FromQuery(Name = "vedlegg")] long annex)
    {
        Hide();
        return new AnswerResult(await AnnexFile.OpenPreview(HttpContext, token, annex));
    }

    private void Hide()
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
