namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>Something that the reader must mend.</summary>
/// <param name="Input">Id of the input that the reader must go to; null where none can mend it.</param>
/// <param name="AtInput">What stands beside the input, where the label is in sight; null: the same.</param>
internal sealed record FormError(string? Input, string Message, string? AtInput = null);

/// <summary>A text input with label, hint and error, joined for screen readers.</summary>
internal sealed record FormField(string Id, string Label, string? Value, string? Hint = null)
{
    public string Type { get; init; } = "text";
    public string? Autocomplete { get; init; }
    public string? InputMode { get; init; }
    public int? Size { get; init; }
    public bool Optional { get; init; }
    public string? Error { get; init; }

    public string? DescribedBy => Describe(Hint is null ? null : Id + "-d", Error is null ? null : Id + "-f");

    /// <summary>The ids of what describes an input, for <c>aria-describedby</c>; null when there is nothing.</summary>
    public static string? Describe(params string?[] ids) =>
        string.Join(' ', ids.Where(id => id is not null)) is { Length: > 0 } all ? all : null;
}

/// <summary>A radio button or checkbox with its words.</summary>
internal sealed record FormChoice(string Name, string Value, string Id, string Label, string? Hint, bool Checked)
{
    public bool Outlined { get; init; } = true;
}
