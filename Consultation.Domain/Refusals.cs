namespace Consultation.Domain;

/// <summary>Every refusal there is, with its stable code. Codes are part of the public contract: add, never change.</summary>
public static class Refusals
{
    public static Refusal NotFound() => new(RefusalKind.NotFound, "not_found");

    public static Refusal Forbidden() => new(RefusalKind.Forbidden, "forbidden");

    // Hearings
    public static Refusal HearingIncomplete() => new(RefusalKind.Conflict, "hearing.incomplete");

    public static Refusal HearingAlreadyPublished() => new(RefusalKind.Conflict, "hearing.already_published");

    public static Refusal HearingConcluded() => new(RefusalKind.Conflict, "hearing.concluded");

    public static Refusal MinistryUnknown() => new(RefusalKind.RuleBroken, "ministry.unknown", "ministry");

    public static Refusal PublicationNeedsAdministrator() =>
        new(RefusalKind.Forbidden, "hearing.immediate_needs_administrator", "publication");

    /// <summary>A field that may not change once the hearing is published.</summary>
    public static Refusal HearingFieldFrozen(string field) => new(RefusalKind.Conflict, "hearing.field_frozen", field);

    public static Refusal HearingNotPublished() => new(RefusalKind.Conflict, "hearing.not_published");

    public static Refusal OutcomeMissing() => new(RefusalKind.Conflict, "outcome.missing");

    /// <summary>Rounds neither grow nor come once the outcome is told.</summary>
    public static Refusal OutcomeExists() => new(RefusalKind.Conflict, "outcome.exists");

    // Rounds
    public static Refusal RoundClosed() => new(RefusalKind.Conflict, "round.closed");

    public static Refusal RoundNotOpen() => new(RefusalKind.Conflict, "round.not_open");

    public static Refusal RoundOverlaps() => new(RefusalKind.Conflict, "round.overlaps");

    public static Refusal RoundNotLater() => new(RefusalKind.RuleBroken, "round.not_later", "closesAt");

    public static Refusal RoundClosesBeforeItOpens() => new(RefusalKind.RuleBroken, "round.closes_before_opening", "closesAt");

    public static Refusal RoundDeadlinePassed() => new(RefusalKind.RuleBroken, "round.deadline_passed", "closesAt");

    public static Refusal ShortDeadlineNeedsReason() =>
        new(RefusalKind.RuleBroken, "round.short_deadline_needs_reason", "shortDeadlineReason");

    public static Refusal PlanTooShort() => new(RefusalKind.RuleBroken, "round.plan_too_short", "closesAt");

    // Replies
    public static Refusal ReplyEmpty() => new(RefusalKind.RuleBroken, "reply.empty", "text");

    public static Refusal ReplyTextTooLong() => new(RefusalKind.RuleBroken, "reply.text_too_long", "text");

    public static Refusal ReplyNationalId(string field) => new(RefusalKind.RuleBroken, "reply.national_id", field);

    public static Refusal OrganisationNumberInvalid() =>
        new(RefusalKind.RuleBroken, "organisation.number_invalid", "sender.organisationNumber");

    public static Refusal AnonymousNotAllowed() => new(RefusalKind.RuleBroken, "reply.anonymous_not_allowed", "sender.anonymous");

    public static Refusal IdempotencyMismatch() => new(RefusalKind.RuleBroken, "idempotency.mismatch");

    // Moderation

    public static Refusal ModerationNotPossible() => new(RefusalKind.Conflict, "moderation.not_possible");

    /// <summary>Whoever withheld a reply may not confirm it.</summary>
    public static Refusal SecondPersonNeeded() => new(RefusalKind.Forbidden, "moderation.second_person_needed");

    /// <summary>A withholding is confirmed on the ground that it was made on, or not at all.</summary>
    public static Refusal GroundDiffers() => new(RefusalKind.RuleBroken, "moderation.ground_differs", "ground");

    /// <summary>The ministry answers in public what the public can read.</summary>
    public static Refusal ReplyNotPublished() => new(RefusalKind.Conflict, "reply.not_published");

