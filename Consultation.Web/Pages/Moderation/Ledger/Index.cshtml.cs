using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Moderation.Ledger;

/// <summary>How many replies are redacted or withheld, and why.</summary>
[Kept(KeptWith.Hearing)]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    public HearingView Hearing { get; private set; } = null!;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }
    public IReadOnlyList<GetModerationLedger.Line> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id, string slug)
    {
        (Hearing, Lines) = await mediator.Send(new ShowLedger.Query(id));
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Ledger(Language, id, Hearing.Slug));

        (HearingTitle, _, ContentLang) = TextOf(Hearing);
        Title = T("ledger.title");
        return Page();
    }
}
