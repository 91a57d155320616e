namespace Consultation.Domain;

public static class ReplyRules
{
    /// <summary>Greatest length of a reply's text, in UTF-16 units of its NFC form (<c>reply.text_too_long</c>).</summary>
    public const int MaxTextLength = 1_000_000;

    /// <summary>Greatest length of all answers and comments together (<c>reply.parts_too_long</c>), and of one comment's text.</summary>
    public const int MaxPartsLength = 1_000_000;
    public const int MaxCommentLength = 100_000;

    /// <summary>How many of each one reply may have (<c>reply.too_many_parts</c>).</summary>
    public const int MaxAnswers = 1000;
    public const int MaxComments = 500;
    public const int MaxAttachments = 20;

    /// <summary>How long an uploaded file waits for a reply that names it.</summary>
    public static readonly TimeSpan AttachmentWaits = TimeSpan.FromHours(24);

    /// <summary>
    /// The state in which a reply is stored when it arrives. What holds a national identity number is always read first
    /// (offentlegforskrifta § 7). Verified public bodies are published unread by default, others after review (Justisdepartementets
    /// lovavdeling, 24.01.2019); what staff import is theirs to answer for. Under <see cref="PublicationRule.AfterDeadline"/> it waits, also
    /// when it is late: the deadline is a predicate when read (<see cref="Shown"/>), so an extended round hides its replies again.
    /// </summary>
    public static Publication FirstPublication(
        PublicationRule rule,
        SenderType type,
        Verification verified,
        bool holdsNationalId,
        bool importedByStaff
    )
    {
        if (holdsNationalId)
            return Publication.InReview;
        return rule switch
        {
            PublicationRule.Immediate => Publication.Published,
            PublicationRule.AfterDeadline => Publication.AwaitingDeadline,
            PublicationRule.VerifiedImmediate when importedByStaff || IsVerifiedPublicBody(type, verified) => Publication.Published,
            _ => Publication.InReview,
        };
    }

    /// <summary>How a corrected reply's sender is verified: somebody else's name is not vouched for by whoever vouched for the first.</summary>
    public static Verification VerifiedAfter(SenderFacts was, string? name, SenderType type, string? organisationNumber, string? newName) =>
        type == was.Type && organisationNumber == was.OrganisationNumber && newName == name ? was.Verified : Verification.None;

    /// <summary>
    /// The state that everybody sees: what awaits the deadline is published from that instant on, without any job, redacted when there is
    /// a <paramref name="ground"/> for something being hidden. <c>PublicReplies.Shown</c> says the same in SQL.
    /// </summary>
    public static Publication Shown(Publication stored, Ground? ground, DateTimeOffset closesAt, DateTimeOffset now) =>
        now >= closesAt && stored is Publication.AwaitingDeadline ? Released(ground) : stored;

    /// <summary>
    /// The state in which it is counted: the counters do not know the time, so what awaits the deadline counts apart, except that redacted
    /// replies count as such before the deadline too.
    /// </summary>
    public static Publication Counted(Publication stored, Ground? ground) =>
        stored is Publication.AwaitingDeadline && ground is not null ? Publication.PublishedRedacted : stored;

    /// <summary>Whether the public may read its content. Withheld and withdrawn replies leave a placeholder, which is no content.</summary>
    public static bool IsPublic(Publication stored, DateTimeOffset closesAt, DateTimeOffset now) =>
        Shown(stored, null, closesAt, now) is Publication.Published or Publication.PublishedRedacted;

    private static Publication Released(Ground? ground) => ground is null ? Publication.Published : Publication.PublishedRedacted;

    /// <summary>Whether the placeholder of a hidden reply says who sent it: not where that is what must not be known.</summary>
    public static bool PlaceholderNamesSender(Ground? ground) => ground is not (Ground.Privacy or Ground.NationalId);

    private static bool IsVerifiedPublicBody(SenderType type, Verification verified) =>
        type is SenderType.PublicBody && verified is Verification.Organisation or Verification.Staff;
}
