using Consultation.Api;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Invitations;
using Consultation.Domain;
using Consultation.Web.Pages.Documents;

namespace Consultation.Web.Pages.Hearings.Show;

/// <summary>What stands on the page of a hearing, published or as a preview: one markup for both (<c>Shared/_HearingSheet</c>).</summary>
internal sealed class HearingSheet
{
    private const int MostInvited = 10;

    private readonly string? _preview;

    /// <param name="preview">The draft's link, where it is read by one.</param>
    public HearingSheet(ShowHearing.Result shown, string? publicUrl, string? preview = null)
    {
        (Shown, _preview) = (shown, preview);
        (Title, Summary, ContentLang) = SitePage.TextOf(Hearing);
        Round = Hearing.Current();
        AbsoluteUrl = publicUrl is { Length: > 0 } host ? host + Links.Hearing(SitePage.Language, Hearing.Id, Hearing.Slug) : null;
        var documents = Hearing.Documents ?? [];
        var letter = documents.Count > 1 ? documents.FirstOrDefault(document => document.Kind == DocumentKind.Letter) : null;
        Letter = letter is null ? null : PaperOf(letter);
        Papers = [.. documents.Where(document => document != letter).Select(PaperOf)];
        LongPapers = [.. Papers.Where(paper => !IsWhole(paper))];
        Steps = Track.Of(Hearing);
        Updates = Update.Of(shown);
        Contact = Contact.Of(Hearing.Contact);
        FirstInvited = [.. shown.Invited.Bodies.OrderBy(body => body.Reply is null).Take(MostInvited)];
    }

    public ShowHearing.Result Shown { get; }
    public HearingView Hearing => Shown.Hearing;
    public string Title { get; }
    public string Summary { get; }

    /// <summary>Language of title and summary, null where it is the page's.</summary>
    public string? ContentLang { get; }
    public RoundView? Round { get; }

    /// <summary>What is read in the main column: all documents but the letter, or the letter where it is alone.</summary>
    public IReadOnlyList<Paper> Papers { get; }

    /// <summary>Those of them that are too long for this page.</summary>
    public IReadOnlyList<Paper> LongPapers { get; }
    public Paper? Letter { get; }
    public IReadOnlyList<Track.Step> Steps { get; }
    public IReadOnlyList<Update> Updates { get; }
    public Contact? Contact { get; }

    /// <summary>Some of the invited bodies, those with a published reply first.</summary>
    public IReadOnlyList<InvitedView> FirstInvited { get; }

    /// <summary>The page's absolute address; null where the server does not know its own.</summary>
    public string? AbsoluteUrl { get; }

    /// <summary>Not public yet: nothing leads to pages that only a published hearing has.</summary>
    public bool IsPreview => Hearing.Status == HearingStatus.Draft;

    /// <summary>Something may still happen to it.</summary>
    public bool CanBeFollowed => !IsPreview && Hearing.Status is not (HearingStatus.Concluded or HearingStatus.Withdrawn);

    public IReadOnlyList<AnnexView> Annexes => Hearing.Annexes ?? [];

    /// <summary>Where the file is: a draft's only below its link.</summary>
    public string AddressOf(AnnexView annex) =>
        _preview is null ? Links.Annex(Hearing.Id, annex.Id) : StaffLinks.PreviewAnnex(SitePage.Language, _preview, annex.Id);

    public bool IsWhole(Paper paper) => Shown.Whole.Contains(paper.Document.Id);

    /// <summary>A document that is too long for this page is a table of contents of its own pages.</summary>
    private Paper PaperOf(DocumentView document) =>
        Shown.Whole.Contains(document.Id)
            ? new Paper(Hearing, document) { Comments = Shown.Comments }
            : new Paper(Hearing, document, DocumentPages.Of(document.Paragraphs), Paper.None);
}
