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
