using System.Globalization;
using Consultation.Domain;

namespace Consultation.Api.Features.Imports;

/// <summary>
/// Reads answers to a hearing's questions out of cells. A choice is named by its value or its label, in any case; yes and no as
/// <c>ja</c>, <c>nei</c>, <c>yes</c>, <c>no</c>, <c>true</c>, <c>false</c>, <c>1</c> or <c>0</c>.
/// </summary>
internal sealed class AnswerCells
{
    private static readonly Dictionary<string, string> YesNo = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ja"] = "true",
        ["yes"] = "true",
        ["true"] = "true",
        ["1"] = "true",
        ["nei"] = "false",
        ["no"] = "false",
        ["false"] = "false",
        ["0"] = "false",
    };

    private readonly (Question Question, ImportAnswer Mapped, Dictionary<string, string> Choices)[] _mapped;

    /// <exception cref="Refusal"><c>import.question_unknown</c></exception>
    public AnswerCells(IReadOnlyList<ImportAnswer> answers, IReadOnlyList<Question> questions)
    {
        if (Unknown(answers, questions) is { } field)
            throw Refusals.ImportQuestionUnknown(field);
        var byKey = answers.ToDictionary(answer => answer.Question, StringComparer.Ordinal);
        _mapped =
        [
            .. from question in questions where byKey.ContainsKey(question.Key) select (question, byKey[question.Key], Choices(question)),
        ];
    }

    /// <summary>The place in the request that names a question which the hearing does not have; null where it has them all.</summary>
    public static string? Unknown(IReadOnlyList<ImportAnswer> answers, IReadOnlyList<Question> questions)
    {
        var keys = questions.Select(question => question.Key).ToHashSet(StringComparer.Ordinal);
        for (var at = 0; at < answers.Count; at++)
        {
            if (!keys.Contains(answers[at].Question))
                return string.Create(CultureInfo.InvariantCulture, $"mapping.answers[{at}].question");
        }
        return null;
    }

    /// <summary>In the order of the hearing's questions; a blank cell is no answer.</summary>
    /// <exception cref="BadRow"><c>row.answer_invalid</c></exception>
    public IReadOnlyList<Answer> Read(IRowCells cells)
    {
        if (_mapped.Length == 0)
            return [];
        var answers = new List<Answer>(_mapped.Length);
        foreach (var (question, mapped, choices) in _mapped)
        {
            var values = Values(question, mapped, choices, cells[mapped.Column]);
            if (values.Length > 0)
                answers.Add(new Answer(question.Key, question.Kind, values));
        }
        return answers;
    }

    private static string[] Values(Question question, ImportAnswer mapped, Dictionary<string, string> choices, Cell cell)
    {
        if (cell.Text is null)
            throw new BadRow("row.value_invalid", mapped.Column, null, "holds neither a text nor a list of texts");
        if (string.IsNullOrWhiteSpace(cell.Text))
            return [];
        return question.Kind switch
        {
            QuestionKind.Multiple => Chosen(cell, mapped, question, choices),
            QuestionKind.Single or QuestionKind.YesNo => [Choice(cell.Text, mapped, question, choices)],
            QuestionKind.Scale => [Grade(cell.Text, mapped, question)],
            _ => PlainText.Normalise(cell.Text) is { Length: > 0 } text ? [text] : [],
        };
    }

    private static string[] Chosen(Cell cell, ImportAnswer mapped, Question question, Dictionary<string, string> choices)
    {
        var parts = cell.List ?? (mapped.Separator is { Length: > 0 } separator ? cell.Text!.Split(separator) : [cell.Text!]);
        return
        [
            .. parts
                .Where(part => !string.IsNullOrWhiteSpace(part))
                .Select(part => Choice(part, mapped, question, choices))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static string Choice(string text, ImportAnswer mapped, Question question, Dictionary<string, string> choices)
    {
        var wanted = PlainText.Normalise(text).Trim();
        // Two values may differ in case alone.
        if (question.Options?.Any(option => option.Value == wanted) == true)
            return wanted;
        return choices.TryGetValue(wanted, out var value) ? value : throw Bad(mapped, question, wanted, "is none of its choices");
    }

    private static string Grade(string text, ImportAnswer mapped, Question question)
    {
        var wanted = text.Trim();
        var scale = question.Scale ?? new QuestionScale(int.MinValue, int.MaxValue);
        var isWhole =
            decimal.TryParse(
                wanted,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var grade
            )
            && decimal.Truncate(grade) == grade;
        return isWhole && grade >= scale.Min && grade <= scale.Max
            ? ((int)grade).ToString(CultureInfo.InvariantCulture)
            : throw Bad(mapped, question, wanted, $"is no whole number from {scale.Min} to {scale.Max}");
    }

    private static BadRow Bad(ImportAnswer mapped, Question question, string value, string fault) =>
        new("row.answer_invalid", mapped.Column, value, $"{fault} (question {question.Key})");

    /// <summary>Every way of naming a choice; a value goes before a label that reads the same.</summary>
    private static Dictionary<string, string> Choices(Question question)
    {
        if (question.Kind is QuestionKind.YesNo)
            return YesNo;
        var choices = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var options = question.Options ?? [];
        foreach (var option in options)
            choices.TryAdd(option.Value, option.Value);
        foreach (var option in options)
            choices.TryAdd(PlainText.Normalise(option.Label).Trim(), option.Value);
        return choices;
    }
}
