using Consultation.Api.Data;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>
/// Everything that was typed, where the form itself cannot be shown: the round has closed, the hearing is gone, or there is no database to
/// make a form from. It can be copied, and sent again as it stands.
/// </summary>
internal sealed record KeptInput
{
    private static readonly string[] Long = ["tekst", ReplyForm.CommentPrefix, ReplyForm.QuestionPrefix];
    private static readonly string[] Buttons = ["forhandsvis", "fjern", "fjernfil", "leggtil", "lastopp", "kontroll", "steg"];

    public required string Heading { get; init; }
    public required string Explanation { get; init; }

    /// <summary>Sending again may help.</summary>
    public required bool MayTryAgain { get; init; }

    /// <summary>What is worth reading and copying, in the form's order.</summary>
    public required IReadOnlyList<(string Name, string Value)> Texts { get; init; }

    /// <summary>All the rest.</summary>
    public required IReadOnlyList<(string Name, string Value)> Others { get; init; }

    public static KeptInput Of(Exception lost, FormPost.Read read)
    {
        var fields = read
            .Fields.Where(field => !Buttons.Contains(field.Key, StringComparer.Ordinal))
            .SelectMany(field => field.Value.Select(value => (Name: field.Key, Value: value ?? "")))
            .Concat(read.Files.Select(file => (Name: "vedlegg", Value: file.Field)))
            .ToLookup(field => IsText(field.Name) && !string.IsNullOrWhiteSpace(field.Value));
        var why = lost switch
        {
            Refusal { Code: "round.closed" } => "closed",
            Refusal { Code: "round.not_open" } => "not_open",
            Refusal { Code: "hearing.concluded" } => "concluded",
            Refusal { Code: "reply.withdrawn" } => "withdrawn",
            Refusal => "gone",
            Unavailable => "busy",
            _ => "failed",
        };
        return new()
        {
            Heading = T($"send.kept.{why}.heading"),
            Explanation = T($"send.kept.{why}.text"),
            MayTryAgain = why is "busy" or "failed" or "closed",
            Texts = [.. fields[true]],
            Others = [.. fields[false]],
        };
    }

    /// <summary>The words above a text: there is no form to take a label from.</summary>
    public static string LabelOf(string name) =>
        name.StartsWith(ReplyForm.CommentPrefix, StringComparison.Ordinal) ? T("send.kept.comment")
        : name.StartsWith(ReplyForm.QuestionPrefix, StringComparison.Ordinal)
            ? T("send.kept.answer", name[ReplyForm.QuestionPrefix.Length..])
        : T("send.text");

    private static bool IsText(string name) => Array.Exists(Long, start => name.StartsWith(start, StringComparison.Ordinal));
}
