using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
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
    public HearingView Hearing { get; private set; } = null!;
    public string HearingTitle { get; private set; } = "";
    public string Summary { get; private set; } = "";

    /// <summary>Language of title and summary, null where it is the page's.</summary>
    public string? ContentLang { get; private set; }
    public IReadOnlyList<(DocumentView Document, Proof Proof)> Documents { get; private set; } = [];
    public ContactForm Contact { get; private set; } = null!;
    public RoundView? Round { get; private set; }
    public DateTimeOffset EndsAt { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token)
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        NoIndex = true;
        HearingsMark = null;
        (Hearing, EndsAt) = await mediator.Send(new OpenPreview.Query(token));
        if (Hearing.PublishedAt <= clock.GetUtcNow())
            return Redirect(Links.Hearing(Language, Hearing.Id, Hearing.Slug));
        (HearingTitle, Summary, ContentLang) = TextOf(Hearing);
        Title = T("make.preview_of", Excerpt.From(HearingTitle, 80));
        Documents = [.. (Hearing.Documents ?? []).Select(document => (document, Proof.Of(document.Paragraphs, LangOf(document.Language))))];
        Contact = ContactForm.Of(Hearing.Contact);
        Round = Hearing.Rounds.Count > 0 ? Hearing.Rounds[0] : null;
        return Page();
    }
}
