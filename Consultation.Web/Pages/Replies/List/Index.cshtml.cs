using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.List;

/// <summary>The published replies of a hearing, in keyset pages.</summary>
[Kept(KeptWith.Hearing)]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public SenderType? Sender { get; set; }

    [BindProperty(SupportsGet = true)]
    public Position? Position { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Round { get; set; }

    [BindProperty(SupportsGet = true)]
    public ReplySort? Sort { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public HearingView Hearing { get; private set; } = null!;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }
    public IReadOnlyList<ReplyItem> Items { get; private set; } = [];
    public string? Next { get; private set; }

    public bool IsFiltered => Sender is not null || Position is not null || Round is not null;

    /// <summary>The reader's choices as a query string, without the place in the list.</summary>
    public Choices Choice =>
        new(
            ("sender", Sender?.ToString()),
            ("position", Position?.ToString()),
            ("round", Round?.ToString(CultureInfo.InvariantCulture)),
            ("sort", Sort?.ToString())
        );

    public async Task<IActionResult> OnGetAsync(long id, string slug)
    {
        Hearing = await mediator.Send(new GetHearing.Query(id));
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Replies(Language, id, Hearing.Slug));

        (HearingTitle, _, ContentLang) = TextOf(Hearing);
        Title = T("replies.to", HearingTitle);
        var page = await mediator.Send(
            new ListReplies.Query
            {
                HearingId = id,
                SenderType = Sender,
                Position = Position,
                Round = Round,
                Sort = Sort ?? ReplySort.Newest,
                Limit = PageSize,
                Cursor = string.IsNullOrEmpty(Cursor) ? null : Cursor,
            }
        );
        (Items, Next) = (page.Items, page.Next);
        return Page();
    }
}
