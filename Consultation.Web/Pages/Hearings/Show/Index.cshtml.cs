using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Hearings.Show;

/// <summary>A hearing: deadline, where the case is, its documents, what has changed, the latest replies.</summary>
[OutputCache(PolicyName = Cached.Hearing)]
internal sealed class IndexModel(IMediator mediator, Settings settings) : SitePage
{
    private const int LatestShown = 3;

    public HearingView Hearing { get; private set; } = null!;
    public string HearingTitle { get; private set; } = "";
    public string Summary { get; private set; } = "";

    /// <summary>Language of title and summary, null where it is the page's.</summary>
    public string? ContentLang { get; private set; }
    public RoundView? Round { get; private set; }

    /// <summary>What is read in the main column: all documents but the letter, or the letter where it is alone.</summary>
    public IReadOnlyList<Paper> Papers { get; private set; } = [];
    public DocumentView? Letter { get; private set; }
    public IReadOnlyList<Track.Step> Steps { get; private set; } = [];
    public IReadOnlyList<Update> Updates { get; private set; } = [];
    public IReadOnlyList<ReplyItem> Latest { get; private set; } = [];

    /// <summary>The page's absolute address; null where the server does not know its own.</summary>
    public string? AbsoluteUrl { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, string? slug)
    {
        Hearing = await mediator.Send(new GetHearing.Query(id));
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Hearing(Language, id, Hearing.Slug));

        (HearingTitle, Summary, ContentLang) = TextOf(Hearing);
        Round = Hearing.Current();
        Title = HearingTitle;
        Description = Round is null
            ? Summary
            : T("hearing.description", Excerpt.From(Summary, 200), Wording.DeadlineDate(Round.ClosesAt, Round.TimeZone));
        Modules = Hearing.TakesReplies() ? ["deadline", "share", "paragraph-comments"] : ["deadline", "share"];
        AbsoluteUrl = settings.PublicUrl is { Length: > 0 } host ? host + Links.Hearing(Language, id, Hearing.Slug) : null;

        var documents = Hearing.Documents ?? [];
        Letter = documents.Count > 1 ? documents.FirstOrDefault(document => document.Kind == DocumentKind.Letter) : null;
        Papers = [.. documents.Where(document => document != Letter).Select(document => new Paper(document))];
        Steps = Track.Of(Hearing);
        Updates = Update.Of(Hearing);
        Latest = (await mediator.Send(new ListReplies.Query { HearingId = id, Limit = LatestShown })).Items;
        return Page();
    }
}
