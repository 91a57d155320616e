using System.Globalization;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Replies.Review;

/// <summary>One reply of a hearing with its place in the queue, and what is chosen to be taken out of it.</summary>
[Requires(Permission.ReadUnpublished)]
internal abstract class ReviewPage(IMediator mediator) : HearingStaffPage(mediator)
{
    [BindProperty(SupportsGet = true, Name = "ko")]
    public string? QueueWord { get; set; }

    public ReplyView Reply { get; protected set; } = null!;
    public GetModeration.Result Standing { get; protected set; } = null!;
    public GetReviewQueue.Result Queue { get; protected set; } = null!;
    public ReviewQueue QueueKind => QueueName.Read(QueueWord);
    public string? Notice { get; protected set; }
    public ReviewForm Form { get; protected set; } = new();
    public JournalForm Journal { get; protected set; } = new();
    public Chosen Chosen { get; protected set; } = new();

    /// <summary>The version that a decision is about; null: it is kept restricted, and the reader does not moderate.</summary>
    public ReplyContent? Latest { get; protected set; }
    public IReadOnlyList<RedactedRange> IdentityNumbers { get; protected set; } = [];
    public IReadOnlyList<ProofPart> Parts { get; protected set; } = [];

    /// <summary>The version that the sender of a stale form had read, when it is not the latest any more.</summary>
    public GetModeration.VersionView? Stale { get; protected set; }

    /// <summary>Shown as an open dialog, for browsers without script.</summary>
    public bool Confirming { get; protected set; }

    /// <summary>What readers have told of it, and nobody has looked at.</summary>
    public IReadOnlyList<GetModeration.FlagView> Flags => [.. Standing.Flags.Where(flag => flag.HandledAt is null)];

    public override string? QueueLine =>
        QueueKind != ReviewQueue.Review || Queue.Waiting == 0
            ? null
            : string.Join(
                " · ",
                Count("review.waiting", Queue.Waiting),
                Count("review.oldest", Queue.OldestDays ?? 0),
                Count("review.goal", Queue.GoalDays)
            );

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

    protected async Task LoadAsync(long id, int number)
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
    protected bool Prove()
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
            Refuse(StatusCodes.Status422UnprocessableEntity, [new StaffError("ord", T("review.error.marks"))], ("redactions", "ord"));
            return false;
        }
    }

    /// <summary>What the last redaction took out, where it was of the version that is the latest now.</summary>
    protected IReadOnlyList<RedactedRange> LastMarks() =>
        Standing.Decisions.LastOrDefault(one => one.Decision == ModerationChoice.Redact) is { Redactions: { } ranges } last
        && last.Version == Standing.LatestVersion
            ? ranges
            : [];
}
