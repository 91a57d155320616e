using System.Globalization;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Staff.Hearings;

/// <summary>All questions of a hearing in the builder. Every change gives a new one; nothing is kept before it is saved.</summary>
internal sealed record QuestionsForm(IReadOnlyList<QuestionForm> Questions)
{
    private const int MostRead = QuestionRules.MostQuestions + 1;

    /// <summary>Where the reader's attention belongs after a change: the id of an input.</summary>
    public string? Focus { get; init; }

    /// <summary>What was wrong, by the input's id.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public static string Name(int place, string part) => string.Create(CultureInfo.InvariantCulture, $"s{place}-{part}");

    public static QuestionsForm Of(HearingView hearing) => new([.. (hearing.Questions ?? []).Select(QuestionForm.Of)]);

    public static QuestionsForm Read(IFormCollection form)
    {
        var count = int.TryParse(form["antall"], NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? Math.Min(given, MostRead)
            : 0;
        return new([.. Enumerable.Range(0, count).Select(place => QuestionForm.Read(form, place))]);
    }

    /// <summary>What a button of the builder asks for: <c>ny</c>, or <c>fjern</c>, <c>opp</c>, <c>ned</c> and a place.</summary>
    public QuestionsForm After(string? action)
    {
        var (what, place) =
            (action ?? "").Split(':') is [var name, var at]
            && int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? (name, number)
                : (action ?? "", -1);
        var questions = Questions.ToList();
        switch (what)
        {
            case "ny" when questions.Count < QuestionRules.MostQuestions:
                questions.Add(new QuestionForm { Key = NewKey() });
                return new(questions) { Focus = Name(questions.Count - 1, "tekst") };
            case "fjern" when place >= 0 && place < questions.Count:
                questions.RemoveAt(place);
                return new QuestionsForm(questions).WithoutLostConditions() with { Focus = "nytt-sporsmal" };
            case "opp" when place > 0 && place < questions.Count:
                (questions[place - 1], questions[place]) = (questions[place], questions[place - 1]);
                return new QuestionsForm(questions).WithoutLostConditions() with { Focus = Name(place - 1, "tekst") };
            case "ned" when place >= 0 && place < questions.Count - 1:
                (questions[place + 1], questions[place]) = (questions[place], questions[place + 1]);
                return new QuestionsForm(questions).WithoutLostConditions() with { Focus = Name(place + 1, "tekst") };
            default:
                return WithoutLostConditions();
        }
    }

    /// <summary>Every condition that the question at this place can have, those of each earlier question together.</summary>
    public IEnumerable<(string Question, IReadOnlyList<(string Value, string Text)> Conditions)> ConditionsFor(int place) =>
        Questions
            .Take(place)
            .Select(
                (question, i) =>
                    ($"{i + 1}. {Excerpt.From(question.Label, 60)}", (IReadOnlyList<(string, string)>)[.. Conditions(question)])
            );

    private static IEnumerable<(string Value, string Text)> Conditions(QuestionForm question)
    {
        string Written(ShowWhenOperator op, string value) => string.Join('|', question.Key, op.ToString(), value);
        yield return (Written(ShowWhenOperator.Answered, ""), T("make.when.Answered"));
        var op = question.Kind is QuestionKind.Multiple ? ShowWhenOperator.Contains : ShowWhenOperator.Is;
        foreach (var (value, label) in Answers(question))
            yield return (Written(op, value), T("make.when." + op, label));
        if (question.Kind is QuestionKind.Single)
        {
            foreach (var option in question.Choices)
                yield return (Written(ShowWhenOperator.IsNot, option.Value), T("make.when.IsNot", option.Label));
        }
    }

    private static IEnumerable<(string Value, string Label)> Answers(QuestionForm question) =>
        question.Kind switch
        {
            QuestionKind.Single or QuestionKind.Multiple => question.Choices.Select(option => (option.Value, option.Label)),
            QuestionKind.YesNo => [("true", T("make.yes")), ("false", T("make.no"))],
            QuestionKind.Scale => Steps(question).Select(step => (step, step)),
            _ => [],
        };

    private static IEnumerable<string> Steps(QuestionForm question) =>
        question.Question().Scale is { } scale && scale.Max > scale.Min && scale.Max - scale.Min <= 100
            ? Enumerable.Range(scale.Min, scale.Max - scale.Min + 1).Select(step => step.ToString(CultureInfo.InvariantCulture))
            : [];

    /// <summary>A question that waits for one that is gone, or that comes later now, is asked of everybody.</summary>
    private QuestionsForm WithoutLostConditions()
    {
        var questions = new List<QuestionForm>();
        foreach (var question in Questions)
        {
            var waitsFor = question.ShowWhen.Split('|')[0];
            var isLost = waitsFor.Length > 0 && questions.TrueForAll(earlier => earlier.Key != waitsFor);
            questions.Add(isLost ? question with { ShowWhen = "" } : question);
        }
        return this with { Questions = questions };
    }

    private string NewKey()
    {
        var number = Questions.Count + 1;
        while (Questions.Any(question => question.Key == Key(number)))
            number++;
        return Key(number);
    }

    private static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"sporsmal-{number}");
}
