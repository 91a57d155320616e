namespace Consultation.Domain;

/// <summary>
/// Everything that a reply says, and by whom: what a version of it is, what a redaction changes, and what its checksum covers. All text is
/// as <see cref="PlainText.Normalise"/> leaves it, so that positions in it are the same for everybody.
/// </summary>
public sealed record ReplyContent
{
    public string? SenderName { get; init; }
    public string? OnBehalfOf { get; init; }
    public required Position Position { get; init; }
    public string Text { get; init; } = "";

    /// <summary>In the order of the hearing's questions; only what was answered.</summary>
    public IReadOnlyList<Answer> Answers { get; init; } = [];

    /// <summary>In the order sent.</summary>
    public IReadOnlyList<Comment> Comments { get; init; } = [];

    /// <summary>In the order sent.</summary>
    public IReadOnlyList<AttachedFile> Attachments { get; init; } = [];

    /// <summary>What else a version says of its sender; null: as the reply has it. Not covered by the checksum.</summary>
    public SenderFacts? Sender { get; init; }
}

/// <summary>What a correction may change about who sent a reply, beside the names.</summary>
public sealed record SenderFacts(SenderType Type, Verification Verified, string Language, string? OrganisationNumber = null);

/// <summary>
/// One answer as it is stored: text and single have one value, multiple one for each choice, scale a whole number in decimal digits,
/// yesNo <c>true</c> or <c>false</c>.
/// </summary>
/// <param name="Question">The question's key.</param>
public sealed record Answer(string Question, QuestionKind Kind, IReadOnlyList<string> Values);

/// <summary>A remark on a place in a document: a text, a stance, or both.</summary>
public sealed record Comment
{
    public required CommentTarget Target { get; init; }
    public required long DocumentId { get; init; }

    /// <summary>The version that was read and quoted; later corrections leave it.</summary>
    public required int DocumentVersion { get; init; }

    /// <summary>The paragraph, or the chapter's heading; null for a whole document.</summary>
    public long? ParagraphId { get; init; }
    public Quote? Quote { get; init; }
    public Stance? Stance { get; init; }
    public string? Text { get; init; }
}

/// <summary>Words of the paragraph that a comment is about. Start and length in UTF-16 units of its Markdown.</summary>
public sealed record Quote(int Start, int Length, string Text);

/// <summary>A file that a reply brings along.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the content, lower-case hexadecimal; its name in the file store.</param>
/// <param name="Hidden">Taken out by a redaction: the public sees that it was there, not its name or content.</param>
public sealed record AttachedFile(long Id, string FileName, string ContentType, long Size, string Sha256, bool Hidden = false);
