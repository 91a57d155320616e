namespace Consultation.Domain;

/// <summary>What a decision does with a reply.</summary>
public enum ModerationStep
{
    /// <summary>The version decided on is published as it was sent.</summary>
    Show,

    /// <summary>The version decided on is published without some of its words.</summary>
    ShowRedacted,

    /// <summary>Nothing of it is public from now on; somebody else has to confirm it.</summary>
    Hide,

    /// <summary>The second person agrees with a withholding.</summary>
    ConfirmHiding,

    /// <summary>A withholding is taken back: the reply is as it was before, also when that was unread or redacted.</summary>
    TakeBackHiding,
}

/// <summary>
/// Which decision may follow on which state. Withholding is the last resort (nobody's words are taken off the web by one person alone, and
/// redaction is tried first), but hides at once: what is hidden too long can be shown later, what is seen cannot be unseen.
/// </summary>
public static class ModerationRules
{
    /// <summary>Null: not possible (<c>moderation.not_possible</c>).</summary>
    /// <param name="state">As <see cref="ReplyRules.Counted"/> has it.</param>
    /// <param name="corrected">Whether a correction waits to be read: then the decision is about that one.</param>
    /// <param name="awaitsSecondPerson">Whether a withholding is still to be confirmed.</param>
    public static ModerationStep? Next(Publication state, bool corrected, bool awaitsSecondPerson, ModerationChoice choice) =>
        (state, choice) switch
        {
            (Publication.InReview, ModerationChoice.Publish) => ModerationStep.Show,
            (Publication.InReview, ModerationChoice.Redact) => ModerationStep.ShowRedacted,
            (Publication.InReview, ModerationChoice.Withhold) => ModerationStep.Hide,

            // It is approved already, unless it is about a correction of it.
            (Publication.AwaitingDeadline or Publication.Published or Publication.PublishedRedacted, ModerationChoice.Publish) => corrected
                ? ModerationStep.Show
                : null,
            (Publication.AwaitingDeadline or Publication.Published or Publication.PublishedRedacted, ModerationChoice.Redact) =>
                ModerationStep.ShowRedacted,
            (Publication.AwaitingDeadline or Publication.Published or Publication.PublishedRedacted, ModerationChoice.Withhold) =>
                ModerationStep.Hide,
            // Where a correction waits, "as it was sent" would be two things.
            (Publication.PublishedRedacted, ModerationChoice.Restore) => corrected ? null : ModerationStep.Show,

            (Publication.Withheld, ModerationChoice.Publish) => ModerationStep.Show,
            (Publication.Withheld, ModerationChoice.Redact) => ModerationStep.ShowRedacted,
            (Publication.Withheld, ModerationChoice.Withhold) => awaitsSecondPerson ? ModerationStep.ConfirmHiding : null,
            (Publication.Withheld, ModerationChoice.Restore) => ModerationStep.TakeBackHiding,

            // In review and unredacted there is nothing to restore; what the sender has withdrawn is nobody's to decide.
            _ => null,
        };

    /// <summary>The state in which an approved reply is stored: under <see cref="PublicationRule.AfterDeadline"/> it waits, redacted or not.</summary>
    public static Publication Approved(PublicationRule rule, bool redacted) =>
        rule == PublicationRule.AfterDeadline ? Publication.AwaitingDeadline
        : redacted ? Publication.PublishedRedacted
        : Publication.Published;
}
