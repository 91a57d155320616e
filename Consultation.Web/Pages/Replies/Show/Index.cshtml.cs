using System.Globalization;
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
[Kept(KeptWith.Hearing, "part")]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    /// <summary>Of a very long reply, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "part")]
    public int? PartNumber { get; set; }

    public ShowReply.Result Shown { get; private set; } = null!;
    public HearingView Hearing => Shown.Hearing;
    public ReplyView Reply => Shown.Reply;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }

    public IReadOnlyList<ReplyPart> Parts { get; private set; } = [];
    public int Part { get; private set; }

    /// <summary>What this page shows of it.</summary>
    public PublishedReply Published { get; private set; } = null!;

    public bool IsHidden => Reply.Publication is Publication.Withheld or Publication.Withdrawn;

    public string AddressOf(int part) =>
        Links.Reply(Language, Hearing.Id, Hearing.Slug, Reply.Number)
        + new Choices(("part", part == 0 ? null : (part + 1).ToString(CultureInfo.InvariantCulture)));

    public async Task<IActionResult> OnGetAsync(long id, string slug, int number)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        Shown = await mediator.Send(new ShowReply.Query(id, number));
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Reply(Language, id, Hearing.Slug, number));
        (Parts, Part) = (ReplyPart.Of(Reply), (PartNumber ?? 1) - 1);
        if (Part < 0 || Part >= Parts.Count)
            return NotFound();
        Published = PublishedReply.Of(Shown, Parts[Part], Part == 0, Part == Parts.Count - 1);

        (HearingTitle, _, ContentLang) = TextOf(Hearing);
        Title = Reply.Publication switch
        {
            Publication.Withheld => T("reply.withheld"),
            Publication.Withdrawn => T("reply.withdrawn"),
            _ => T("reply.from") + " " + Said.Plain(Reply.Sender.Name ?? T("sender.anonymous")),
        };
        // A person's own words are not what a search for the name should find first; bodies stand for what they say.
        NoIndex = IsHidden || Reply.Sender.Type == SenderType.Person;
        Modules = ["share"];
        return Page();
    }
}
