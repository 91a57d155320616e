using Consultation.Api;
using Consultation.Api.Data;
using Consultation.Api.Features.Following;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Http;
using Consultation.Domain;
using Consultation.Web.Pages.Replies.Writing;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Following.Ask;

/// <summary>
/// Where the form on a hearing's page is posted. That page is kept and the same for all, so its form proves nothing; a browser that does not
/// tell that the form is ours is shown it here once more.
/// </summary>
[IgnoreAntiforgeryToken] // checked by hand: the form on the hearing's page has none
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[KeepsInput]
[AsksForLetters]
internal sealed class IndexModel(IMediator mediator, FormOrigin origin) : SitePage
{
    public HearingView Hearing { get; private set; } = null!;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }

    /// <summary>As it was typed.</summary>
    public string? Email { get; private set; }
    public string? Error { get; private set; }
    public bool MustPressAgain { get; private set; }
    public bool IsSent { get; private set; }

    /// <summary>Nothing more happens to the hearing.</summary>
    public bool IsOver => Hearing.Status is HearingStatus.Concluded or HearingStatus.Withdrawn;

    public async Task<IActionResult> OnGetAsync(long id, string slug)
    {
        await LoadAsync(id);
        return string.Equals(slug, Hearing.Slug, StringComparison.Ordinal)
            ? Page()
            : RedirectPermanent(Links.Follow(Language, id, Hearing.Slug));
    }

    public async Task<IActionResult> OnPostAsync(long id, string? epost)
    {
        await LoadAsync(id);
        Email = epost;
        if (KeepsInputAttribute.IsRefused(HttpContext))
            return Refuse(StatusCodes.Status429TooManyRequests, T("follow.error.too_many"));
        if (!await origin.IsOurs(HttpContext))
        {
            MustPressAgain = true;
            return Page();
        }
        try
        {
            await mediator.Send(new AskToFollow.Command(id, epost, Language));
            IsSent = true;
            return Page();
        }
        catch (ValidationException)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, T("follow.error.email"));
        }
        catch (Refusal over) when (over.Kind == RefusalKind.Conflict && IsOver)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        catch (Unavailable busy)
        {
            Response.Headers.RetryAfter = busy.RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Refuse(StatusCodes.Status503ServiceUnavailable, T("follow.error.busy"));
        }
    }

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Refuse(int status, string error)
    {
        (Error, Response.StatusCode) = (error, status);
        Title = T("send.error_title", Title);
        return Page();
    }

    private async Task LoadAsync(long id)
    {
        Hearing = await mediator.Send(new GetHearing.Query(id));
        (HearingTitle, _, ContentLang) = TextOf(Hearing);
        Title = T("follow.title");
        NoIndex = true;
        Modules = ["submit-once"];
    }
}
