using Consultation.Domain;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain;

/// <summary>The rules about answers against a plain reading of them that looks at one question at a time, over again.</summary>
public sealed class AnswerRulesTests
{
    private static readonly string[] Keys = ["q0", "q1", "q2", "q3", "q4"];
    private static readonly QuestionOption[] Options = [new("a", "A"), new("b", "B"), new("c", "C")];

    private static Gen<Question> QuestionAt(int place) =>
        from kind in Gen.Elements(Enum.GetValues<QuestionKind>())
        from required in Gen.Elements(true, false)
        from depends in Gen.Choose(-1, place)
        from op in Gen.Elements(Enum.GetValues<ShowWhenOperator>())
        from value in Gen.Elements("a", "b", "1", "3", "true", "false", "xa")
        select new Question
        {
            Key = Keys[place],
            Kind = kind,
            Label = Keys[place],
            Required = required,
            Options = kind is QuestionKind.Single or QuestionKind.Multiple ? Options : null,
            Scale = kind is QuestionKind.Scale ? new QuestionScale(1, 3) : null,
            // Of itself or of nothing that is asked before: never shown.
            ShowWhen =
                depends < 0
                    ? null
                    : new ShowWhen
                    {
                        Question = Keys[depends],
                        Op = op,
                        Value = op is ShowWhenOperator.Answered ? null : value,
                    },
        };

    private static readonly Gen<Question[]> AnyQuestions =
        from count in Gen.Choose(0, Keys.Length)
        from questions in Gen.CollectToArray(Enumerable.Range(0, count), QuestionAt)
        select questions;

    private static readonly Gen<GivenAnswer> AnyAnswer =
        from key in Gen.Elements([.. Keys, "unknown"])
        from value in Gen.Elements<(GivenKind Kind, string[] Values)>(
            (GivenKind.Nothing, []),
            (GivenKind.Text, ["a"]),
            (GivenKind.Text, ["d"]),
            (GivenKind.Text, [" "]),
            (GivenKind.Choices, ["b", "a"]),
            (GivenKind.Choices, ["b"]),
            (GivenKind.Choices, ["b", "b"]),
            (GivenKind.Choices, []),
            (GivenKind.Number, ["1"]),
            (GivenKind.Number, ["3"]),
            (GivenKind.Number, ["2.5"]),
            (GivenKind.Truth, ["true"]),
            (GivenKind.Truth, ["false"]),
            (GivenKind.Other, [])
        )
        select new GivenAnswer(key, value.Kind, value.Values);

    [Property(MaxTest = 2000)]
    public Property Check_TakesExactlyWhatAPlainReadingTakes()
    {
        var cases =
            from questions in AnyQuestions
            from answers in Gen.ArrayOf(AnyAnswer).Resize(6)
            from must in Gen.Elements(true, false)
            select (questions, answers, must);
        return Prop.ForAll(
            cases.ToArbitrary(),
            one =>
            {
                var found = AnswerRules.Check(one.questions, one.answers, one.must);
                var expected = Plain(one.questions, one.answers, one.must);
                Assert.That(
                    found.Refusals.Count == 0,
                    Is.EqualTo(expected is not null),
                    string.Join(' ', found.Refusals.Select(r => r.Code))
                );
                Assert.That(
                    found.Answers.Select(answer => (answer.Question, answer.Kind, string.Join('|', answer.Values))),
                    Is.EqualTo(expected ?? [])
                );
            }
        );
    }

    [Property(MaxTest = 500)]
    public Property Check_OfItsOwnAnswers_GivesThemAgain()
    {
        var cases = from questions in AnyQuestions from answers in Gen.ArrayOf(AnyAnswer).Resize(4) select (questions, answers);
        return Prop.ForAll(
            cases.ToArbitrary(),
            one =>
            {
                var first = AnswerRules.Check(one.questions, one.answers, mustAnswer: false);
                var again = first.Answers.Select(answer => new GivenAnswer(answer.Question, KindOf(answer.Kind), answer.Values)).ToArray();
                var second = AnswerRules.Check(one.questions, again, mustAnswer: false);
                Assert.That(
                    second.Answers.Select(a => (a.Question, string.Join('|', a.Values))),
                    Is.EqualTo(first.Answers.Select(a => (a.Question, string.Join('|', a.Values))))
                );
            }
        );
    }

