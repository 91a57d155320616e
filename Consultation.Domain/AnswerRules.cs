namespace Consultation.Domain;

/// <summary>The JSON (or cell) type that an answer arrived in, before it is held against its question.</summary>
public enum GivenKind
{
    /// <summary>Left out, null or blank: not answered.</summary>
    Nothing,
    Text,
    Choices,
    Number,
    Truth,
    Other,
}

/// <summary>One answer as given: <see cref="Values"/> as <see cref="Answer"/> has them, text as <see cref="PlainText.Normalise"/> leaves it.</summary>
/// <param name="Question">The key of the question that it says it answers.</param>
public sealed record GivenAnswer(string Question, GivenKind Kind, IReadOnlyList<string> Values)
{
    public bool IsNothing =>
        Kind switch
        {
            GivenKind.Nothing => true,
            GivenKind.Text => string.IsNullOrWhiteSpace(Values[0]),
            GivenKind.Choices => Values.Count == 0,
            _ => false,
        };
}

/// <summary>The answers in the order of the questions, or everything that is wrong with them.</summary>
public sealed record CheckedAnswers(IReadOnlyList<Answer> Answers, IReadOnlyList<Refusal> Refusals);

/// <summary>
/// Holds answers against a hearing's questions. A question is shown when its <see cref="Question.ShowWhen"/> is met by the answers that
/// stand: an earlier question that is not answered, or not shown itself, meets nothing, so conditions chain. What is required must be
/// answered only where it is shown; an answer to a question that is not shown is refused (<c>answer.not_shown</c>) rather than dropped,
/// because nothing that somebody wrote may be lost silently.
/// </summary>
public static class AnswerRules
{
    /// <summary>Greatest length of a text answer, in UTF-16 units of its NFC form (<c>answer.too_long</c>).</summary>
    public const int MaxTextLength = 100_000;

    /// <summary>
    /// Errors about an answer have the field <c>answers[i]</c>, i being its place among those given; those about an answer that is missing
    /// <c>answers:key</c>.
    /// </summary>
    /// <param name="mustAnswer">False for a reply without remarks: nothing is required of it.</param>
    public static CheckedAnswers Check(IReadOnlyList<Question> questions, IReadOnlyList<GivenAnswer> given, bool mustAnswer = true)
    {
        var refusals = new List<Refusal>();
        var places = Places(questions, given, refusals);
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        // Questions whose answer is not settled: what hangs on them is not judged, so that one mistake is told once.
        var unsettled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in questions)
        {
            var isGiven = places.TryGetValue(question.Key, out var place) && !given[place].IsNothing;
            var isJudged = question.ShowWhen is not { } when || !unsettled.Contains(when.Question);
            var isShown = isJudged && IsShown(question, answers);
            var broken = (isGiven, isJudged, isShown) switch
            {
                (true, true, false) => Refusals.AnswerNotShown(Field(place)),
                (false, _, true) when question.Required && mustAnswer => Refusals.AnswerRequired("answers:" + question.Key),
                (true, _, _) => Read(question, given[place], Field(place), answers),
                _ => null,
            };
            if (broken is not null)
                refusals.Add(broken);
            if (broken is not null || !isJudged)
                unsettled.Add(question.Key);
        }
        return new(refusals.Count > 0 ? [] : [.. questions.Where(q => answers.ContainsKey(q.Key)).Select(q => answers[q.Key])], refusals);
    }

    /// <summary>Whether a question is asked of somebody who has answered the earlier ones so.</summary>
    public static bool IsShown(Question question, IReadOnlyDictionary<string, Answer> answers)
    {
        if (question.ShowWhen is not { } when)
            return true;
        if (!answers.TryGetValue(when.Question, out var earlier))
            return false;
        return when.Op switch
        {
            ShowWhenOperator.Answered => true,
            ShowWhenOperator.Is => IsExactly(earlier, when.Value),
            ShowWhenOperator.IsNot => !IsExactly(earlier, when.Value),
            ShowWhenOperator.Contains when earlier.Kind is QuestionKind.Text => earlier
                .Values[0]
                .Contains(when.Value ?? "", StringComparison.OrdinalIgnoreCase),
            _ => earlier.Values.Contains(when.Value ?? "", StringComparer.Ordinal),
        };
    }

    private static bool IsExactly(Answer answer, string? value) =>
        answer.Values is [var only] && string.Equals(only, value, StringComparison.Ordinal);

    private static Dictionary<string, int> Places(
        IReadOnlyList<Question> questions,
        IReadOnlyList<GivenAnswer> given,
        List<Refusal> refusals
    )
    {
        var known = questions.Select(question => question.Key).ToHashSet(StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < given.Count; i++)
        {
            if (!known.Contains(given[i].Question))
                refusals.Add(Refusals.AnswerUnknownQuestion(Field(i)));
            else if (!places.TryAdd(given[i].Question, i))
                refusals.Add(Refusals.AnswerTwice(Field(i)));
        }
        return places;
    }

    private static Refusal? Read(Question question, GivenAnswer given, string field, Dictionary<string, Answer> answers)
    {
        var values = given.Values;
        var refusal = (question.Kind, given.Kind) switch
        {
            (QuestionKind.Text, GivenKind.Text) => values[0].Length > MaxTextLength ? Refusals.AnswerTooLong(field) : null,
            (QuestionKind.Single, GivenKind.Text) => AreOptions(question, values) ? null : Refusals.AnswerUnknownOption(field),
            (QuestionKind.Multiple, GivenKind.Choices) => Choices(question, values, field),
            (QuestionKind.Scale, GivenKind.Number) => IsOnScale(question.Scale, values[0]) ? null : Refusals.AnswerOffScale(field),
            (QuestionKind.YesNo, GivenKind.Truth) => null,
            _ => Refusals.AnswerWrongKind(field),
        };
        if (refusal is null)
            answers[question.Key] = new Answer(question.Key, question.Kind, InOrder(question, values));
        return refusal;
    }

    private static Refusal? Choices(Question question, IReadOnlyList<string> values, string field)
    {
        if (!AreOptions(question, values))
            return Refusals.AnswerUnknownOption(field);
        return values.ToHashSet(StringComparer.Ordinal).Count < values.Count ? Refusals.AnswerTwice(field) : null;
    }

    private static bool AreOptions(Question question, IReadOnlyList<string> values)
    {
        var options = (question.Options ?? []).Select(option => option.Value).ToHashSet(StringComparer.Ordinal);
        return values.All(options.Contains);
    }

    private static bool IsOnScale(QuestionScale? scale, string digits) =>
        scale is not null
        && int.TryParse(
            digits,
            System.Globalization.NumberStyles.AllowLeadingSign,
            System.Globalization.CultureInfo.InvariantCulture,
            out var value
        )
        && value >= scale.Min
        && value <= scale.Max;

    /// <summary>Choices stand as the question has them, so that the same choices are the same answer.</summary>
    private static IReadOnlyList<string> InOrder(Question question, IReadOnlyList<string> values)
    {
        if (question.Kind is not QuestionKind.Multiple)
            return values;
        var chosen = values.ToHashSet(StringComparer.Ordinal);
        return [.. question.Options!.Select(option => option.Value).Where(chosen.Contains)];
    }

    private static string Field(int place) => FormattableString.Invariant($"answers[{place}]");
}
