using System.Globalization;
using Consultation.Api;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Api.Texts;
using Consultation.Domain;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Send;

/// <summary>
/// The reply form. Whatever goes wrong (a field, an expired form, a round that closed meanwhile, a busy database), the same form comes
/// back with all that was typed.
/// </summary>
[IgnoreAntiforgeryToken] // checked by hand, because the framework's refusal would lose the text
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[BodyTime]
internal sealed class IndexModel(IMediator mediator, IAntiforgery antiforgery, IEnumerable<IValidator<SendReply.Command>> validators)
    : SitePage
{
    /// <summary>Before the code of a broken rule that is also a refusal.</summary>
    private const string RefusalPrefix = "refusal:";

    public HearingView Hearing { get; private set; } = null!;
    public string HearingTitle { get; private set; } = "";
    public string? ContentLang { get; private set; }
    public ReplyForm Form { get; private set; } = null!;
    public IReadOnlyList<FormError> Errors { get; private set; } = [];
    public bool IsPreview { get; private set; }

    /// <summary>Something in the reply looks like a national identity number, so the form offers the way on.</summary>
    public bool MayBeNationalId { get; private set; }

    /// <summary>Whether the form is shown: the hearing takes replies, or the reader has typed something that must not be lost.</summary>
    public bool ShowsForm => Hearing.TakesReplies() || HttpMethods.IsPost(Request.Method);

    public string? ErrorOf(string input) => Errors.FirstOrDefault(error => error.Input == input)?.Message;

    public async Task<IActionResult> OnGetAsync(long id, string slug, string? svartype)
    {
        await LoadAsync(id);
        if (!string.Equals(slug, Hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Send(Language, id, Hearing.Slug));
        Form = ReplyForm.Empty(string.Equals(svartype, "uten", StringComparison.Ordinal));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id)
    {
        var posted = await Request.ReadFormAsync();
        Form = ReplyForm.From(posted);
        MayBeNationalId = Form.NotANationalId;
        await LoadAsync(id);
        if (posted.ContainsKey("forhandsvis"))
        {
            IsPreview = true;
            return Page();
        }

        var command = Form.ToCommand(Hearing, Language);
        var missing = Form.Missing(command.Sender.Anonymous).ToList();
        if (missing.Count > 0)
            return Again(StatusCodes.Status422UnprocessableEntity, missing.Concat(await InvalidAsync(command)));
        if (!await IsFromOurFormAsync())
            return Again(StatusCodes.Status400BadRequest, [new(null, T("send.error.expired"))]);
        return await SendAsync(command);
    }

    private async Task<IActionResult> SendAsync(SendReply.Command command)
    {
        try
        {
            var receipt = await mediator.Send(command);
            Response.Headers.Location = Links.Receipt(Language, receipt.Reference);
            return StatusCode(StatusCodes.Status303SeeOther);
        }
        catch (ValidationException invalid)
        {
            return Again(StatusCodes.Status422UnprocessableEntity, Of(invalid.Errors));
        }
        catch (Refusal refusal)
        {
            return Refused(refusal);
        }
        catch (Unavailable busy)
        {
            Response.Headers.RetryAfter = busy.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return Again(StatusCodes.Status503ServiceUnavailable, [new(null, T("send.error.busy"))]);
        }
    }

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Refused(Refusal refusal)
    {
        if (string.Equals(refusal.Code, "idempotency.mismatch", StringComparison.Ordinal))
            Form = Form.WithNewKey();
        MayBeNationalId |= IsNationalId(refusal.Code);
        var sentence = Find("send.refusal." + refusal.Code) ?? Messages.Of(refusal);
        var status = refusal.Kind switch
        {
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
        return Again(status, [new(Form.InputOf(refusal.Field), sentence)]);
    }

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Again(int status, IEnumerable<FormError> errors)
    {
        Errors = [.. errors.DistinctBy(error => error.Input ?? error.Message).OrderBy(ReplyForm.PlaceOf)];
        Title = T("send.error_title", Title);
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>What the command's own rules would say, so that all errors show at once.</summary>
    private async Task<IEnumerable<FormError>> InvalidAsync(SendReply.Command command)
    {
        var results = new List<FormError>();
        foreach (var validator in validators)
            results.AddRange(Of((await validator.ValidateAsync(command)).Errors));
        return results;
    }

    private IEnumerable<FormError> Of(IEnumerable<ValidationFailure> failures)
    {
        foreach (var failure in failures)
        {
            var code = failure.ErrorCode.StartsWith(RefusalPrefix, StringComparison.Ordinal)
                ? failure.ErrorCode[RefusalPrefix.Length..]
                : "";
            MayBeNationalId |= IsNationalId(code);
            yield return new FormError(Form.InputOf(failure.PropertyName), Find("send.refusal." + code) ?? failure.ErrorMessage);
        }
    }

    private static bool IsNationalId(string code) => string.Equals(code, "reply.national_id", StringComparison.Ordinal);

    /// <summary>
    /// Browsers that tell where a post comes from are believed, so that a form left open for days still works; for the others the token
    /// decides.
    /// </summary>
    private async Task<bool> IsFromOurFormAsync() =>
        (string?)Request.Headers["Sec-Fetch-Site"] switch
        {
            "same-origin" => true,
            null or "" => await antiforgery.IsRequestValidAsync(HttpContext),
            _ => false,
        };

    private async Task LoadAsync(long id)
    {
        Hearing = await mediator.Send(new GetHearing.Query(id));
        (HearingTitle, _, ContentLang) = TextOf(Hearing);
        Title = T("send.title");
        NoIndex = true;
        Modules = ShowsForm ? ["deadline", "draft", "submit-once"] : [];
    }
}