    [Test]
    public void Check_OneMistake_IsToldOnce_NotAgainForWhatHangsOnIt()
    {
        Question[] questions =
        [
            new()
            {
                Key = "q0",
                Kind = QuestionKind.YesNo,
                Label = "",
                Required = true,
            },
            new()
            {
                Key = "q1",
                Kind = QuestionKind.Text,
                Label = "",
                Required = true,
                ShowWhen = new()
                {
                    Question = "q0",
                    Op = ShowWhenOperator.Is,
                    Value = "true",
                },
            },
            new()
            {
                Key = "q2",
                Kind = QuestionKind.Text,
                Label = "",
                ShowWhen = new() { Question = "q1", Op = ShowWhenOperator.Answered },
            },
        ];
        var wrong = AnswerRules.Check(questions, [new("q0", GivenKind.Text, ["true"]), new("q2", GivenKind.Text, ["x"])]);
        Assert.That(wrong.Refusals.Select(refusal => (refusal.Code, refusal.Field)), Is.EqualTo([("answer.wrong_kind", "answers[0]")]));
        var missing = AnswerRules.Check(questions, [new("q2", GivenKind.Text, ["x"])]);
        Assert.That(missing.Refusals.Select(refusal => (refusal.Code, refusal.Field)), Is.EqualTo([("answer.required", "answers:q0")]));
    }

    private static GivenKind KindOf(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Multiple => GivenKind.Choices,
            QuestionKind.Scale => GivenKind.Number,
            QuestionKind.YesNo => GivenKind.Truth,
            _ => GivenKind.Text,
        };

    /// <summary>Null when anything is wrong.</summary>
    private static List<(string, QuestionKind, string)>? Plain(Question[] questions, GivenAnswer[] given, bool must)
    {
        var answered = given.Where(answer => !IsBlank(answer)).ToArray();
        if (given.Any(answer => questions.All(question => question.Key != answer.Question)))
        {
            return null;
        }
        if (given.GroupBy(answer => answer.Question).Any(group => group.Count() > 1))
        {
            return null;
        }
        var result = new List<(string, QuestionKind, string)>();
        for (var i = 0; i < questions.Length; i++)
        {
            var question = questions[i];
            var answer = Array.Find(answered, one => one.Question == question.Key);
            var isShown = IsShown(questions, answered, i);
            if (answer is null && isShown && question.Required && must)
            {
                return null;
            }
            if (answer is null)
            {
                continue;
            }
            if (!isShown || !Fits(question.Kind, answer))
            {
                return null;
            }
            result.Add((question.Key, question.Kind, string.Join('|', answer.Values.Order(StringComparer.Ordinal))));
        }
        return result;
    }

    private static bool IsBlank(GivenAnswer answer) =>
        answer.Kind == GivenKind.Nothing || answer is { Values: [] or [" "], Kind: not GivenKind.Other };

    /// <summary>A question is shown when the earlier one it asks about is shown, is answered, and is answered so.</summary>
    private static bool IsShown(Question[] questions, GivenAnswer[] answered, int place)
    {
        if (questions[place].ShowWhen is not { } when)
        {
            return true;
        }
        var earlier = Array.FindIndex(questions, question => question.Key == when.Question);
        var answer = Array.Find(answered, one => one.Question == when.Question);
        if (earlier < 0 || earlier >= place || answer is null || !IsShown(questions, answered, earlier))
        {
            return false;
        }
        var isText = questions[earlier].Kind == QuestionKind.Text;
        return when.Op switch
        {
            ShowWhenOperator.Answered => true,
            ShowWhenOperator.Is => answer.Values.Count == 1 && answer.Values[0] == when.Value,
            ShowWhenOperator.IsNot => answer.Values.Count != 1 || answer.Values[0] != when.Value,
            _ => isText
                ? answer.Values.Any(value => value.Contains(when.Value!, StringComparison.OrdinalIgnoreCase))
                : answer.Values.Contains(when.Value),
        };
    }

    private static bool Fits(QuestionKind kind, GivenAnswer answer) =>
        (kind, answer.Kind, string.Join('|', answer.Values)) switch
        {
            (QuestionKind.Text, GivenKind.Text, _) => true,
            (QuestionKind.Single, GivenKind.Text, "a") => true,
            (QuestionKind.Multiple, GivenKind.Choices, "b|a" or "b") => true,
            (QuestionKind.Scale, GivenKind.Number, "1" or "3") => true,
            (QuestionKind.YesNo, GivenKind.Truth, _) => true,
            _ => false,
        };
}
