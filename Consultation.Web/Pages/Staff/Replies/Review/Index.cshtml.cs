using System.Globalization;
using Consultation.Api;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Replies.Review;

/// <summary>One reply, as it was sent and as others read it, and the decision about it.</summary>
[Requires(Permission.ReadUnpublished)]
internal sealed class IndexModel(IMediator mediator) : ReviewPage(mediator)
{
    private static readonly (string, string)[] Inputs =
    [
        ("redactions", "ord"),
        ("text", "ikke-fnr"),
        ("decision", "vedtak"),
        ("ground", "grunn"),
        ("legalBasis", "hjemmel"),
        ("message", "melding"),
        ("note", "merknad"),
    ];

    private static readonly (string, string)[] JournalInputs = [("caseNumber", "sak"), ("documentNumber", "dokument"), ("at", "dato")];

    public async Task OnGetAsync(
        long id,
        int number,
        [FromQuery(Name = "etter")] string? after,
        [FromQuery(Name = "bekreft")] string? confirm
    )
    {
        await LoadAsync(id, number);
        Notice = Done.Sentence(after);
        Confirming = confirm == "ja";
        Chosen = new Chosen { Marked = Standing.Publication == Publication.InReview ? IdentityNumbers : LastMarks() };
        Prove();
    }

    public async Task<IActionResult> OnPostAsync(long id, int number, ReviewForm form)
    {
        Form = form;
        await LoadAsync(id, number);
        Chosen = Chosen.Read(form.Marks, form.Words);
        Confirming = AwaitsSecond && form.Choice == nameof(ModerationChoice.Withhold);
        if (form.Version != Standing.LatestVersion)
        {
            // What was marked is places in a text that is no more; the words can be looked for in the new one.
            Stale = Standing.Versions.FirstOrDefault(version => version.Version == form.Version);
            Chosen = new Chosen { Words = Chosen.Words };
        }
        if (!Prove() || form.Preview)
            return Page();
        if (form.Decision is not { } decision)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("vedtak", T("review.error.choose"))], Inputs);
            return Page();
        }
        var hides = decision is ModerationChoice.Redact or ModerationChoice.Withhold;
        var command = new DecideReply.Command
        {
            HearingId = id,
            Number = number,
            Decision = decision,
            Version = form.Version,
            Ground = hides ? form.Ground : null,
            LegalBasis = hides ? form.LegalBasis : null,
            Note = form.Note,
            Message = hides ? form.Message?.ReplaceLineEndings("\n") : null,
            Redactions = decision == ModerationChoice.Redact ? Chosen.In(Parts) : null,
            NotANationalId = form.NotANationalId,
        };
        if (!await TryAsync(() => Mediator.Send(command), Inputs))
            return Page();
        var wasSecond = AwaitsSecond && decision == ModerationChoice.Withhold;
        return SeeOther(After(id, number, Done.Of(wasSecond ? "Confirm" : decision.ToString(), number)));
    }

    /// <summary>What was typed is not kept: whoever puts a reply off has not decided anything.</summary>
    public Task<IActionResult> OnPostAsideAsync(long id, int number) =>
        Dispose(id, number, new SetAside.Command(id, number), Done.Of("Aside", number));

    public Task<IActionResult> OnPostKeepAsync(long id, int number) =>
        Dispose(id, number, new KeepAsItIs.Command(id, number), Done.Of("Keep", number));

    private async Task<IActionResult> Dispose(long id, int number, IRequest<Unit> command, string deed)
    {
        await LoadAsync(id, number);
        Chosen = new Chosen { Marked = LastMarks() };
        Prove();
        return await TryAsync(() => Mediator.Send(command), Inputs) ? SeeOther(After(id, number, deed)) : Page();
    }

    public async Task<IActionResult> OnPostJournalAsync(long id, int number, JournalForm form)
    {
        Journal = form;
        await LoadAsync(id, number);
        Chosen = new Chosen { Marked = LastMarks() };
        Prove();
        var at = LocalTime.Read(form.Day, "12:00", Zone);
        if (at is null)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("dato", T("review.error.date"))], JournalInputs);
            return Page();
        }
        var command = new JournalReply.Command
        {
            HearingId = id,
            Number = number,
            CaseNumber = form.Case ?? "",
            DocumentNumber = int.TryParse(form.Document?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var document)
                ? document
                : 0,
            At = at.Value,
        };
        return await TryAsync(() => Mediator.Send(command), JournalInputs)
            ? SeeOther(ReplyStaffLinks.Reply(Language, id, number) + new Choices(("ko", QueueWord), ("etter", Done.Of("Journal", number))))
            : Page();
    }

    /// <summary>A file as it was sent, for whoever has to judge it.</summary>
    public async Task<IActionResult> OnGetFileAsync(long id, int number, [FromQuery(Name = "vedlegg")] int index)
    {
        await Mediator.Send(new Api.Features.Hearings.CheckOwnHearing.Query(id));
        return new AnswerResult(await AttachmentFile.Open(HttpContext, id, number, index));
    }

    private string After(long id, int number, string deed)
    {
        // Where the next would be this very reply again, or nothing is left, the queue's own page says so.
        var choices = new Choices(("ko", QueueWord), ("etter", deed));
        return Queue.Next is { } next && next != number
            ? ReplyStaffLinks.Reply(Language, id, next) + choices
            : ReplyStaffLinks.Review(Language, id) + choices;
    }
}
