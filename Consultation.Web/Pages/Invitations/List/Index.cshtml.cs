using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Invitations;
using Consultation.Api.Http;
using Consultation.Domain;
using Consultation.Domain.Invitations;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Invitations.List;

/// <summary>All bodies that were asked to reply to a hearing, by group, with the replies that are published. Not found where nobody was.</summary>
[Kept(KeptWith.Hearing)]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    public HearingView Hearing { get; private set; } = null!;
    public InvitedList Invited { get; private set; } = null!;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }
    public IReadOnlyList<IGrouping<InvitedGroup, InvitedView>> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id, string slug)
    {
        (Hearing, Invited) = await mediator.Send(new ShowInvited.Query(id));
        if (Invited.Invited == 0)
            throw Refusals.NotFound();
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Invited(Language, id, Hearing.Slug));

        (HearingTitle, _, ContentLang) = TextOf(Hearing);
        Title = T("invited.of", HearingTitle);
        Groups = [.. Invited.Bodies.GroupBy(body => body.Group).OrderBy(group => group.Key)];
        return Page();
    }
}
