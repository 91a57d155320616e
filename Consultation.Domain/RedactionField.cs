using System.Globalization;

namespace Consultation.Domain;

internal enum RedactionFieldKind
{
    Text,
    SenderName,
    OnBehalfOf,
    Answer,
    Comment,
    Attachment,
}

/// <summary>The part of a reply that a redaction names, so that one part is the same however it was written.</summary>
internal readonly record struct RedactionField(RedactionFieldKind Kind, string? Key, int Index)
{
    /// <summary>Throws <c>redaction.out_of_range</c> for what is no part of a reply.</summary>
    public static RedactionField Parse(string field) =>
        field switch
        {
            "text" => new(RedactionFieldKind.Text, null, 0),
            "sender.name" => new(RedactionFieldKind.SenderName, null, 0),
            "sender.onBehalfOf" => new(RedactionFieldKind.OnBehalfOf, null, 0),
            _ when After(field, "answer:") is { } key => new(RedactionFieldKind.Answer, key, 0),
            _ when After(field, "comment:") is { } number => new(RedactionFieldKind.Comment, null, IndexOf(number)),
            _ when After(field, "attachment:") is { } number => new(RedactionFieldKind.Attachment, null, IndexOf(number)),
            _ => throw Refusals.RedactionOutOfRange(),
        };

    private static string? After(string field, string prefix) =>
        field.StartsWith(prefix, StringComparison.Ordinal) ? field[prefix.Length..] : null;

    private static int IndexOf(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var counted)
            ? counted - Redaction.First
            : throw Refusals.RedactionOutOfRange();
}