    public static Refusal RedactionOutOfRange() => new(RefusalKind.RuleBroken, "redaction.out_of_range", "redactions");

    // What a reply holds beside its text
    public static Refusal ReplyPartsTooLong(string field) => new(RefusalKind.RuleBroken, "reply.parts_too_long", field);

    public static Refusal ReplyTooManyParts(string field) => new(RefusalKind.RuleBroken, "reply.too_many_parts", field);

    public static Refusal AnswerUnknownQuestion(string field) => new(RefusalKind.RuleBroken, "answer.unknown_question", field);

    public static Refusal AnswerTwice(string field) => new(RefusalKind.RuleBroken, "answer.twice", field);

    public static Refusal AnswerNotShown(string field) => new(RefusalKind.RuleBroken, "answer.not_shown", field);

    public static Refusal AnswerRequired(string field) => new(RefusalKind.RuleBroken, "answer.required", field);

    public static Refusal AnswerTooLong(string field) => new(RefusalKind.RuleBroken, "answer.too_long", field);

    public static Refusal AnswerUnknownOption(string field) => new(RefusalKind.RuleBroken, "answer.unknown_option", field);

    public static Refusal AnswerOffScale(string field) => new(RefusalKind.RuleBroken, "answer.off_scale", field);

    public static Refusal AnswerWrongKind(string field) => new(RefusalKind.RuleBroken, "answer.wrong_kind", field);

    public static Refusal CommentOnePlace(string field) => new(RefusalKind.RuleBroken, "comment.one_place", field);

    public static Refusal CommentEmpty(string field) => new(RefusalKind.RuleBroken, "comment.empty", field);

    public static Refusal CommentTooLong(string field) => new(RefusalKind.RuleBroken, "comment.too_long", field);

    public static Refusal CommentUnknownPlace(string field) => new(RefusalKind.RuleBroken, "comment.unknown_place", field);

    public static Refusal CommentQuoteMismatch(string field) => new(RefusalKind.RuleBroken, "comment.quote_mismatch", field);

    public static Refusal AttachmentUnknown(string field) => new(RefusalKind.RuleBroken, "attachment.unknown", field);

    public static Refusal AttachmentEmpty() => new(RefusalKind.RuleBroken, "attachment.empty", "file");

    public static Refusal AttachmentTooLarge() => new(RefusalKind.TooLarge, "attachment.too_large", "file");

    public static Refusal AttachmentTypeNotAllowed() => new(RefusalKind.TypeNotAllowed, "attachment.type_not_allowed", "file");

    // Correcting and withdrawing
    public static Refusal ReplyTokenInvalid() => new(RefusalKind.Forbidden, "reply.token_invalid");

    public static Refusal ReplyWithdrawn() => new(RefusalKind.Conflict, "reply.withdrawn");

    public static Refusal ReplyChanged() => new(RefusalKind.Conflict, "reply.changed");

    // Registering what came by e-mail or on paper
    public static Refusal ReceivedInFuture() => new(RefusalKind.RuleBroken, "received_at.in_future", "receivedAt");

    /// <summary>No round of the hearing had opened then.</summary>
    public static Refusal ReceivedBeforeOpening() => new(RefusalKind.RuleBroken, "received_at.before_opening", "receivedAt");

    // Documents

    /// <summary>Over five million characters or 20,000 paragraphs.</summary>
    public static Refusal DocumentTooLarge() => new(RefusalKind.RuleBroken, "document.too_large", "documents");

    /// <summary>Someone else corrected the document in between.</summary>
    public static Refusal DocumentChanged() => new(RefusalKind.Conflict, "document.changed");

    public static Refusal DocumentNoticeMissing() => new(RefusalKind.RuleBroken, "document.notice_missing", "notice");

    // Annexes

    /// <summary>A hundred, of one hearing.</summary>
    public static Refusal AnnexTooMany() => new(RefusalKind.RuleBroken, "annex.too_many", "attachment");

