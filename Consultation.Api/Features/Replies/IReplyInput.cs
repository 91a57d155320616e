using System.Text.Json;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>What a sender gives, sending or correcting: one set of rules and one way to read it for both.</summary>
internal interface IReplyInput
{
    SendReply.SenderInput Sender { get; }
    string? Language { get; }
    Position Position { get; }
    string? Text { get; }
    bool NotANationalId { get; }
    IReadOnlyList<AnswerInput> Answers { get; }
    IReadOnlyList<CommentInput> Comments { get; }
    IReadOnlyList<string> Attachments { get; }
    ReplyDraft Draft { get; }
}

/// <summary>The answer to one question of the hearing.</summary>
public sealed record AnswerInput
{
    /// <summary>The question's key.</summary>
    public required string Question { get; init; }

    /// <summary>
    /// Text and single: a string; multiple: an array of strings; scale: a number; yesNo: a boolean. Null or blank: not answered.
    /// </summary>
    public JsonElement? Value { get; init; }
}

/// <summary>A remark on one place: <c>paragraph</c>, <c>chapter</c> (a heading's paragraph) or <c>document</c>; a text, a stance, or both.</summary>
public sealed record CommentInput
{
    public long? Paragraph { get; init; }
    public long? Chapter { get; init; }
    public long? Document { get; init; }

    /// <summary>Of a paragraph only.</summary>
    public QuoteInput? Quote { get; init; }
    public Stance? Stance { get; init; }

    /// <summary>At most 100,000 characters.</summary>
    public string? Text { get; init; }
}

/// <summary>Words of the paragraph's Markdown; start and length in UTF-16 units.</summary>
public sealed record QuoteInput
{
    public required int Start { get; init; }
    public required int Length { get; init; }
    public required string Text { get; init; }
}
