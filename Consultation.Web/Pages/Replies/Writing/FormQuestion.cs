using System.Globalization;
using System.Text.Json;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Primitives;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>A question of the hearing as the form asks it.</summary>
/// <param name="Number">Counts the questions that everybody is asked; null for one that hangs on another's answer.</param>
/// <param name="Conditions">What must hold for it to be asked, the earliest question first.</param>
/// <param name="Opens">Conditions of later questions on this one's answer.</param>
internal sealed record FormQuestion(
    Question Question,
    string Id,
    int? Number,
    IReadOnlyList<FormCondition> Conditions,
    IReadOnlyList<FormCondition> Opens
)
{
    /// <summary>A longer scale is a number to write, a longer list of options folds.</summary>
    private const int MostSteps = 11;
    private const int MostRadios = 12;
    private const int ShortLabel = 60;

    public string Name => ReplyForm.QuestionPrefix + Question.Key;
    public StringValues Values { get; init; }
    public string? Error { get; init; }
    public string ErrorId => Id + "-f";
    public string HintId => Id + "-d";
    public bool IsSelect => Question.Kind == QuestionKind.Single && Question.Options!.Count > MostRadios;
    public bool IsGroup => IsChoice(Question) && !IsSelect;
    public bool HasHint => Conditions.Count > 0;
    public string? DescribedBy => FormField.Describe(HasHint ? HintId : null, Error is null ? null : ErrorId);
    public string Short => Excerpt.From(Question.Label, ShortLabel);

    /// <summary>«Spørsmålet gjelder deg som svarte «Nei» på spørsmål 1.»</summary>
    public string Hint => Conditions[^1].Words;

    /// <summary>Answers that are chosen and not written.</summary>
    public IReadOnlyList<QuestionOption> Choices =>
        Question.Kind switch
        {
            QuestionKind.YesNo => [new("true", T("send.yes")), new("false", T("send.no"))],
            QuestionKind.Scale => [.. Steps(Question.Scale!).Select(step => new QuestionOption(step, step))],
            _ => Question.Options ?? [],
        };

    public bool IsChosen(string value) => Values.Contains(value, StringComparer.Ordinal);

    /// <summary>The slots that this answer opens, for the stylesheet.</summary>
    public string? OpensOn(string value) => Slots(Opens.Where(condition => condition.IsMetBy(value)));

    /// <summary>The slots that any text opens.</summary>
    public string? OpensWritten => Slots(Opens.Where(condition => condition.When.Op == ShowWhenOperator.Answered));

    public static IReadOnlyList<FormQuestion> Of(HearingView hearing, ReplyForm form, Func<string, string?> errorOf)
    {
        var questions = Read(hearing);
        var conditions = FormCondition.Of(questions);
        var made = new List<FormQuestion>(questions.Count);
        var number = 0;
        foreach (var question in questions)
        {
            var id = "q" + (made.Count + 1).ToString(CultureInfo.InvariantCulture);
            FormCondition[] chain = question.ShowWhen is { } when
                ?
                [
                    .. made.First(earlier => earlier.Question.Key == when.Question).Conditions,
                    conditions[when] with
                    {
                        Asked = Asked(made, when),
                    },
                ]
                : [];
            made.Add(
                new(
                    question,
                    id,
                    chain.Length == 0 ? ++number : null,
                    chain,
                    [.. conditions.Values.Where(c => c.When.Question == question.Key)]
                )
                {
                    Values = form.Answers.GetValueOrDefault(question.Key),
                    Error = errorOf(id),
                }
            );
        }
        return made;
    }

    /// <summary>The questions as the rules know them.</summary>
    public static IReadOnlyList<Question> Read(HearingView hearing) =>
        [
            .. (hearing.Questions ?? []).Select(question => new Question
            {
                Key = question.Key,
                Kind = question.Kind,
                Label = question.Label,
                Options = question.Options,
                Scale = question.Scale,
                Required = question.Required,
                Public = question.Public,
                ShowWhen = question.ShowWhen is { } when
                    ? new()
                    {
                        Question = when.Question,
                        Op = when.Op,
                        Value = Letters(when.Value),
                    }
                    : null,
            }),
        ];

    public static bool IsChoice(Question question) =>
        question.Kind is QuestionKind.Single or QuestionKind.Multiple or QuestionKind.YesNo
        || (question is { Kind: QuestionKind.Scale, Scale: { } scale } && scale.Max - scale.Min < MostSteps);

    private static FormQuestion Asked(List<FormQuestion> made, ShowWhen when) =>
        made.First(earlier => earlier.Question.Key == when.Question);

    private static string? Letters(JsonElement? value) =>
        value switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } or null => null,
            { } other => other.GetRawText(),
        };

    private static IEnumerable<string> Steps(QuestionScale scale) =>
        Enumerable.Range(scale.Min, scale.Max - scale.Min + 1).Select(step => step.ToString(CultureInfo.InvariantCulture));

    private static string? Slots(IEnumerable<FormCondition> conditions) =>
        string.Join(' ', conditions.Select(condition => condition.Slot)) is { Length: > 0 } slots ? slots : null;
}

/// <summary>That an earlier question is answered so. The stylesheet knows the first slots, the script all of them.</summary>
internal sealed record FormCondition(int Slot, ShowWhen When, bool IsOnChoice)
{
    /// <summary>As many as site.css has rules for.</summary>
    public const int SlotsInStylesheet = 24;

    public FormQuestion? Asked { get; init; }

    public string Words
    {
        get
        {
            var question = Asked!.Number is { } number ? T("send.question_number", number) : T("send.question_named", Asked.Short);
            var value = Asked.Choices.FirstOrDefault(choice => choice.Value == When.Value)?.Label ?? When.Value;
            return When.Op switch
            {
                ShowWhenOperator.Answered => T("send.asked_answered", question),
                ShowWhenOperator.IsNot => T("send.asked_not", question, value),
                _ => T("send.asked", question, value),
            };
        }
    }

    /// <summary>The start of the element that is shown only where the condition holds.</summary>
    public IHtmlContent Start
    {
        get
        {
            var tag = new TagBuilder("div");
            if (Slot <= SlotsInStylesheet && (IsOnChoice || When.Op == ShowWhenOperator.Answered))
                tag.Attributes["data-on"] = Slot.ToString(CultureInfo.InvariantCulture);
            tag.Attributes["data-asks"] = ReplyForm.QuestionPrefix + When.Question;
            tag.Attributes["data-op"] = When.Op.ToString();
            tag.Attributes["data-value"] = When.Value;
            return tag.RenderStartTag();
        }
    }

    public bool IsMetBy(string value) =>
        When.Op switch
        {
            ShowWhenOperator.Answered => true,
            ShowWhenOperator.IsNot => !string.Equals(value, When.Value, StringComparison.Ordinal),
            _ => string.Equals(value, When.Value, StringComparison.Ordinal),
        };

    public static IReadOnlyDictionary<ShowWhen, FormCondition> Of(IReadOnlyList<Question> questions) =>
        questions
            .Select(question => question.ShowWhen)
            .OfType<ShowWhen>()
            .Distinct()
            .Select((when, i) => new FormCondition(i + 1, when, FormQuestion.IsChoice(questions.First(q => q.Key == when.Question))))
            .ToDictionary(condition => condition.When);
}
