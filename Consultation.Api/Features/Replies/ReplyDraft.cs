using System.Globalization;
using System.Text.Json;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// A reply's input as it will be stored: normalised once, for the rules and for what follows. What hangs on the hearing (its questions,
/// documents, uploaded files) is not looked at here.
/// </summary>
internal sealed class ReplyDraft
{
    public ReplyDraft(IReplyInput input)
    {
        Text = PlainText.Normalise(input.Text);
        Answers = [.. input.Answers.Select(Given)];
        Comments = [.. input.Comments.Select(comment => (comment ?? new()) with { Text = Filled(comment?.Text) })];
        Attachments = input.Attachments;
    }

    public string Text { get; }
    public IReadOnlyList<GivenAnswer> Answers { get; }
    public IReadOnlyList<CommentInput> Comments { get; }

    /// <summary>Tokens of uploaded files; when correcting also <c>keep:0</c>, <c>keep:1</c> …</summary>
    public IReadOnlyList<string> Attachments { get; }

    public bool IsSaid => !string.IsNullOrWhiteSpace(Text) || Answers.Any(a => !a.IsNothing) || Comments.Count > 0 || Attachments.Count > 0;

    /// <summary>Field and text of everything beside the sender that is published as written.</summary>
    public IEnumerable<(string Field, string Text)> Writings =>
        [
            ("text", Text),
            .. Answers.SelectMany((answer, i) => answer.Values.Select(value => (Field("answers", i), value))),
            .. Comments.Select((comment, i) => (Field("comments", i) + ".text", comment.Text ?? "")),
        ];

    public bool HoldsNationalId(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (NationalIdentityNumber.FindIn(name ?? "") is not null)
                return true;
        }
        return Writings.Any(writing => NationalIdentityNumber.FindIn(writing.Text) is not null);
    }

    /// <summary>What is wrong with answers, comments and attachments, whatever the hearing holds.</summary>
    public IEnumerable<Refusal> Faults()
    {
        if (Answers.Count > ReplyRules.MaxAnswers)
            yield return Refusals.ReplyTooManyParts("answers");
        if (Comments.Count > ReplyRules.MaxComments)
            yield return Refusals.ReplyTooManyParts("comments");
        if (Attachments.Count > ReplyRules.MaxAttachments)
            yield return Refusals.ReplyTooManyParts("attachments");
        var parts = Answers.Sum(answer => answer.Values.Sum(value => (long)value.Length)) + Comments.Sum(c => (long)(c.Text?.Length ?? 0));
        if (parts > ReplyRules.MaxPartsLength)
            yield return Refusals.ReplyPartsTooLong(Comments.Count > 0 ? "comments" : "answers");
        foreach (var (comment, i) in Comments.Take(ReplyRules.MaxComments).Select((comment, i) => (comment, i)))
        {
            if (FaultOf(comment, Field("comments", i)) is { } fault)
                yield return fault;
        }
    }

    public static string Field(string list, int place) => FormattableString.Invariant($"{list}[{place}]");

    public static string? Filled(string? value) => PlainText.Normalise(value).Trim() is { Length: > 0 } text ? text : null;

    private static Refusal? FaultOf(CommentInput comment, string field)
    {
        long?[] places = [comment.Paragraph, comment.Chapter, comment.Document];
        if (places.Count(place => place is not null) != 1)
            return Refusals.CommentOnePlace(field);
        if (comment.Text is null && comment.Stance is null)
            return Refusals.CommentEmpty(field);
        if (comment.Text?.Length > ReplyRules.MaxCommentLength)
            return Refusals.CommentTooLong(field + ".text");
        return comment is { Quote: not null, Paragraph: null } ? Refusals.CommentQuoteMismatch(field + ".quote") : null;
    }

    private static GivenAnswer Given(AnswerInput? answer)
    {
        var question = PlainText.Normalise(answer?.Question);
        return answer?.Value switch
        {
            null => new(question, GivenKind.Nothing, []),
            { ValueKind: JsonValueKind.String } text => new(question, GivenKind.Text, [PlainText.Normalise(text.GetString())]),
            { ValueKind: JsonValueKind.True } => new(question, GivenKind.Truth, ["true"]),
            { ValueKind: JsonValueKind.False } => new(question, GivenKind.Truth, ["false"]),
            { ValueKind: JsonValueKind.Number } number => new(question, GivenKind.Number, [Digits(number)]),
            { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) => new(
                question,
                GivenKind.Choices,
                [.. list.EnumerateArray().Select(one => PlainText.Normalise(one.GetString()))]
            ),
            _ => new(question, GivenKind.Other, []),
        };
    }

    /// <summary>A whole number in decimal digits, however it was written (3, 3.0, 3e0); anything else as it came.</summary>
    private static string Digits(JsonElement number) =>
        number.TryGetDecimal(out var value) && value == decimal.Truncate(value)
            ? value.ToString("0", CultureInfo.InvariantCulture)
            : number.GetRawText();
}
