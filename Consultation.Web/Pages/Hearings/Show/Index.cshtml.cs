using Consultation.Api;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Domain;
using Consultation.Web.Pages.Documents;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Hearings.Show;

/// <summary>A hearing: deadline, where the case is, its documents, what has changed, the latest replies.</summary>
[Kept(KeptWith.Hearing)]
internal sealed class IndexModel(IMediator mediator, Settings settings) : SitePage
{
    public ShowHearing.Result Shown { get; private set; } = null!;
    public HearingView Hearing => Shown.Hearing;
    public string HearingTitle { get; private set; } = "";
    public string Summary { get; private set; } = "";

    /// <summary>Language of title and summary, null where it is the page's.</summary>
    public string? ContentLang { get; private set; }
    public RoundView? Round { get; private set; }

    /// <summary>What is read in the main column: all documents but the letter, or the letter where it is alone.</summary>
    public IReadOnlyList<Paper> Papers { get; private set; } = [];

    /// <summary>Those of them that are too long for this page.</summary>
    public IReadOnlyList<Paper> LongPapers => [.. Papers.Where(paper => !Shown.Whole.Contains(paper.Document.Id))];
    public Paper? Letter { get; private set; }
    public IReadOnlyList<Track.Step> Steps { get; private set; } = [];
    public IReadOnlyList<Update> Updates { get; private set; } = [];
    public Contact? Contact { get; private set; }

    /// <summary>The page's absolute address; null where the server does not know its own.</summary>
    public string? AbsoluteUrl { get; private set; }

    public bool IsWhole(Paper paper) => Shown.Whole.Contains(paper.Document.Id);

    public async Task<IActionResult> OnGetAsync(long id, string? slug)
    {
        Shown = await mediator.Send(new ShowHearing.Query(id));
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Hearing(Language, id, Hearing.Slug));

        (HearingTitle, Summary, ContentLang) = TextOf(Hearing);
        Round = Hearing.Current();
        Title = HearingTitle;
        Description = Round is null
            ? Summary
            : T("hearing.description", Excerpt.From(Summary, 200), Wording.DeadlineDate(Round.ClosesAt, Round.TimeZone));
        Modules = Hearing.TakesReplies() ? ["deadline", "share", "paragraph-comments"] : ["deadline", "share"];
        Feed = (FormattableString.Invariant($"/hearings/{id}/feed.atom"), T("feeds.replies"));
        AbsoluteUrl = settings.PublicUrl is { Length: > 0 } host ? host + Links.Hearing(Language, id, Hearing.Slug) : null;

        var documents = Hearing.Documents ?? [];
        var letter = documents.Count > 1 ? documents.FirstOrDefault(document => document.Kind == DocumentKind.Letter) : null;
        Letter = letter is null ? null : PaperOf(letter);
        Papers = [.. documents.Where(document => document != letter).Select(PaperOf)];
        Steps = Track.Of(Hearing);
        Updates = Update.Of(Shown);
        Contact = Contact.Of(Hearing.Contact);
        return Page();
    }

    /// <summary>A document that is too long for this page is a table of contents of its own pages.</summary>
    private Paper PaperOf(DocumentView document) =>
        Shown.Whole.Contains(document.Id)
            ? new Paper(Hearing, document) { Comments = Shown.Comments }
            : new Paper(Hearing, document, DocumentPages.Of(document.Paragraphs), Paper.None);
}
