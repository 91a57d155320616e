using Consultation.Api;
using Consultation.Api.Features.Campaigns;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Campaigns.Show;

/// <summary>Replies that are alike: the text they have in common, and everybody who has sent it.</summary>
[Kept(KeptWith.Hearing, "cursor")]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    /// <summary>UTF-16 units of the common text; the rest stands with the reply itself.</summary>
    public const int MostText = 20_000;

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public ShowCampaign.Result Shown { get; private set; } = null!;
    public HearingView Hearing => Shown.Hearing;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }
    public string Heading { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(long id, string slug, int campaign)
    {
        Shown = await mediator.Send(new ShowCampaign.Query(id, campaign, string.IsNullOrEmpty(Cursor) ? null : Cursor));
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Campaign(Language, id, Hearing.Slug, campaign) + new Choices(("cursor", Cursor)));

        (HearingTitle, _, ContentLang) = TextOf(Hearing);
        Heading = T("campaign.heading." + Shown.Campaign.Kind, Wording.Number(Shown.Campaign.Size));
        Title = Heading;
        NoIndex = !string.IsNullOrEmpty(Cursor);
        return Page();
    }
}
