namespace Consultation.Domain;

/// <summary>What sort of procedure a hearing is; decides the least length of a round.</summary>
public enum HearingKind
{
    /// <summary>Alminnelig høring: open to all, at least the ministry's normal length.</summary>
    Ordinary,

    /// <summary>Innspillsrunde: informal and early, no least length.</summary>
    Input,

    /// <summary>Begrenset høring: sent to selected bodies.</summary>
    Limited,

    /// <summary>Offentlig ettersyn of a plan (plan- og bygningsloven): never shorter than the least length.</summary>
    Plan,
}

/// <summary>Where a hearing stands; computed from instants when read.</summary>
public enum HearingStatus
{
    Draft,
    Planned,
    Open,
    UnderReview,
    Concluded,
    Withdrawn,
}

/// <summary>Where a round stands; computed from its instants when read.</summary>
public enum RoundStatus
{
    Planned,
    Open,
    Closed,
}

/// <summary>When a hearing's replies become public.</summary>
public enum PublicationRule
{
    /// <summary>Replies of verified public bodies at once, all others after review.</summary>
    VerifiedImmediate,
    Immediate,
    Reviewed,

    /// <summary>At the round's end.</summary>
    AfterDeadline,
}

/// <summary>What happens to a reply that began after the round's end.</summary>
public enum LateReplies
{
    Reject,
    Accept,
}

public enum SenderType
{
    Person,
    Organisation,
    PublicBody,
}

/// <summary>The reply type (svartype); not a stance.</summary>
public enum Position
{
    WithRemarks,
    WithoutRemarks,
}

/// <summary>How we know who the sender is.</summary>
public enum Verification
{
    None,
    Email,
    Login,
    Organisation,
    Staff,
}

/// <summary>The closed list of states a reply's publication can be in.</summary>
public enum Publication
{
    InReview,
    AwaitingDeadline,
    Published,
    PublishedRedacted,
    Withheld,
    Withdrawn,
}

/// <summary>The role a document plays in a hearing.</summary>
public enum DocumentKind
{
    Letter,
    Paper,
    DraftLaw,
    Statement,
    Annex,
}

/// <summary>What a comment says about the paragraph it stands at.</summary>
public enum Stance
{
    Support,
    SupportWithChanges,
    Against,
    NoRemark,
}

/// <summary>What a comment is about: one paragraph, a heading and all below it, or a whole document.</summary>
public enum CommentTarget
{
    Paragraph,
    Chapter,
    Document,
}

/// <summary>What staff decide about a reply's publication.</summary>
public enum ModerationChoice
{
    Publish,
    Redact,
    Withhold,

    /// <summary>Takes an earlier redaction or withholding back: the reply is published as it was sent.</summary>
    Restore,
}

/// <summary>Why something is hidden; public, beside the placeholder and in the ledger.</summary>
public enum Ground
{
    Privacy,
    Confidential,
    Hate,
    Defamation,
    Unlawful,
    Copyright,
    Spam,
    NationalId,
}

/// <summary>What a reader who tells of a published reply says is wrong with it.</summary>
public enum FlagReason
{
    /// <summary>It tells of somebody's personal circumstances.</summary>
    PersonalData,
    Hate,
    Defamation,

    /// <summary>The reader is the one who is named as its sender, and has not sent it.</summary>
    NotMine,
    Other,
}

/// <summary>What those who follow a hearing are told of it.</summary>
public enum FollowedEvent
{
    /// <summary>Also to now, which closes the round.</summary>
    DeadlineMoved,
    DocumentCorrected,
    Withdrawn,
    ReportPublished,
    OutcomePublished,

    /// <summary>Some days before it.</summary>
    DeadlineNear,
}

/// <summary>What happened to something that the public could see, or can see from now on.</summary>
public enum PublicChangeKind
{
    Published,
    Updated,
    Redacted,
    Withheld,
    Withdrawn,
}
