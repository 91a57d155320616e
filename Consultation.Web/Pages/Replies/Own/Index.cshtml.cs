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
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Own;

/// <summary>
/// Where a sender corrects or withdraws a reply. The code that opens it stands behind <c>#</c> in the link, so it reaches the server only in
/// the body of a post: by the script, by the receipt's buttons, or typed in. No answer of this page is kept or tells where it was.
/// </summary>
[IgnoreAntiforgeryToken] // the code is known to the sender's own pages alone; nobody else's form can hold it
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[KeepsInput]
internal sealed class IndexModel(
    IMediator mediator,
    FormPost post,
    IEnumerable<IValidator<CorrectReply.Command>> validators,
    ILogger<IndexModel> log
) : WritingPage(log)
{
    public HearingView Hearing { get; private set; } = null!;
    public int Number { get; private set; }

    /// <summary>The code was tried, and opens nothing here.</summary>
    public bool IsWrong { get; private set; }

    /// <summary>Null until the code has opened it.</summary>
    public GetOwnReply.Result? Own { get; private set; }
    public FormView? View { get; private set; }

    /// <summary>The sender has asked to withdraw, and is asked whether that is so.</summary>
    public bool Confirms { get; private set; }
    public string Token { get; private set; } = "";

    public string Address => Links.Edit(Language, Hearing.Id, Hearing.Slug, Number);

    public async Task<IActionResult> OnGetAsync(long id, string slug, int number)
    {
        await LoadAsync(id, number);
        // A browser takes what stands behind # along.
        return string.Equals(slug, Hearing.Slug, StringComparison.Ordinal) ? Page() : RedirectPermanent(Address);
    }

    // Takes no parameters: binding them would read the form before its size and files are seen to.
    public async Task<IActionResult> OnPostAsync()
    {
        SayNothingElsewhere();
        var read = await post.Take(HttpContext);
        try
        {
            await LoadAsync(Route("id"), (int)Route("number"));
            return await HandleAsync(read);
        }
        catch (Exception lost) when (!HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Keep(lost, read, View);
        }
    }

    private async Task<IActionResult> HandleAsync(FormPost.Read read)
    {
        var posted = read.Fields;
        Token = OwnCode.Of(posted["kode"]);
        Own = await OpenAsync();
        if (Own is null)
        {
            (IsWrong, Response.StatusCode) = (true, StatusCodes.Status404NotFound);
            Title = T("send.error_title", T("own.title"));
            return Page();
        }
        if (!posted.ContainsKey("innsending"))
            return Own.Hindrance is null ? await StepAsync(posted["steg"]) : Page();
        if (Own.Hindrance is { } hindrance)
            throw new Refusal(RefusalKind.Conflict, hindrance);
        Fill(ReplyForm.From(posted).WithFiles(read.Files), isShownAgain: true);
        if (KeepsInputAttribute.IsRefused(HttpContext))
            return Again(StatusCodes.Status429TooManyRequests, [new(null, T("send.error.too_many"))]);
        var changed = View!.Changed(posted);
        var isPreview = !changed && posted.ContainsKey("forhandsvis");
        if (!changed && !isPreview)
            return await CorrectAsync(read);
        View.Preview = isPreview ? await Preview.Of(mediator, View, Language, Own) : null;
        var numbers = isPreview ? FormErrors.IdentityNumbers(await InvalidAsync()) : [];
        var shown = View.Errors.Concat(read.Errors).Concat(numbers).ToList();
        return shown.Count > 0 ? Again(StatusCodes.Status422UnprocessableEntity, shown) : Page();
    }

    private async Task<IActionResult> CorrectAsync(FormPost.Read read)
    {
        var input = View!.Input;
        var missing = read.Errors.Concat(View.Words.Missing(input)).ToList();
        var command = input.ToCorrect(Hearing.Id, Number, Token, View.Form);
        if (missing.Count > 0)
            return Again(StatusCodes.Status422UnprocessableEntity, missing.Concat(await InvalidAsync()));
        if (read.IsSlow)
            return Again(StatusCodes.Status408RequestTimeout, [new(null, T("send.error.slow"))]);
        try
        {
            var receipt = await mediator.Send(command);
            return SentReply.Show(Response, receipt.Reference, receipt.EditToken);
        }
        catch (Exception refused) when (FormErrors.Knows(refused) && refused is not Refusal { Code: "round.closed" or "hearing.concluded" })
        {
            if (OwnCode.IsTheSame(View.Form, input, Own!))
                return SentReply.Show(Response, Own!.Reference, Token); // the same form posted twice
            if (refused is Refusal { Code: "reply.changed" })
                View.Form = View.Form with { Version = Own!.Version };
            TellWhenToTryAgain(refused);
            return Again(FormErrors.StatusOf(refused), View.Words.Of(refused, input));
        }
    }

    /// <summary>What the command's own rules would say, so that all errors show at once.</summary>
    private async Task<IEnumerable<FormError>> InvalidAsync()
    {
        var results = new List<FormError>();
        var input = View!.Input;
        foreach (var validator in validators)
        {
            var found = await validator.ValidateAsync(input.ToCorrect(Hearing.Id, Number, Token, View.Form));
            results.AddRange(View.Words.Of(found.Errors, input));
        }
        return results;
    }

    /// <summary>Opening the reply, asking whether it shall be withdrawn, or withdrawing it.</summary>
    private async Task<IActionResult> StepAsync(string? step)
    {
        if (step is not ("trekk" or "trekk-ja"))
            return Fill(ReplyForm.Of(Own!), isShownAgain: false);
        if (step is "trekk")
        {
            Confirms = true;
            Title = T("own.withdraw_title");
            Modules = ["own", "submit-once"];
            return Page();
        }
        await mediator.Send(
            new WithdrawReply.Command
            {
                HearingId = Hearing.Id,
                Number = Number,
                Token = Token,
            }
        );
        Own = await OpenAsync();
        Title = T("own.withdrawn_title");
        return Page();
    }

    /// <summary>Null: there is no such reply, or the code is another's; which of them nobody is told.</summary>
    private async Task<GetOwnReply.Result?> OpenAsync()
    {
        try
        {
            return await mediator.Send(
                new GetOwnReply.Query
                {
                    HearingId = Hearing.Id,
                    Number = Number,
                    Token = Token,
                }
            );
        }
        catch (Exception wrong) when (wrong is Refusal { Kind: RefusalKind.NotFound or RefusalKind.Forbidden } or ValidationException)
        {
            return null;
        }
    }

    private PageResult Fill(ReplyForm form, bool isShownAgain)
    {
        View = new(Hearing, form)
        {
            Action = Address,
            Draft = string.Create(CultureInfo.InvariantCulture, $"{Hearing.Id}-{Number}"),
            Token = Token,
            IsShownAgain = isShownAgain,
        };
        Modules = ["deadline", "own", "gather-comments", "attachments", "draft", "conditions", "submit-once"];
        return Page();
    }

    private PageResult Again(int status, IEnumerable<FormError> errors)
    {
        View!.Show(errors);
        Title = T("send.error_title", Title);
        Response.StatusCode = status;
        return Page();
    }

    private async Task LoadAsync(long id, int number)
    {
        SayNothingElsewhere();
        Title = T("own.title");
        Number = number;
        Modules = ["own"];
        Hearing = await mediator.Send(new GetHearing.Query(id));
    }

    private void SayNothingElsewhere()
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex";
        NoIndex = true;
    }

    private long Route(string name) => long.Parse((string)RouteData.Values[name]!, CultureInfo.InvariantCulture);
}
