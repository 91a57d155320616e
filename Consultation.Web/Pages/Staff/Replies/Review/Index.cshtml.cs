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
internal sealed class IndexModel(IMediator mediator) : HearingStaffPage(mediator)
{
    private static readonly (string, string)[] Inputs =
    [
        ("redactions", "ord"),
        ("text", "ikke-fnr"),
        ("decision", "vedtak"),
        ("ground", "grunn"),
        ("legalBasis", "hjemmel"),
        ("note", "merknad"),
    ];

    private static readonly (string, string)[] JournalInputs = [("caseNumber", "sak"), ("documentNumber", "dokument"), ("at", "dato")];

    [BindProperty(SupportsGet = true, Name = "ko")]
    public string? QueueWord { get; set; }

    public ReplyView Reply { get; private set; } = null!;
    public GetModeration.Result Standing { get; private set; } = null!;
    public GetReviewQueue.Result Queue { get; private set; } = null!;
    public ReviewQueue QueueKind => QueueName.Read(QueueWord);
    public string? Notice { get; private set; }
    public ReviewForm Form { get; private set; } = new();
    public JournalForm Journal { get; private set; } = new();
    public Chosen Chosen { get; private set; } = new();

    /// <summary>The version that a decision is about; null: it is kept restricted, and the reader does not moderate.</summary>
    public ReplyContent? Latest { get; private set; }
    public IReadOnlyList<RedactedRange> IdentityNumbers { get; private set; } = [];
    public IReadOnlyList<ProofPart> Parts { get; private set; } = [];

    /// <summary>The version that the sender of a stale form had read, when it is not the latest any more.</summary>
    public GetModeration.VersionView? Stale { get; private set; }

    /// <summary>Shown as an open dialog, for browsers without script.</summary>
    public bool Confirming { get; private set; }

    public bool Moderates => May(Permission.Moderate) && Latest is not null;
    public bool AwaitsSecond => Standing.Pending == PendingDecision.SecondPerson;

    /// <summary>The withholding that waits for a second person.</summary>
    public GetModeration.DecisionView? Withholding =>
        AwaitsSecond ? Standing.Decisions.LastOrDefault(one => one.Decision == ModerationChoice.Withhold) : null;

    /// <summary>Whether it is the reader's own: another has to confirm it.</summary>
    public bool IsOwnWithholding => Withholding is not null && !Standing.MayConfirm;

    /// <summary>What can be decided now.</summary>
    public IReadOnlyList<ModerationChoice> Possible =>
        [
            .. Enum.GetValues<ModerationChoice>()
                .Where(choice =>
                    ModerationRules.Next(Standing.Counted, Standing.LatestVersion > Standing.Version, AwaitsSecond, choice)
                        is not null
                            and not ModerationStep.ConfirmHiding
                ),
        ];

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
            Redactions = decision == ModerationChoice.Redact ? Chosen.In(Parts) : null,
            NotANationalId = form.NotANationalId,
        };
        if (!await TryAsync(() => Mediator.Send(command), Inputs))
            return Page();
        var wasSecond = AwaitsSecond && decision == ModerationChoice.Withhold;
        return SeeOther(After(id, number, Done.Of(wasSecond ? "Confirm" : decision.ToString(), number)));
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

    private async Task LoadAsync(long id, int number)
    {
        await LoadHearingAsync(id, ReplyTab.Review, T("review.reply_heading", number));
        IsFrontOfTab = false;
        Reply = await Mediator.Send(new GetReply.Query(id, number, Scope.All));
        Standing = await Mediator.Send(new GetModeration.Query(id, number));
        Queue = await Mediator.Send(new GetReviewQueue.Query(id, QueueKind, number));
        var latest = Standing.Versions.First(version => version.Version == Standing.LatestVersion);
        (Latest, IdentityNumbers) = (latest.Content, latest.IdentityNumbers ?? []);
        if (Latest is not null)
            Parts = ProofPart.Of(Latest, Latest, Hearing);
        var journal = Standing.Journal;
        if (Journal.Case is null && Journal.Day is null)
        {
            Journal = new JournalForm
            {
                Case = journal?.CaseNumber ?? Hearing.CaseNumber,
                Document = journal?.DocumentNumber.ToString(CultureInfo.InvariantCulture),
                Day = journal is null ? null : LocalTime.Day(journal.At, Zone),
            };
        }
        if (May(Permission.Moderate))
            Modules = ["moderation", "dialogs", "submit-once"];
    }

    /// <summary>Works out what would be public; false when a mark lies outside the text, which is told.</summary>
    private bool Prove()
    {
        if (Latest is null)
            return true;
        try
        {
            Parts = ProofPart.Of(Latest, Redaction.Apply(Latest, Chosen.In(Parts)), Hearing);
            return true;
        }
        catch (Refusal refusal) when (refusal.Code == Refusals.RedactionOutOfRange().Code)
        {
            Chosen = new Chosen { Words = Chosen.Words };
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("ord", T("review.error.marks"))], Inputs);
            return false;
        }
    }

    /// <summary>What the last redaction took out, where it was of the version that is the latest now.</summary>
    private IReadOnlyList<RedactedRange> LastMarks() =>
        Standing.Decisions.LastOrDefault(one => one.Decision == ModerationChoice.Redact) is { Redactions: { } ranges } last
        && last.Version == Standing.LatestVersion
            ? ranges
            : [];
}
