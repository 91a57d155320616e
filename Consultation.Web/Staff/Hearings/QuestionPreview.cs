using System.Globalization;
using System.Text.Json;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Staff.Hearings;

/// <summary>A question as it will be asked.</summary>
/// <param name="When">«Vises når …», or null for what everybody is asked.</param>
/// <param name="Choices">To choose from; empty where one writes.</param>
internal sealed record QuestionPreview(
    string Label,
    QuestionKind Kind,
    bool Required,
    bool Public,
    string? When,
    string? Ends,
    IReadOnlyList<string> Choices
)
{
    private const int MostSteps = 21;

    public static IReadOnlyList<QuestionPreview> Of(IReadOnlyList<HearingQuestion> questions)
    {
        var earlier = new Dictionary<string, HearingQuestion>(StringComparer.Ordinal);
        var previews = new List<QuestionPreview>();
        foreach (var question in questions)
        {
            previews.Add(
                new(
                    question.Label,
                    question.Kind,
                    question.Required,
                    question.Public,
                    question.ShowWhen is { } condition && earlier.TryGetValue(condition.Question, out var asked)
                        ? Say(condition, asked)
                        : null,
                    EndsOf(question.Scale),
                    [.. ChoicesOf(question)]
                )
            );
            earlier.TryAdd(question.Key, question);
        }
        return previews;
    }

    private static IEnumerable<string> ChoicesOf(HearingQuestion question) =>
        question.Kind switch
        {
            QuestionKind.Single or QuestionKind.Multiple => (question.Options ?? []).Select(option => option.Label),
            QuestionKind.YesNo => [T("make.yes"), T("make.no")],
            QuestionKind.Scale when question.Scale is { } scale && scale.Max - scale.Min is >= 0 and < MostSteps => Enumerable
                .Range(scale.Min, scale.Max - scale.Min + 1)
                .Select(step => step.ToString(CultureInfo.InvariantCulture)),
            _ => [],
        };

    private static string? EndsOf(QuestionScale? scale) =>
        scale is null ? null
        : (scale.MinLabel ?? scale.MaxLabel) is null ? T("make.scale", scale.Min, scale.Max)
        : T("make.scale_named", scale.Min, scale.MinLabel ?? "–", scale.Max, scale.MaxLabel ?? "–");

    private static string Say(HearingQuestionCondition condition, HearingQuestion asked) =>
        T("make.shown_when", asked.Label, T("make.when." + condition.Op, AnswerOf(condition.Value, asked)));

    private static string AnswerOf(JsonElement? value, HearingQuestion asked)
    {
        var letters = value is { } given
            ? given.ValueKind == JsonValueKind.String
                ? given.GetString()!
                : given.GetRawText()
            : "";
        if (asked.Kind is QuestionKind.YesNo)
            return T(letters == "true" ? "make.yes" : "make.no");
        return asked.Options?.FirstOrDefault(option => option.Value == letters)?.Label ?? letters;
    }
}
