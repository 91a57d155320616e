using Consultation.Api;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Documents.Show;

/// <summary>One page of a document by itself: a chapter of a long paper, or an earlier version.</summary>
[Kept(KeptWith.Hearing, "version")]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    public HearingView Hearing { get; private set; } = null!;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }
    public Paper Paper { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, string slug, long document, long? paragraph)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        var shown = await mediator.Send(new ShowDocument.Query(id, document, paragraph, Version));
        Hearing = shown.Hearing;
        Paper = new Paper(Hearing, shown.Document, shown.Parts, shown.Part) { Comments = shown.Comments, Changed = shown.Changed };
        // A link to any paragraph leads to the page that it stands on now.
        var page = shown.Document.Paragraphs.Count == 0 ? null : (long?)shown.Document.Paragraphs[shown.Parts[shown.Part].Start].Id;
        if (paragraph is { } wanted && (shown.Part == 0 || wanted != page))
            return Redirect(Paper.AddressOf(shown.Part) + "#" + Paper.AnchorOf(wanted));
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal) || Version == shown.Document.Versions.Count)
            return RedirectPermanent(Paper.AddressOf(shown.Part));

        (HearingTitle, _, ContentLang) = TextOf(Hearing);
        Title =
            Paper.PartCount > 1 ? T("paper.title_part", Paper.NameOf(shown.Part), shown.Document.Title)
            : Paper.IsCurrent ? shown.Document.Title
            : T("paper.title_version", shown.Document.Title, shown.Document.Version);
        NoIndex = !Paper.IsCurrent;
        Modules = Paper.IsCurrent && Hearing.TakesReplies() ? ["deadline", "paragraph-comments"] : ["deadline"];
        return Page();
    }
}
