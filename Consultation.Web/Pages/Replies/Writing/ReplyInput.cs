using System.Globalization;
using System.Text.Json;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using Microsoft.Extensions.Primitives;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>What of the form is sent: what does not belong to the chosen kind of sender or reply, or is not asked, is left out.</summary>
internal sealed record ReplyInput
{
    public required SendReply.SenderInput Sender { get; init; }
    public required Position Position { get; init; }
    public string? Text { get; init; }
    public required IReadOnlyList<AnswerInput> Answers { get; init; }
    public required IReadOnlyList<TypedComment> Comments { get; init; }
    public required IReadOnlyList<FormFile> Files { get; init; }

    public static ReplyInput Of(ReplyForm form, IReadOnlyList<Question> questions, bool mayBeAnonymous)
    {
        var says = form.Position == Position.WithRemarks;
        return new()
        {
            Sender = SenderOf(form, form.Anonymous && mayBeAnonymous),
            Position = form.Position,
            Text = says ? form.Text : null,
            Answers = says ? [.. Asked(form, questions)] : [],
            Comments = says ? [.. form.Comments.Where(comment => !comment.IsEmpty)] : [],
            Files = says ? form.Files : [],
        };
    }

    public SendReply.Command ToSend(long hearing, string language, ReplyForm form) =>
        new()
        {
            HearingId = hearing,
            Sender = Sender,
            Language = language,
            Position = Position,
            Text = Text,
            Answers = Answers,
            Comments = [.. Comments.Select(comment => comment.Input())],
            Attachments = [.. Files.Select(file => file.Token)],
            NotANationalId = form.NotANationalId,
            IdempotencyKey = form.Key,
        };

    public CorrectReply.Command ToCorrect(long hearing, int number, string token, ReplyForm form) =>
        new()
        {
            HearingId = hearing,
            Number = number,
            Token = token,
            Version = form.Version,
            Sender = Sender,
            Position = Position,
            Text = Text,
            Answers = Answers,
            Comments = [.. Comments.Select(comment => comment.Input())],
            Attachments = [.. Files.Select(file => file.Token)],
            NotANationalId = form.NotANationalId,
        };

    /// <summary>The answers in the form that the rules of answers take.</summary>
    public IReadOnlyList<GivenAnswer> Given() => [.. Answers.Select(Given)];

    private static SendReply.SenderInput SenderOf(ReplyForm form, bool anonymous)
    {
        var person = form.SenderType == SenderType.Person;
        return new()
        {
            Type = form.SenderType,
            Anonymous = anonymous,
            Name = anonymous ? null : Filled(form.ShownName),
            Email = anonymous ? null : Filled(form.Email),
            OrganisationNumber = anonymous || person ? null : Filled(form.OrganisationNumber)?.Replace(" ", "", StringComparison.Ordinal),
            OnBehalfOf = anonymous || person ? null : Filled(form.OnBehalfOf),
        };
    }

    /// <summary>The answers to what is asked of whoever has answered so; the same rule as the command's own, which refuses the others.</summary>
    private static IEnumerable<AnswerInput> Asked(ReplyForm form, IReadOnlyList<Question> questions)
    {
        var accepted = new Dictionary<string, Answer>(StringComparer.Ordinal);
        foreach (var question in questions)
        {
            string[] values =
            [
                .. form
                    .Answers.GetValueOrDefault(question.Key)
                    .Where(value => !string.IsNullOrWhiteSpace(value))
                    .Select(PlainText.Normalise),
            ];
            if (values.Length == 0 || !AnswerRules.IsShown(question, accepted))
                continue;
            accepted[question.Key] = new(question.Key, question.Kind, values);
            yield return new() { Question = question.Key, Value = Value(question.Kind, values) };
        }
    }

    /// <summary>In the type that the question takes; what cannot be read so stays a string, which is refused with its reason.</summary>
    private static JsonElement Value(QuestionKind kind, string[] values) =>
        kind switch
        {
            QuestionKind.Multiple => JsonSerializer.SerializeToElement(values),
            QuestionKind.YesNo when bool.TryParse(values[0], out var truth) => JsonSerializer.SerializeToElement(truth),
            QuestionKind.Scale when int.TryParse(values[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) =>
                JsonSerializer.SerializeToElement(number),
            _ => JsonSerializer.SerializeToElement(values[0]),
        };

    private static GivenAnswer Given(AnswerInput answer) =>
        answer.Value!.Value switch
        {
            { ValueKind: JsonValueKind.True } => new(answer.Question, GivenKind.Truth, ["true"]),
            { ValueKind: JsonValueKind.False } => new(answer.Question, GivenKind.Truth, ["false"]),
            { ValueKind: JsonValueKind.Number } number => new(answer.Question, GivenKind.Number, [number.GetRawText()]),
            { ValueKind: JsonValueKind.Array } list => new(
                answer.Question,
                GivenKind.Choices,
                [.. list.EnumerateArray().Select(value => value.GetString()!)]
            ),
            var text => new(answer.Question, GivenKind.Text, [text.GetString()!]),
        };

    private static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
