using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Show;

/// <summary>One reply as published, at its permanent address.</summary>
[Kept(KeptWith.Hearing)]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    public HearingView Hearing { get; private set; } = null!;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }
    public ReplyView Reply { get; private set; } = null!;

    /// <summary>Who it is from, or what has become of it.</summary>
    public string Heading { get; private set; } = "";

    public bool IsHidden => Reply.Publication is Publication.Withheld or Publication.Withdrawn;

    public async Task<IActionResult> OnGetAsync(long id, string slug, int number)
    {
        Hearing = await mediator.Send(new GetHearing.Query(id));
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Reply(Language, id, Hearing.Slug, number));

        Reply = await mediator.Send(new GetReply.Query(id, number));
        (HearingTitle, _, ContentLang) = TextOf(Hearing);
        Heading = Reply.Publication switch
        {
            Publication.Withheld => T("reply.withheld"),
            Publication.Withdrawn => T("reply.withdrawn"),
            _ => Reply.Sender.Name ?? T("sender.anonymous"),
        };
        Title = IsHidden ? Heading : T("reply.from") + " " + Heading;
        Modules = ["share"];
        return Page();
    }
}
