using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Api.Http;
using Consultation.Domain;
using Consultation.Web.Pages.Replies.Writing;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Send;

/// <summary>
/// The reply form. Whatever goes wrong (a field, a file, an expired form, a round that closed meanwhile, too many posts, a busy or lost
/// database), what was typed comes back.
/// </summary>
[IgnoreAntiforgeryToken] // checked by hand, because the framework's refusal would lose the text
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[KeepsInput]
internal sealed class IndexModel(
    IMediator mediator,
    FormPost post,
    FormOrigin origin,
    IEnumerable<IValidator<SendReply.Command>> validators,
    ILogger<IndexModel> log
) : WritingPage(log)
{
    public FormView View { get; private set; } = null!;

    public bool ShowsForm => Kept is null && View.Hearing.TakesReplies();

    public async Task<IActionResult> OnGetAsync(long id, string slug, string? svartype, string? avsnitt, string? kapittel, string? dokument)
    {
        var form = ReplyForm.Empty(string.Equals(svartype, "uten", StringComparison.Ordinal));
        await LoadAsync(id, form);
        var hearing = View.Hearing;
        if (!string.Equals(slug, hearing.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Links.Send(Language, id, hearing.Slug) + Request.QueryString);
        if ((View.Places.Known("p" + avsnitt) ?? View.Places.Known("c" + kapittel) ?? View.Places.Known("d" + dokument)) is { } key)
            View.Form = form.WithComment(new(key, key, null));
        return Page();
    }

    // Takes no parameters: binding them would read the form before its size and files are seen to.
    public async Task<IActionResult> OnPostAsync()
    {
        var read = await post.Take(HttpContext);
        try
        {
            return await HandleAsync(long.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture), read);
        }
        catch (Exception lost) when (!HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Keep(lost, read, View);
        }
    }

    private async Task<IActionResult> HandleAsync(long id, FormPost.Read read)
    {
        await LoadAsync(id, ReplyForm.From(read.Fields).WithFiles(read.Files));
        var posted = read.Fields;
        if (KeepsInputAttribute.IsRefused(HttpContext))
            return Again(StatusCodes.Status429TooManyRequests, [new(null, T("send.error.too_many"))]);
        var changed = View.Changed(posted);
        var isPreview = !changed && posted.ContainsKey("forhandsvis");
        if (changed || isPreview)
        {
            if (!View.Hearing.TakesReplies())
                throw Refusals.RoundClosed();
            var input = View.Input;
            View.Preview = isPreview ? await Preview.Of(mediator, View, Language) : null;
            var numbers = isPreview ? FormErrors.IdentityNumbers(await InvalidAsync(input)) : [];
            var shown = View.Errors.Concat(read.Errors).Concat(numbers).ToList();
            return shown.Count > 0 ? Again(StatusCodes.Status422UnprocessableEntity, shown) : Page();
        }
        return await SendAsync(id, read);
    }

    private async Task<IActionResult> SendAsync(long id, FormPost.Read read)
    {
        var input = View.Input;
        var missing = read.Errors.Concat(View.Words.Missing(input)).ToList();
        if (missing.Count > 0)
            return Again(StatusCodes.Status422UnprocessableEntity, missing.Concat(await InvalidAsync(input)));
        if (!await origin.IsOurs(HttpContext))
            return Again(StatusCodes.Status400BadRequest, [new(null, T("send.error.expired"))]);
        if (read.IsSlow)
            return Again(StatusCodes.Status408RequestTimeout, [new(null, T("send.error.slow"))]);
        try
        {
            var receipt = await mediator.Send(input.ToSend(id, Language, View.Form));
            return SentReply.Show(Response, receipt.Reference, receipt.EditToken);
        }
        catch (Exception refused) when (FormErrors.Knows(refused) && !IsTheEnd(refused))
        {
            if (refused is Refusal { Code: "idempotency.mismatch" })
                View.Form = View.Form.WithNewKey();
            TellWhenToTryAgain(refused);
            return Again(FormErrors.StatusOf(refused), View.Words.Of(refused, input));
        }
    }

    /// <summary>What the command's own rules would say, so that all errors show at once.</summary>
    private async Task<IEnumerable<FormError>> InvalidAsync(ReplyInput input)
    {
        var results = new List<FormError>();
        var command = input.ToSend(View.Hearing.Id, Language, View.Form);
        foreach (var validator in validators)
            results.AddRange(View.Words.Of((await validator.ValidateAsync(command)).Errors, input));
        return results;
    }

    /// <summary>No correction of the form helps: the hearing takes no more replies.</summary>
    private static bool IsTheEnd(Exception refused) => refused is Refusal { Kind: RefusalKind.Conflict or RefusalKind.NotFound };

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Again(int status, IEnumerable<FormError> errors)
    {
        if (!View.Hearing.TakesReplies())
            throw Refusals.RoundClosed(); // there is no form to show the errors in
        View.Show(errors);
        Title = T("send.error_title", Title);
        Response.StatusCode = status;
        return Page();
    }

    private async Task LoadAsync(long id, ReplyForm form)
    {
        var hearing = await mediator.Send(new GetHearing.Query(id));
        View = new(hearing, form)
        {
            Action = Links.Send(Language, id, hearing.Slug),
            Draft = id.ToString(CultureInfo.InvariantCulture),
            IsShownAgain = HttpMethods.IsPost(Request.Method),
        };
        Title = T("send.title");
        NoIndex = true;
        Modules = hearing.TakesReplies()
            ? ["deadline", "gather-comments", "attachments", "draft", "conditions", "submit-once"]
            : ["copy", "draft-left"];
    }
}