    /// <summary>The same content is there already, under another title.</summary>
    public static Refusal AnnexSameFile() => new(RefusalKind.RuleBroken, "annex.same_file", "attachment");

    public static Refusal AnnexSameTitle() => new(RefusalKind.RuleBroken, "annex.same_title", "title");

    /// <summary>What everybody has been able to read is not taken away without a word.</summary>
    public static Refusal AnnexReasonMissing() => new(RefusalKind.RuleBroken, "annex.reason_missing", "reason");

    // Imports and reports
    public static Refusal ImportFileUnreadable() => new(RefusalKind.RuleBroken, "import.file_unreadable", "file");

    public static Refusal ImportRoundUnknown() => new(RefusalKind.RuleBroken, "import.round_unknown", "mapping.round");

    /// <summary>The file has no column of this name.</summary>
    public static Refusal ImportColumnUnknown(string field) => new(RefusalKind.RuleBroken, "import.column_unknown", field);

    public static Refusal ImportQuestionUnknown(string field) => new(RefusalKind.RuleBroken, "import.question_unknown", field);

    /// <summary>Neither a text nor a position nor an answer has a column.</summary>
    public static Refusal ImportNothingMapped() => new(RefusalKind.RuleBroken, "import.nothing_mapped", "mapping.fields");

    public static Refusal ReportNotReady() => new(RefusalKind.NotFound, "report.not_ready");

    // People who work here
    public static Refusal PasswordTooShort() => new(RefusalKind.RuleBroken, "password.too_short", "password");

    public static Refusal PasswordTooLong() => new(RefusalKind.RuleBroken, "password.too_long", "password");

    public static Refusal PasswordTooCommon() => new(RefusalKind.RuleBroken, "password.too_common", "password");

    public static Refusal PasswordHoldsEmail() => new(RefusalKind.RuleBroken, "password.holds_email", "password");

    /// <summary>Address and password do not belong together, or the account is disabled; which of these is never told.</summary>
    public static Refusal SignInFailed() => new(RefusalKind.RuleBroken, "sign_in.failed");

    /// <summary>A one-time code that is wrong, too old or used before.</summary>
    public static Refusal CodeWrong() => new(RefusalKind.RuleBroken, "sign_in.code_wrong", "code");

    /// <summary>The second step was not done in time.</summary>
    public static Refusal SignInExpired() => new(RefusalKind.Conflict, "sign_in.expired");

    /// <summary>A one-time link that is unknown, used or too old.</summary>
    public static Refusal LinkInvalid() => new(RefusalKind.Conflict, "link.invalid");

    public static Refusal UserEmailTaken() => new(RefusalKind.Conflict, "user.email_taken", "email");

    /// <summary>Somebody must be left who can let others in.</summary>
    public static Refusal LastAdministrator() => new(RefusalKind.Conflict, "user.last_administrator");

    /// <summary>Whoever works for other bodies too is disabled by an administrator of all.</summary>
    public static Refusal UserOfOthers() => new(RefusalKind.Conflict, "user.of_others");

    // Invited bodies

    /// <summary>Over a thousand on one list.</summary>
    public static Refusal InvitationTooMany() => new(RefusalKind.RuleBroken, "invitation.too_many", "lines");

    /// <summary>Another on the list has the same number, or the same name.</summary>
    public static Refusal InvitationTwice() => new(RefusalKind.Conflict, "invitation.twice", "name");

    /// <summary>No letter would go: all have had it, or replied, or have no address.</summary>
    public static Refusal InvitationNobody() => new(RefusalKind.Conflict, "invitation.nobody");

    /// <summary>The hearing has no such reply, or it is withdrawn.</summary>
    public static Refusal InvitationReplyUnknown() => new(RefusalKind.RuleBroken, "invitation.reply_unknown", "number");

    /// <summary>So much is being sent that the public's search rests; lists without words are read as ever.</summary>
    public static Refusal SearchClosed() => new(RefusalKind.Closed, "search.closed");

    public static Refusal CursorInvalid() => new(RefusalKind.RuleBroken, "cursor.invalid", "cursor");
}
