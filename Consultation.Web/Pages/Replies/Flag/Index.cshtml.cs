using System.Globalization;
using System.Security.Cryptography;
using Consultation.Api;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Domain;
using Consultation.Web.Pages.Replies.Writing;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Flag;

/// <summary>A reader tells that something in a published reply ought not to be public. No cookie is given for that.</summary>
[IgnoreAntiforgeryToken] // checked by hand: the form has none before a browser has failed to tell that it is ours
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[KeepsInput]
[AsksForLetters]
internal sealed class IndexModel(IMediator mediator, FormOrigin origin) : SitePage
{
    private const int KeyDigits = 32;

    /// <summary>From top to bottom.</summary>
    private static readonly string[] Order = ["hva", "tekst", "epost", "nettside"];

    public HearingView Hearing { get; private set; } = null!;
    public ReplyView Reply { get; private set; } = null!;
    public FlagForm Form { get; private set; } = new();

    /// <summary>By the input that each is about; empty for the whole.</summary>
    public IReadOnlyList<(string Input, string Message)> Errors { get; private set; } = [];
    public bool MustPressAgain { get; private set; }
    public bool IsSent { get; private set; }

    public string? ErrorOf(string input) => Errors.FirstOrDefault(error => error.Input == input).Message;

    public async Task<IActionResult> OnGetAsync(long id, string slug, int number)
    {
        await LoadAsync(id, number);
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Flag(Language, id, Hearing.Slug, number));
        Form.Key = NewKey();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, int number, FlagForm form)
    {
        await LoadAsync(id, number);
        Form = form;
        if (form.Key is not { Length: KeyDigits } key || !key.All(char.IsAsciiHexDigit))
            form.Key = NewKey();
        if (KeepsInputAttribute.IsRefused(HttpContext))
            return Refuse(StatusCodes.Status429TooManyRequests, ("", T("flag.error.too_many")));
        if (!await origin.IsOurs(HttpContext))
        {
            MustPressAgain = true;
            return Page();
        }
        if (!string.IsNullOrEmpty(form.Trap))
            return Refuse(StatusCodes.Status422UnprocessableEntity, ("nettside", T("send.error.trap")));
        try
        {
            await mediator.Send(new FlagReply.Command(id, number, form.Key, form.Reason, form.Counted, form.Email));
            IsSent = true;
            Title = T("flag.sent");
            return Page();
        }
        catch (ValidationException invalid)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, [.. invalid.Errors.Select(error => Worded(error.PropertyName, form))]);
        }
        catch (Unavailable busy)
        {
            Response.Headers.RetryAfter = busy.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return Refuse(StatusCodes.Status503ServiceUnavailable, ("", T("flag.error.busy")));
        }
    }

    private static (string Input, string Message) Worded(string field, FlagForm form) =>
        field switch
        {
            nameof(FlagReply.Command.Reason) => ("hva", T("flag.error.reason")),
            nameof(FlagReply.Command.Email) => ("epost", T("flag.error.email")),
            _ when string.IsNullOrWhiteSpace(form.Text) => ("tekst", T("flag.error.text")),
            _ => ("tekst", T("flag.error.text_long", Wording.Number(form.Counted!.Length))),
        };

    private PageResult Refuse(int status, params (string Input, string Message)[] errors)
    {
        Errors = [.. errors.DistinctBy(error => error.Input).OrderBy(error => Array.IndexOf(Order, error.Input))];
        Response.StatusCode = status;
        Title = T("send.error_title", Title);
        return Page();
    }

    private async Task LoadAsync(long id, int number)
    {
        Hearing = await mediator.Send(new GetHearing.Query(id));
        Reply = await mediator.Send(new GetReply.Query(id, number));
        if (Reply.Publication is Publication.Withheld or Publication.Withdrawn)
            throw Refusals.NotFound(); // There is nothing left that anybody could tell of.
        Title = T("flag.title");
        NoIndex = true;
        Modules = ["submit-once"];
    }

    private static string NewKey() => RandomNumberGenerator.GetHexString(KeyDigits, lowercase: true);
}
