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
    private static readonly string[] Buttons = ["forhandsvis", "fjern", "fjernfil", "leggtil", "lastopp", "kontroll", "steg"];

    public required string Heading { get; init; }
    public required string Explanation { get; init; }

    /// <summary>Sending again may help.</summary>
    public required bool MayTryAgain { get; init; }

    /// <summary>What is worth reading and copying, in the form's order.</summary>
    public required IReadOnlyList<(string Name, string Label, string Value)> Texts { get; init; }

    /// <summary>All the rest.</summary>
    public required IReadOnlyList<(string Name, string Value)> Others { get; init; }

    /// <param name="view">Null where there was no hearing to make the form from: then there are no labels to tell by.</param>
    public static KeptInput Of(Exception lost, FormPost.Read read, FormView? view)
    {
        var fields = read
            .Fields.Where(field => !Buttons.Contains(field.Key, StringComparer.Ordinal))
            .SelectMany(field => field.Value.Select(value => (Name: field.Key, Value: value ?? "")))
            .Concat(read.Files.Select(file => (Name: "vedlegg", Value: file.Field)))
            .Select(field => (field.Name, Label: string.IsNullOrWhiteSpace(field.Value) ? null : LabelOf(field, view), field.Value))
            .ToLookup(field => field.Label is not null);
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
            Texts = [.. fields[true].Select(field => (field.Name, field.Label!, field.Value))],
            Others = [.. fields[false].Select(field => (field.Name, field.Value))],
        };
    }

    /// <summary>The words above a text; null for what was chosen and not written.</summary>
    private static string? LabelOf((string Name, string Value) field, FormView? view)
    {
        var (name, value) = field;
        if (string.Equals(name, "tekst", StringComparison.Ordinal))
            return T("send.text");
        if (name.StartsWith(ReplyForm.CommentPrefix, StringComparison.Ordinal))
        {
            var key = name[ReplyForm.CommentPrefix.Length..];
            var comment = view?.Form.Comments.FirstOrDefault(comment => string.Equals(comment.Key, key, StringComparison.Ordinal));
            return comment is null ? T("send.kept.comment") : view!.Places.Of(comment).Label;
        }
        if (!name.StartsWith(ReplyForm.QuestionPrefix, StringComparison.Ordinal))
            return null;
        if (view is null)
            return value.Trim().Contains(' ', StringComparison.Ordinal)
                ? T("send.kept.answer", name[ReplyForm.QuestionPrefix.Length..])
                : null;
        var question = view.Questions.FirstOrDefault(question => string.Equals(question.Name, name, StringComparison.Ordinal))?.Question;
        return question is { Kind: QuestionKind.Text } ? question.Label : null;
    }
}
