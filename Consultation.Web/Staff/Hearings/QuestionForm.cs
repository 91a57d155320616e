using System.Globalization;
using System.Text.Json;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Web.Staff.Hearings;

/// <summary>A question as it stands in the builder.</summary>
internal sealed record QuestionForm
{
    /// <summary>Names the question in answers and exports; given once, never changed.</summary>
    public required string Key { get; init; }
    public QuestionKind Kind { get; init; }
    public string Label { get; init; } = "";

    /// <summary>One option a line.</summary>
    public string Options { get; init; } = "";

    /// <summary>The values that options had before, one <c>value⇥label</c> a line, so that a new wording is still the same option.</summary>
    public string Known { get; init; } = "";
    public string Min { get; init; } = "1";
    public string Max { get; init; } = "5";
    public string? MinLabel { get; init; }
    public string? MaxLabel { get; init; }
    public bool Required { get; init; }
    public bool Public { get; init; } = true;

    /// <summary>The earlier question, the operator and the value that it waits for, as <see cref="QuestionConditions"/> writes them; empty: always.</summary>
    public string ShowWhen { get; init; } = "";

    public bool HasOptions => Kind is QuestionKind.Single or QuestionKind.Multiple;

    /// <summary>What the options are called, with the values that stand for them.</summary>
    public IReadOnlyList<QuestionOption> Choices => OptionLines.Read(Options, Known);

    public static QuestionForm Of(HearingQuestion question) =>
        new()
        {
            Key = question.Key,
            Kind = question.Kind,
            Label = question.Label,
            Options = string.Join('\n', (question.Options ?? []).Select(option => option.Label)),
            Known = OptionLines.Known(question.Options ?? []),
            Min = Number(question.Scale?.Min ?? 1),
            Max = Number(question.Scale?.Max ?? 5),
            MinLabel = question.Scale?.MinLabel,
            MaxLabel = question.Scale?.MaxLabel,
            Required = question.Required,
            Public = question.Public,
            ShowWhen = question.ShowWhen is { } condition ? QuestionConditions.Write(condition) : "",
        };

    public static QuestionForm Read(IFormCollection form, int place)
    {
        string Typed(string name) => ((string?)form[QuestionsForm.Name(place, name)])?.Trim() ?? "";
        return new()
        {
            Key = Typed("nokkel"),
            Kind = Enum.TryParse<QuestionKind>(Typed("slag"), out var kind) && Enum.IsDefined(kind) ? kind : default,
            Label = Typed("tekst"),
            Options = Typed("valg").ReplaceLineEndings("\n"),
            Known = Typed("kjent").ReplaceLineEndings("\n"),
            Min = Typed("fra"),
            Max = Typed("til"),
            MinLabel = Typed("fra-tekst") is { Length: > 0 } min ? min : null,
            MaxLabel = Typed("til-tekst") is { Length: > 0 } max ? max : null,
            Required = Typed("ma").Length > 0,
            Public = Typed("skjult").Length == 0,
            ShowWhen = Typed("vilkar"),
        };
    }

    /// <summary>As the commands take it. What belongs to another kind of question is left out.</summary>
    public HearingQuestion Question() =>
        new()
        {
            Key = Key,
            Kind = Kind,
            Label = Label,
            Options = HasOptions ? Choices : null,
            Scale =
                Kind is QuestionKind.Scale
                && int.TryParse(Min, CultureInfo.InvariantCulture, out var min)
                && int.TryParse(Max, CultureInfo.InvariantCulture, out var max)
                    ? new QuestionScale(min, max, MinLabel, MaxLabel)
                    : null,
            Required = Required,
            Public = Public,
            ShowWhen = QuestionConditions.Read(ShowWhen),
        };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Options as lines of text: a value stands for each, and outlives another wording.</summary>
internal static class OptionLines
{
    public static IReadOnlyList<QuestionOption> Read(string lines, string known)
    {
        var labels = Lines(lines);
        var before = Lines(known).Select(line => line.Split('\t', 2)).Where(pair => pair.Length == 2).ToList();
        var values = new string?[labels.Count];
        for (var i = 0; i < labels.Count; i++)
            values[i] = before.FirstOrDefault(pair => pair[1] == labels[i])?[0];
        var taken = values.OfType<string>().ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < labels.Count; i++)
        {
            // As many lines as before: the one at this place has been given another wording.
            if (values[i] is null && before.Count == labels.Count && taken.Add(before[i][0]))
                values[i] = before[i][0];
        }
        for (var i = 0; i < labels.Count; i++)
        {
            var (slug, more) = (Slug.From(labels[i]), 1);
            while (values[i] is null)
            {
                var value = more == 1 ? slug : FormattableString.Invariant($"{slug}-{more}");
                if (taken.Add(value))
                    values[i] = value;
                more++;
            }
        }
        return [.. labels.Select((label, i) => new QuestionOption(values[i]!, label))];
    }

    public static string Known(IReadOnlyList<QuestionOption> options) =>
        string.Join('\n', options.Select(option => option.Value + "\t" + option.Label));

    private static List<string> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}

/// <summary>A condition as one choice of a list.</summary>
internal static class QuestionConditions
{
    private const char Between = '|';

    public static string Write(HearingQuestionCondition condition) =>
        string.Join(
            Between,
            condition.Question,
            condition.Op.ToString(),
            condition.Value is { } value
                ? value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : value.GetRawText()
                : ""
        );

    public static HearingQuestionCondition? Read(string written)
    {
        var parts = written.Split(Between, 3);
        if (parts.Length < 3 || !Enum.TryParse<ShowWhenOperator>(parts[1], out var op))
            return null;
        return new(parts[0], op, op == ShowWhenOperator.Answered ? null : JsonSerializer.SerializeToElement(parts[2]));
    }
}
