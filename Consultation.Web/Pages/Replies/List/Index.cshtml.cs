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
[Kept(KeptWith.Hearing, "q", "sender", "position", "round", "paragraph", "attachments", "comments", "sort", "cursor", "before")]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>None, or those of these types; a form that was kept sends an empty one for all.</summary>
    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<SenderType?> Sender { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public Position? Position { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Round { get; set; }

    /// <summary>Those with a comment on this paragraph.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Paragraph { get; set; }

    /// <summary>Those with files alone.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Attachments { get; set; }

    /// <summary>Those with comments on paragraphs alone.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Comments { get; set; }

    [BindProperty(SupportsGet = true)]
    public ReplyOrder? Sort { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    /// <summary>Where the page that is paged back to ends.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public ShowReplies.Result Shown { get; private set; } = null!;
    public HearingView Hearing => Shown.Hearing;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }

    /// <summary>What was asked for, without the place in the list.</summary>
    public ShowReplies.Query Asked { get; private set; } = new();

    public bool IsNarrowed => Asked.SenderTypes.Count > 0 || Position is not null || Round is not null || Attachments || Comments;
    public bool IsFiltered => Q is not null || Paragraph is not null || IsNarrowed;

    /// <summary>What it can be sorted by: only what was searched for has best hits, and only what was not is read by name.</summary>
    public IReadOnlyList<ReplyOrder> Orders =>
        Q is null ? [ReplyOrder.Newest, ReplyOrder.Oldest, ReplyOrder.Sender] : [ReplyOrder.Newest, ReplyOrder.Oldest, ReplyOrder.Best];

    /// <summary>Key of its name.</summary>
    public static string NameOf(ReplyOrder order) =>
        order switch
        {
            ReplyOrder.Oldest => "replies.sort.oldest",
            ReplyOrder.Best => "replies.sort.best",
            ReplyOrder.Sender => "replies.sort.sender",
            _ => "replies.sort.newest",
        };

    public ReplyHeading Heading => new(this);

    /// <summary>The reader's choices as a query string, without the place in the list.</summary>
    public Choices Choice => ChoiceIn(Sort);

    private Choices ChoiceIn(ReplyOrder? order) =>
        new([
            ("q", Q),
            .. Asked.SenderTypes.Select(type => ("sender", (string?)type.ToString())),
            ("position", Position?.ToString()),
            ("round", Round?.ToString(CultureInfo.InvariantCulture)),
            ("paragraph", Paragraph?.ToString(CultureInfo.InvariantCulture)),
            ("attachments", Attachments ? "true" : null),
            ("comments", Comments ? "true" : null),
            ("sort", order?.ToString()),
        ]);

    /// <summary>The same list with the newest first.</summary>
    public string AllNewest => ChoiceIn(ReplyOrder.Newest).ToString();

    public async Task<IActionResult> OnGetAsync(long id, string slug)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        Q = string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();
        Asked = new ShowReplies.Query
        {
            HearingId = id,
            Q = Q,
            SenderTypes = [.. Sender.OfType<SenderType>().Distinct().Order()],
            Position = Position,
            Round = Round,
            Paragraph = Paragraph,
            WithAttachments = Attachments,
            WithComments = Comments,
            Order = Sort ?? ReplyOrder.Newest,
        };
        Shown = await mediator.Send(Asked with { Cursor = Filled(Cursor), Before = Filled(Before) });
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Replies(Language, id, Hearing.Slug) + Choice);

        (HearingTitle, _, ContentLang) = TextOf(Hearing);
        Title = Q is null ? T("replies.to", HearingTitle) : T("replies.found_in", Q, HearingTitle);
        NoIndex = IsFiltered || Shown.Previous is not null;
        Feed = (FormattableString.Invariant($"/hearings/{id}/feed.atom"), T("feeds.replies"));
        Modules = ["deadline"];
        return Page();
    }

    /// <summary>«(57)» behind a choice, as many as it would show with the others as they are; nothing where a search makes that unknown.</summary>
    public string Number(Func<ShowReplies.Query, ShowReplies.Query> chosen) =>
        Q is null && Paragraph is null ? $"({Wording.Number(Shown.Kinds.Of(chosen(Asked)))})" : "";

    private static string? Filled(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
