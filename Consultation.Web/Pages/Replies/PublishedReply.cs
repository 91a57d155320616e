using System.Text.Json;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies;

/// <summary>What everybody reads of a reply, or of one page of it: where it is published, and before it is sent.</summary>
internal sealed record PublishedReply
{
    public required HearingView Hearing { get; init; }

    /// <summary>Null: it has none yet, and its files cannot be fetched.</summary>
    public int? Number { get; init; }
    public required int Version { get; init; }
    public required SenderView Sender { get; init; }
    public required Position Position { get; init; }

    /// <summary>That it was written in.</summary>
    public required string Language { get; init; }

    /// <summary>Whether what stands at a reply's beginning is shown.</summary>
    public bool IsBeginning { get; init; } = true;
    public string? Text { get; init; }

    /// <summary>To public questions alone.</summary>
    public IReadOnlyList<AnswerView> Answers { get; init; } = [];
    public IReadOnlyList<CommentView> Comments { get; init; } = [];
    public IReadOnlyList<AttachmentView> Files { get; init; } = [];
    public IReadOnlyList<HearingQuestion> Questions { get; init; } = [];
    public required IReadOnlyDictionary<(long Paragraph, int Version), CommentPlace> Places { get; init; }

    /// <summary>Titles of the hearing's documents.</summary>
    public required IReadOnlyDictionary<long, string> Documents { get; init; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && Answers.Count + Comments.Count + Files.Count == 0;

    public static PublishedReply Of(ShowReply.Result shown, ReplyPart part, bool isFirst, bool isLast) =>
        new()
        {
            Hearing = shown.Hearing,
            Number = shown.Reply.Number,
            Version = shown.Reply.Version,
            Sender = shown.Reply.Sender,
            Position = shown.Reply.Position,
            Language = shown.Reply.Language,
            IsBeginning = isFirst,
            Text = part.Text,
            Answers = [.. part.Answers],
            Comments = [.. part.Comments],
            Files = isLast ? shown.Reply.Attachments ?? [] : [],
            Questions = shown.Questions,
            Places = shown.Places,
            Documents = shown.Documents,
        };

    /// <summary>What a comment is about, as it read when the comment was made.</summary>
    public CommentPlace? PlaceOf(CommentView comment) =>
        (comment.Paragraph ?? comment.Chapter) is { } paragraph ? Places.GetValueOrDefault((paragraph, comment.DocumentVersion)) : null;

    /// <summary>Where a file can be fetched; null where it cannot.</summary>
    public string? AddressOf(AttachmentView file) =>
        Number is null ? null : FormattableString.Invariant($"/api/v1/hearings/{Hearing.Id}/replies/{Number}/attachments/{file.Index}");

    /// <summary>The answer in the words that were chosen from; null for one that was written.</summary>
    public static IReadOnlyList<string>? Chosen(HearingQuestion question, AnswerView answer)
    {
        // A preview holds answers that nothing has judged yet: what is no answer of its kind stands as it was typed.
        string Label(JsonElement value) =>
            question.Options?.FirstOrDefault(option => option.Value == value.ToString())?.Label ?? value.ToString();
        return (question.Kind, answer.Value.ValueKind) switch
        {
            (QuestionKind.Text, _) => null,
            (_, JsonValueKind.Array) => [.. answer.Value.EnumerateArray().Select(Label)],
            (_, JsonValueKind.True or JsonValueKind.False) => [T(answer.Value.GetBoolean() ? "answer.yes" : "answer.no")],
            _ => [Label(answer.Value)],
        };
    }
}
