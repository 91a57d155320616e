using System.Text.Json;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using FluentValidation;
using FluentValidation.Results;

namespace Consultation.Api.Features.Hearings;

/// <summary>A question as the API takes and gives it: like <see cref="Question"/>, but the value that it waits for is JSON.</summary>
public sealed record HearingQuestion
{
    public required string Key { get; init; }
    public required QuestionKind Kind { get; init; }
    public required string Label { get; init; }
    public IReadOnlyList<QuestionOption>? Options { get; init; }
    public QuestionScale? Scale { get; init; }
    public bool Required { get; init; }
    public bool Public { get; init; } = true;
    public HearingQuestionCondition? ShowWhen { get; init; }

    /// <summary>The questions as they are stored: text normalised, values in letters.</summary>
    internal static IReadOnlyList<Question> Read(IEnumerable<HearingQuestion> questions) =>
        [.. questions.Select(question => question.Read())];

    /// <summary>The questions as they are told: a value is of the type that the answer to its question has.</summary>
    internal static IReadOnlyList<HearingQuestion> Of(IReadOnlyList<Question> questions)
    {
        var kinds = questions.ToDictionary(question => question.Key, question => question.Kind, StringComparer.Ordinal);
        return
        [
            .. questions.Select(question => new HearingQuestion
            {
                Key = question.Key,
                Kind = question.Kind,
                Label = question.Label,
                Options = question.Options,
                Scale = question.Scale,
                Required = question.Required,
                Public = question.Public,
                ShowWhen = question.ShowWhen is { } condition
                    ? new(condition.Question, condition.Op, Value(condition.Value, kinds.GetValueOrDefault(condition.Question)))
                    : null,
            }),
        ];
    }

    private Question Read() =>
        new()
        {
            Key = PlainText.Normalise(Key),
            Kind = Kind,
            Label = PlainText.Normalise(Label),
            Options = Options is { Count: > 0 }
                ? [.. Options.Select(option => new QuestionOption(PlainText.Normalise(option?.Value), PlainText.Normalise(option?.Label)))]
                : null,
            Scale = Scale,
            Required = Required,
            Public = Public,
            ShowWhen = ShowWhen is { } condition
                ? new()
                {
                    Question = PlainText.Normalise(condition.Question),
                    Op = condition.Op,
                    Value = condition.Value is { } value ? Letters(value) : null,
                }
                : null,
        };

    private static string? Letters(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => PlainText.Normalise(value.GetString()),
            JsonValueKind.Null => null,
            _ => value.GetRawText(),
        };

    private static JsonElement? Value(string? letters, QuestionKind kind)
    {
        if (letters is null)
        {
            return null;
        }
        return kind is QuestionKind.YesNo or QuestionKind.Scale
            ? JsonSerializer.Deserialize<JsonElement>(letters)
            : JsonSerializer.SerializeToElement(letters, Http.Json.Options);
    }
}

/// <summary>The value is what the answer to that question is: a string, a number, or true or false.</summary>
public sealed record HearingQuestionCondition(string Question, ShowWhenOperator Op, JsonElement? Value = null);

internal static class QuestionValidation
{
    /// <summary>Everything that is wrong with a hearing's questions, by its field.</summary>
    public static void QuestionsAreWellFormed<T>(this IRuleBuilder<T, IReadOnlyList<HearingQuestion>?> rule, string name) =>
        rule.Custom(
            (questions, context) =>
            {
                if (questions is null)
                {
                    return;
                }
                if (questions.Any(question => question is null))
                {
                    context.AddFailure(new ValidationFailure(name, Messages.Get("field.required")) { ErrorCode = "field.required" });
                    return;
                }
                foreach (var fault in QuestionRules.Faults(HearingQuestion.Read(questions)))
                {
                    context.AddFailure(new ValidationFailure(name + fault.Field, Messages.Get(fault.Text)) { ErrorCode = fault.Text });
                }
            }
        );
}
