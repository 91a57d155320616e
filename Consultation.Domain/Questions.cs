namespace Consultation.Domain;

public enum QuestionKind
{
    Text,
    Single,
    Multiple,
    Scale,
    YesNo,
}

public enum ShowWhenOperator
{
    Is,
    IsNot,
    Contains,
    Answered,
}

/// <summary>A question that a hearing asks beside the free text.</summary>
public sealed record Question
{
    /// <summary>Unique in the hearing; names the question in answers and exports.</summary>
    public required string Key { get; init; }
    public required QuestionKind Kind { get; init; }
    public required string Label { get; init; }

    /// <summary>Of <see cref="QuestionKind.Single"/> and <see cref="QuestionKind.Multiple"/>.</summary>
    public IReadOnlyList<QuestionOption>? Options { get; init; }

    /// <summary>Of <see cref="QuestionKind.Scale"/>.</summary>
    public QuestionScale? Scale { get; init; }
    public bool Required { get; init; }

    /// <summary>Whether answers are published with the reply; others are for the ministry alone.</summary>
    public bool Public { get; init; } = true;

    /// <summary>Null: always asked. A question that is not shown takes no answer, and is not required.</summary>
    public ShowWhen? ShowWhen { get; init; }
}

public sealed record QuestionOption(string Value, string Label);

/// <summary>Whole numbers, both ends included.</summary>
public sealed record QuestionScale(int Min, int Max, string? MinLabel = null, string? MaxLabel = null);

/// <summary>Asked only when an earlier question is answered so.</summary>
public sealed record ShowWhen
{
    public required string Question { get; init; }
    public required ShowWhenOperator Op { get; init; }

    /// <summary>An option's value, a number or <c>true</c>/<c>false</c> in letters; null for <see cref="ShowWhenOperator.Answered"/>.</summary>
    public string? Value { get; init; }
}
