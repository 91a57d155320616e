using Consultation.Api;
using Consultation.Api.Features.Answers;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Pages.Staff.Replies.Review;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Replies.PublicAnswer;

/// <summary>What the ministry answers a reply in public: written, corrected and taken back.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingStaffPage(mediator)
{
    private static readonly (string, string)[] Inputs =
    [
        ("markdown", "tekst"),
        ("answeredBy", "navn"),
        ("title", "stilling"),
        ("sure", "sikker"),
    ];

    public ReplyView Reply { get; private set; } = null!;
    public AnswerForm Form { get; private set; } = new();
    public Proof Proof { get; private set; } = null!;

    public bool IsPublic => Reply.Publication is Publication.Published or Publication.PublishedRedacted;
    public string Back => ReplyStaffLinks.Reply(Language, Hearing.Id, Reply.Number);

    public async Task OnGetAsync(long id, int number)
    {
        await LoadAsync(id, number);
        var answer = Reply.MinistryAnswer;
        Form = new AnswerForm
        {
            Markdown = answer?.Markdown,
            AnsweredBy = answer?.AnsweredBy ?? Session?.Name,
            Title = answer?.Title,
        };
        Show();
    }

    public async Task<IActionResult> OnPostPreviewAsync(long id, int number, AnswerForm form)
    {
        await LoadAsync(id, number);
        Form = form;
        Show();
        return Request.Headers.ContainsKey("Part") ? Partial("_Proof", Proof) : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, int number, AnswerForm form)
    {
        await LoadAsync(id, number);
        Form = form;
        Show();
        var command = new AnswerReply.Command
        {
            HearingId = id,
            Number = number,
            Markdown = form.Markdown ?? "",
            AnsweredBy = form.AnsweredBy ?? "",
            Title = form.Title,
        };
        var deed = Reply.MinistryAnswer is null ? "Answer" : "AnswerChange";
        return await TryAsync(() => Mediator.Send(command), Inputs)
            ? SeeOther(Back + new Choices(("etter", Done.Of(deed, number))))
            : Page();
    }

    public async Task<IActionResult> OnPostTakeBackAsync(long id, int number, [FromForm(Name = "sikker")] string? sure)
    {
        await OnGetAsync(id, number);
        if (sure is null)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("sikker", T("review.answer_sure_missing"))], Inputs);
            return Page();
        }
        return await TryAsync(() => Mediator.Send(new TakeBackAnswer.Command(id, number)), Inputs)
            ? SeeOther(Back + new Choices(("etter", Done.Of("AnswerBack", number))))
            : Page();
    }

    protected override StaffError Worded(StaffError error) =>
        error.Input switch
        {
            "tekst" when string.IsNullOrWhiteSpace(Form.Markdown) => error with { Message = T("review.answer_empty") },
            "navn" when string.IsNullOrWhiteSpace(Form.AnsweredBy) => error with { Message = T("review.answer_nobody") },
            _ => error,
        };

    private void Show() => Proof = Proof.Of(Form.Markdown, LangOf(Hearing.Language));

    private async Task LoadAsync(long id, int number)
    {
        await LoadHearingAsync(id, ReplyTab.Review, T("review.answer_heading", number));
        IsFrontOfTab = false;
        Reply = await Mediator.Send(new GetReply.Query(id, number, Scope.All));
        Modules = ["live", "submit-once"];
    }
}
