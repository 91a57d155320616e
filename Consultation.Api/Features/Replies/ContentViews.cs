using System.Globalization;
using System.Text.Json;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>The answer to one question, in the form in which it was given.</summary>
/// <param name="Question">The question's key.</param>
/// <param name="Value">Text and single: a string; multiple: an array of strings; scale: a number; yesNo: a boolean.</param>
public sealed record AnswerView(string Question, JsonElement Value);

/// <summary>A remark on one place: <c>paragraph</c>, <c>chapter</c> or <c>document</c>.</summary>
public sealed record CommentView
{
    /// <summary>Its place among the reply's comments, from 0.</summary>
    public required int Index { get; init; }
    public long? Paragraph { get; init; }
    public long? Chapter { get; init; }
    public long? Document { get; init; }

    /// <summary>The version of the document that was commented on.</summary>
    public required int DocumentVersion { get; init; }
    public QuoteView? Quote { get; init; }
    public Stance? Stance { get; init; }
    public string? Text { get; init; }
}

/// <summary>Words of the paragraph's Markdown; start and length in UTF-16 units.</summary>
public sealed record QuoteView(int Start, int Length, string Text);

/// <summary>A file of a reply; of a hidden one only that it was there.</summary>
public sealed record AttachmentView
{
    /// <summary>Its place among the reply's attachments, from 0.</summary>
    public required int Index { get; init; }
    public string? FileName { get; init; }

    /// <summary>Bytes.</summary>
    public int? Size { get; init; }
    public string? ContentType { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Where it can be downloaded.</summary>
    public string? Url { get; init; }

    /// <summary>Taken out by the ministry.</summary>
    public bool? Hidden { get; init; }
}

internal static class ContentViews
{
    public static AnswerView Of(Answer answer) => new(answer.Question, Value(answer));

    public static CommentView Of(Comment comment, int index) =>
        new()
        {
            Index = index,
            Paragraph = comment.Target == CommentTarget.Paragraph ? comment.ParagraphId : null,
            Chapter = comment.Target == CommentTarget.Chapter ? comment.ParagraphId : null,
            Document = comment.Target == CommentTarget.Document ? comment.DocumentId : null,
            DocumentVersion = comment.DocumentVersion,
            Quote = comment.Quote is { } quote ? new QuoteView(quote.Start, quote.Length, quote.Text) : null,
            Stance = comment.Stance,
            Text = comment.Text,
        };

    /// <param name="reply">Address of the reply in the API.</param>
    public static AttachmentView Of(AttachedFile file, int index, string reply, bool isAll) =>
        file.Hidden && !isAll
            ? new() { Index = index, Hidden = true }
            : new()
            {
                Index = index,
                FileName = file.FileName,
                Size = (int)file.Size,
                ContentType = file.ContentType,
                Sha256 = file.Sha256,
                Url = FormattableString.Invariant($"{reply}/attachments/{index}{(isAll ? "?scope=all" : "")}"),
                Hidden = file.Hidden ? true : null,
            };

    private static JsonElement Value(Answer answer) =>
        answer.Kind switch
        {
            QuestionKind.Multiple => JsonSerializer.SerializeToElement(answer.Values),
            QuestionKind.Scale => JsonSerializer.SerializeToElement(int.Parse(answer.Values[0], CultureInfo.InvariantCulture)),
            QuestionKind.YesNo => JsonSerializer.SerializeToElement(string.Equals(answer.Values[0], "true", StringComparison.Ordinal)),
            _ => JsonSerializer.SerializeToElement(answer.Values[0]),
        };
}
