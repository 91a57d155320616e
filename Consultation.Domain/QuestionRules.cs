using System.Globalization;

namespace Consultation.Domain;

/// <summary>What is wrong with a list of questions: the field (<c>[2].options</c>) and the key of the sentence that says it.</summary>
public sealed record QuestionFault(string Field, string Text);

/// <summary>What a hearing's questions must be like, so that every answer can be checked, counted and exported.</summary>
public static class QuestionRules
{
    public const int MostQuestions = 200;
    public const int MostOptions = 500;
    public const int MaxKeyLength = 64;
    public const int MaxLabelLength = 2000;
    public const int MaxValueLength = 200;

    /// <summary>A scale's ends lie within this and its opposite.</summary>
    public const int ScaleBound = 1000;

    /// <summary>Everything that is wrong, in the order of the questions; empty when all is well.</summary>
    public static IEnumerable<QuestionFault> Faults(IReadOnlyList<Question> questions)
    {
        if (questions.Count > MostQuestions)
            yield return new("", "question.too_many");
        var earlier = new Dictionary<string, Question>(StringComparer.Ordinal);
        for (var place = 0; place < questions.Count; place++)
        {
            var question = questions[place];
            foreach (var (field, text) in FaultsOf(question, earlier))
            {
                yield return new($"[{place.ToString(CultureInfo.InvariantCulture)}].{field}", text);
            }
            earlier.TryAdd(question.Key, question);
        }
    }

    private static IEnumerable<QuestionFault> FaultsOf(Question question, Dictionary<string, Question> earlier)
    {
        if (!IsKey(question.Key))
            yield return new("key", "question.key_invalid");
        else if (earlier.ContainsKey(question.Key))
            yield return new("key", "question.key_twice");
        if (string.IsNullOrWhiteSpace(question.Label))
            yield return new("label", "field.required");
        else if (question.Label.Length > MaxLabelLength)
            yield return new("label", "question.too_long");
        if (OptionsFault(question) is { } options)
            yield return new("options", options);
        if (ScaleFault(question) is { } scale)
            yield return new("scale", scale);
        if (question.ShowWhen is { } condition && ConditionFault(condition, earlier) is { } fault)
            yield return fault;
    }

    /// <summary>Letters, digits, <c>_</c>, <c>-</c> and <c>.</c>: it stands in column headings and field names.</summary>
    private static bool IsKey(string key) =>
        key.Length is > 0 and <= MaxKeyLength && key.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');

    private static string? OptionsFault(Question question)
    {
        var options = question.Options ?? [];
        if (question.Kind is not (QuestionKind.Single or QuestionKind.Multiple))
            return options.Count > 0 ? "question.options_not_here" : null;
        if (options.Count == 0)
            return "question.options_missing";
        if (options.Count > MostOptions)
            return "question.options_too_many";
        if (options.Any(option => string.IsNullOrWhiteSpace(option.Value) || string.IsNullOrWhiteSpace(option.Label)))
            return "question.option_incomplete";
        if (options.Any(option => option.Value.Length > MaxValueLength || option.Label.Length > MaxLabelLength))
            return "question.too_long";
        return options.Select(option => option.Value).Distinct(StringComparer.Ordinal).Count() < options.Count
            ? "question.option_twice"
            : null;
    }

    private static string? ScaleFault(Question question)
    {
        if (question.Scale is not { } scale)
            return question.Kind is QuestionKind.Scale ? "question.scale_missing" : null;
        if (question.Kind is not QuestionKind.Scale)
            return "question.scale_not_here";
        if (scale.MinLabel?.Length > MaxLabelLength || scale.MaxLabel?.Length > MaxLabelLength)
            return "question.too_long";
        return scale.Min < scale.Max && scale is { Min: >= -ScaleBound, Max: <= ScaleBound } ? null : "question.scale_invalid";
    }

    private static QuestionFault? ConditionFault(ShowWhen condition, Dictionary<string, Question> earlier)
    {
        if (!earlier.TryGetValue(condition.Question, out var asked))
            return new("showWhen.question", "question.show_when_not_earlier");
        if (!Fits(condition.Op, asked.Kind))
            return new("showWhen.op", "question.show_when_operator");
        return HasValue(condition, asked) ? null : new("showWhen.value", "question.show_when_value");
    }

    private static bool Fits(ShowWhenOperator op, QuestionKind kind) =>
        op switch
        {
            ShowWhenOperator.Answered => true,
            ShowWhenOperator.Contains => kind is QuestionKind.Multiple,
            _ => kind is not QuestionKind.Multiple,
        };

    /// <summary>The value must be one that the earlier question can have for an answer.</summary>
    private static bool HasValue(ShowWhen condition, Question asked)
    {
        if (condition.Op is ShowWhenOperator.Answered)
            return condition.Value is null;
        if (string.IsNullOrEmpty(condition.Value))
            return false;
        return asked.Kind switch
        {
            QuestionKind.Single or QuestionKind.Multiple => asked.Options?.Any(option => option.Value == condition.Value) == true,
            QuestionKind.YesNo => condition.Value is "true" or "false",
            QuestionKind.Scale => int.TryParse(condition.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                // As it will be told again: not "+3" or "03".
                && number.ToString(CultureInfo.InvariantCulture) == condition.Value
                && asked.Scale is { } scale
                && number >= scale.Min
                && number <= scale.Max,
            _ => condition.Value.Length <= MaxLabelLength,
        };
    }
}
